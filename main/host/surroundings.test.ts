/** What the chooser asks of the machine: a display, a private directory, a browser's own kind. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createAddressOpener } from './address-opener.ts'
import { isConfinedEntry } from './default-browser.ts'
import { findDisplay } from './display.ts'
import { runtimeDirectory } from './runtime-directory.ts'

const top = mkdtempSync(join(tmpdir(), 'groundwork-surroundings-'))
afterAll(() => rmSync(top, { recursive: true }))

test('a Wayland display is one that answers; else X11 is asked; else the dead one is named', async () => {
  const server = createServer().listen(join(top, 'wayland-7'))
  await once(server, 'listening')
  const environment = { XDG_RUNTIME_DIR: top, WAYLAND_DISPLAY: 'wayland-7', DISPLAY: ':4711' }
  expect(await findDisplay(environment)).toEqual({ kind: 'found', name: 'wayland-7' })
  server.close()
  expect(await findDisplay(environment)).toEqual({ kind: 'dead', name: ':4711' })
  expect(await findDisplay({ WAYLAND_DISPLAY: 'wayland-7' })).toEqual({ kind: 'dead', name: 'wayland-7' })
  expect(await findDisplay({ DISPLAY: 'nonsense' })).toEqual({ kind: 'dead', name: 'nonsense' })
  expect(await findDisplay({ DISPLAY: '' })).toEqual({ kind: 'none' })
})

test('a display of another machine is asked on its port', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const name = `127.0.0.1:${(server.address() as AddressInfo).port - 6000}.0`
  expect(await findDisplay({ DISPLAY: name })).toEqual({ kind: 'found', name })
  server.close()
})

test('the runtime directory is private, or not used', () => {
  const uid = process.getuid?.() ?? 0
  const own = join(top, 'own')
  mkdirSync(own, { mode: 0o700 })
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: own }, uid)).toBe(own)
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: own }, uid + 1)).not.toBe(own)
  chmodSync(own, 0o750)
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: own }, uid)).not.toBe(own)
  chmodSync(own, 0o700)
  symlinkSync(own, join(top, 'link'))
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: join(top, 'link') }, uid)).not.toBe(join(top, 'link'))
  expect(runtimeDirectory({ XDG_RUNTIME_DIR: 'own' }, uid)).not.toBe('own')
})

test.each([
  ['Exec=env BAMF_DESKTOP_FILE_HINT=/x /snap/bin/firefox %u', true],
  ['Exec=/usr/bin/flatpak run --branch=stable org.mozilla.firefox @@u %u @@', true],
  ['[Desktop Entry]\nX-SnapInstanceName=firefox\nExec=firefox %u', true],
  ['Exec=/usr/lib/firefox/firefox %u', false],
  ['Comment=not a /snap/ at all\nExec=/usr/bin/chromium %U', false],
])('%j: confined %s', (entry, expected) => {
  expect(isConfinedEntry(entry)).toBe(expected)
})

test('only https is opened', async () => {
  const opens = createAddressOpener({}, '/bin/true')
  expect(await opens('https://go.dev/doc/')).toBe(true)
  for (const url of ['http://go.dev/', 'file:///etc/passwd', 'javascript:1', '--help', '', 'https://']) {
    expect(await opens(url)).toBe(false)
  }
  expect(await createAddressOpener({}, null)('https://go.dev/')).toBe(false)
  expect(await createAddressOpener({}, '/nowhere/xdg-open')('https://go.dev/')).toBe(false)
  expect(await createAddressOpener({}, '/bin/false')('https://go.dev/')).toBe(false)
})
