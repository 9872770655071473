import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { findElectron } from './electron-binary.ts'

const root = mkdtempSync(join(tmpdir(), 'groundwork-electron-'))
const home = join(root, 'node_modules/electron')
afterAll(() => rmSync(root, { recursive: true }))

beforeEach(() => {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'dist'), { recursive: true })
  writeFileSync(join(home, 'package.json'), '{"version":"45.4.1"}')
  writeFileSync(join(home, 'path.txt'), 'electron')
  writeFileSync(join(home, 'dist/version'), '45.4.1')
  writeFileSync(join(home, 'dist/electron'), '#!/bin/sh\n', { mode: 0o755 })
})

const reason = (environment = {}): string | null => {
  const found = findElectron(root, environment)
  return found.found ? null : found.reason.en
}

test('a complete installation is found', () => {
  expect(findElectron(root, {})).toEqual({ found: true, path: join(home, 'dist/electron') })
})

test.each([
  ['no package', () => rmSync(home, { recursive: true }), 'the package electron is not installed'],
  ['a damaged package', () => writeFileSync(join(home, 'package.json'), '{'), 'the package electron is not installed'],
  ['no path.txt', () => rmSync(join(home, 'path.txt')), 'the Electron binary is not installed'],
  ['no dist', () => rmSync(join(home, 'dist'), { recursive: true }), 'the Electron binary is not installed'],
  [
    'another version',
    () => writeFileSync(join(home, 'dist/version'), 'v44.0.0\n'),
    'the Electron binary is 44.0.0, the package wants 45.4.1',
  ],
  ['no program', () => rmSync(join(home, 'dist/electron')), `${home}/dist/electron is no program`],
  ['not executable', () => chmodSync(join(home, 'dist/electron'), 0o644), `${home}/dist/electron is no program`],
])('%s is not found, with the reason', (_, damage, expected) => {
  damage()
  expect(reason()).toBe(expected)
})

test('ELECTRON_OVERRIDE_DIST_PATH wins, and is checked', () => {
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: join(home, 'dist') }).found).toBe(true)
  expect(reason({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toContain('/nowhere/electron')
})
