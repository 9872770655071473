/** What a start does not load: nothing that changes a machine, and no network, before somebody asks about Go. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtDirectory } from '../surfaces/built.ts'

const main = join(builtDirectory, 'main')

/** The file itself, and everything that it imports before it runs. */
const loadedBy = (name: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(name)) return seen
  seen.add(name)
  const text = readFileSync(join(main, name), 'utf8')
  for (const [, next = ''] of text.matchAll(/^(?:import|export)\b[^'"]*["']\.\/([^'"]+\.js)["']/gm))
    loadedBy(next, seen)
  return seen
}

/** The files that a built one was made of, as its map says; the builder's own few lines have none. */
const sourcesOf = (name: string): readonly string[] => {
  const map = join(main, `${name}.map`)
  if (!existsSync(map)) return []
  return (JSON.parse(readFileSync(map, 'utf8')) as { readonly sources: readonly string[] }).sources
}

test.each(['cli.js', 'index.js'])('%s starts without what installs, and without a network', (entry) => {
  const sources = [...loadedBy(entry)].flatMap(sourcesOf)
  // The walk is right: what every start needs is there.
  expect(sources.some((path) => path.endsWith('main/core/application.ts'))).toBe(true)
  expect(
    sources.filter((path) => /main\/(core\/desk|host\/install)\/|node_modules\/https-proxy-agent\//.test(path)),
  ).toEqual([])
})
