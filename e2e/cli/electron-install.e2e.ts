/** `npm run electron:install --from=FILE`, in a project of the test's own with checksums of the test's own. */
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findElectron } from '../../main/host/electron-binary.ts'
import { zipOf, type ZipEntry } from '../fixtures/zip-file.ts'

const projectRoot = join(import.meta.dirname, '../..')
const zipName = `electron-v45.4.1-linux-${process.arch}.zip`
const program: ZipEntry = { name: 'electron', text: '#!/bin/sh\necho electron\n', mode: 0o755 }
const version: ZipEntry = { name: 'version', text: '45.4.1', mode: 0o644 }
const locale: ZipEntry = { name: 'locales/en.pak', text: 'words', mode: 0o644 }
const whole = zipOf([program, version, locale])

let project: string
let home: string
let zip: string

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'groundwork-install-'))
  home = join(project, 'node_modules/electron')
  zip = join(project, zipName)
  mkdirSync(join(project, 'main/launch'), { recursive: true })
  mkdirSync(home, { recursive: true })
  cpSync(join(projectRoot, 'main/launch/electron-install.mjs'), join(project, 'main/launch/electron-install.mjs'))
  writeFileSync(join(home, 'package.json'), '{"version":"45.4.1"}')
  symlinkSync(join(projectRoot, 'node_modules/@electron-internal'), join(project, 'node_modules/@electron-internal'))
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

/** Writes the zip, and the checksums of a release in which it is the right one unless said otherwise. */
const offer = (bytes: Buffer, published = sha256(bytes)): void => {
  writeFileSync(zip, bytes)
  writeFileSync(join(home, 'checksums.json'), JSON.stringify({ [zipName]: published }))
}

const install = (file = zip): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve) => {
    const words = [join(project, 'main/launch/electron-install.mjs'), `--from=${file}`]
    execFile(process.execPath, words, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })

const namesInHome = (): readonly string[] => readdirSync(home).sort()

test('a zip as published is unpacked where Electron is then found', async () => {
  offer(zipOf([program, version, locale]))
  expect(await install()).toMatchObject({ code: 0, stderr: '' })
  expect(findElectron(project, {})).toEqual({ found: true, path: join(home, 'dist/electron') })
  expect(readFileSync(join(home, 'dist/locales/en.pak'), 'utf8')).toBe('words')
  expect(namesInHome()).toEqual(['checksums.json', 'dist', 'package.json', 'path.txt'])
})

test('the file is read once: what was proved is what is unpacked, whatever is put there meanwhile', async () => {
  offer(whole)
  // From a pipe there is no second reading.
  const pipe = join(project, 'pipe')
  execFileSync('mkfifo', [pipe])
  const feeding = execFile('cp', [zip, pipe])
  expect(await install(pipe)).toMatchObject({ code: 0, stderr: '' })
  feeding.kill()
  expect(namesInHome()).toEqual(['checksums.json', 'dist', 'package.json', 'path.txt'])
})

test('a newer unpacking takes the place of an older one whole', async () => {
  mkdirSync(join(home, 'dist'))
  writeFileSync(join(home, 'dist/left-over'), '')
  offer(zipOf([program, version]))
  expect(await install()).toMatchObject({ code: 0 })
  expect(readdirSync(join(home, 'dist')).sort()).toEqual(['electron', 'version'])
})

test.each<[string, Buffer, string | undefined, string[]]>([
  ['another file', Buffer.from('not a zip'), sha256(whole), [sha256(Buffer.from('not a zip')), sha256(whole)]],
  ['a zip cut short', whole.subarray(0, 100), sha256(whole), [sha256(whole.subarray(0, 100)), sha256(whole)]],
  ['what does not unpack', whole.subarray(0, 100), undefined, ['cannot be unpacked']],
  ['another version', zipOf([program, { ...version, text: '44.0.0' }]), undefined, ['version 44.0.0, not 45.4.1']],
  ['no version', zipOf([program]), undefined, ['version none, not 45.4.1']],
  ['no program', zipOf([version]), undefined, ['no program called electron']],
  [
    'a program that cannot run',
    zipOf([version, { ...program, mode: 0o644 }]),
    undefined,
    ['no program called electron'],
  ],
  ['a way out', zipOf([program, version, { ...locale, name: '../../../out' }]), undefined, ['cannot be unpacked']],
])('%s is refused, and what was there stays', async (_, bytes, published, words) => {
  mkdirSync(join(home, 'dist'))
  writeFileSync(join(home, 'dist/earlier'), 'kept')
  offer(bytes, published)
  const { code, stderr } = await install()
  expect(code).toBe(1)
  for (const word of [zip, ...words]) expect(stderr).toContain(word)
  expect(readdirSync(join(home, 'dist'))).toEqual(['earlier'])
  expect(namesInHome()).toEqual(['checksums.json', 'dist', 'package.json'])
  expect(readdirSync(project).sort()).toEqual([zipName, 'main', 'node_modules'].sort())
})

test('a file that is not there, and a machine that Electron is not published for, are said', async () => {
  offer(whole)
  expect((await install(join(project, 'nowhere.zip'))).stderr).toContain(`${project}/nowhere.zip cannot be read`)
  writeFileSync(join(home, 'checksums.json'), '{}')
  expect((await install()).stderr).toContain(`Electron 45.4.1 is not published for linux-${process.arch}.`)
  rmSync(join(home, 'package.json'))
  expect((await install()).stderr).toContain('The package electron is not installed')
})
