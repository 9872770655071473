import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json'

const wanted: Readonly<Record<string, string>> = {
  ...manifest.devDependencies,
  ...('dependencies' in manifest ? (manifest.dependencies as Readonly<Record<string, string>>) : {}),
}

test('every dependency is pinned to one version, so that two clones are the same app', () => {
  const loose = Object.entries(wanted).filter(
    ([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

test('the lock file has what the manifest asks for', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>
  }
  const different = Object.entries(wanted).filter(
    ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version.replace(/^npm:.*@/, ''),
  )
  expect(different).toEqual([])
})
