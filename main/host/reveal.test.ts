import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { revealFolder } from './reveal.ts'

let scratch = ''
let display: Server | null = null
const opener = (): string => join(scratch, 'opener')
const environment = (): Record<string, string> => ({ XDG_RUNTIME_DIR: scratch, WAYLAND_DISPLAY: 'wayland-0' })

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-reveal-'))
  vi.spyOn(process, 'geteuid').mockReturnValue(1000)
  display = createServer((socket) => socket.end())
  await new Promise<void>((ready) => display?.listen(join(scratch, 'wayland-0'), ready))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await new Promise((closed) => display?.close(closed))
  rmSync(scratch, { recursive: true })
})

const write = (status: number): void =>
  writeFileSync(opener(), `#!/bin/sh\nprintf '%s' "$#:$1" >${scratch}/asked\nexit ${status}\n`, { mode: 0o755 })

test('a folder is opened, whatever its name', async () => {
  write(0)
  const folder = join(scratch, '--help $(touch x); y')
  mkdirSync(folder)
  expect(await revealFolder(folder, environment(), opener())).toBeNull()
  expect(readFileSync(join(scratch, 'asked'), 'utf8')).toBe(`1:${folder}`)
})

test('why not, in words: refused, no opener, no display, root', async () => {
  write(3)
  expect((await revealFolder('/', environment(), opener()))?.en).toContain('could not open it')
  expect((await revealFolder('/', environment(), null))?.en).toContain('xdg-open')
  expect((await revealFolder('/', { XDG_RUNTIME_DIR: scratch }, opener()))?.en).toContain('no display')
  rmSync(join(scratch, 'asked'))
  vi.spyOn(process, 'geteuid').mockReturnValue(0)
  expect((await revealFolder('/', environment(), opener()))?.en).toContain('as root')
  expect(existsSync(join(scratch, 'asked'))).toBe(false)
})
