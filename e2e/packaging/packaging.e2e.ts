/** electron-builder's own packaging, with a stand-in for the one thing that cannot be had offline: the Electron binary. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
let scratch = ''
let unpacked = ''

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-packaging-'))
  const electron = join(scratch, 'electron-dist')
  execFileSync('mkdir', [electron])
  execFileSync('gcc', ['-o', join(electron, 'electron'), join(import.meta.dirname, 'stand-in-electron.c')])
  chmodSync(join(electron, 'electron'), 0o755)
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version']) writeFileSync(join(electron, file), '45.4.1')
  execFileSync(
    bin('electron-builder'),
    [
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(scratch, 'out')}`,
    ],
    { cwd: root, stdio: 'ignore' },
  )
  unpacked = join(scratch, 'out/linux-unpacked')
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('the archive holds what was built, and neither sources nor modules', () => {
  const files = execFileSync(bin('asar'), ['list', join(unpacked, 'resources/app.asar')], { encoding: 'utf8' }).split(
    '\n',
  )
  for (const file of ['/dist/main/index.js', '/dist/preload/index.cjs', '/dist/renderer/index.html', '/package.json']) {
    expect(files).toContain(file)
  }
  expect(files.filter((file) => /^\/(main|preload|renderer|node_modules|e2e)\b|\.map$/.test(file))).toEqual([])
})

test('every fuse that lets arguments or the environment turn the app into something else is off', () => {
  const fuses = execFileSync(bin('electron-fuses'), ['read', '--app', join(unpacked, 'groundwork')], {
    encoding: 'utf8',
  })
  for (const [fuse, state] of [
    ['RunAsNode', 'Disabled'],
    ['EnableNodeOptionsEnvironmentVariable', 'Disabled'],
    ['EnableNodeCliInspectArguments', 'Disabled'],
    ['OnlyLoadAppFromAsar', 'Enabled'],
    ['EnableEmbeddedAsarIntegrityValidation', 'Enabled'],
    ['GrantFileProtocolExtraPrivileges', 'Disabled'],
  ]) {
    expect(fuses).toContain(`${fuse} is ${state}`)
  }
})
