import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findBrowsers } from './find-browser.ts'

const directory = mkdtempSync(join(tmpdir(), 'groundwork-browsers-'))
afterAll(() => rmSync(directory, { recursive: true }))
const onPath = (PATH: string) => findBrowsers({ PATH }).filter((path) => path.startsWith(directory))

test('programs on PATH are found, best first; files that are none, directories and relative entries are not', () => {
  for (const name of ['vivaldi', 'brave-browser', 'microsoft-edge']) {
    writeFileSync(join(directory, name), '')
    chmodSync(join(directory, name), 0o755)
  }
  writeFileSync(join(directory, 'brave'), 'not executable')
  mkdirSync(join(directory, 'vivaldi-stable'))
  const found = ['brave-browser', 'microsoft-edge', 'vivaldi'].map((name) => join(directory, name))
  expect(onPath(`relative:${directory}::.`)).toEqual(found)
  expect(onPath('')).toEqual([])
  expect(findBrowsers({}).every((path) => path.startsWith('/'))).toBe(true)
})
