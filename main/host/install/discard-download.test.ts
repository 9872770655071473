import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { userLayout } from '../../core/toolchains/own-places.ts'
import { discardDownload, keptDownloads } from './discard-download.ts'
import { partPath } from './layout.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-discard-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const begun = () => {
  const layout = userLayout({ HOME: home }) ?? expect.fail('no layout')
  const part = partPath(layout, 'go1.99.1', 'zip')
  mkdirSync(dirname(part), { recursive: true })
  writeFileSync(part, 'half')
  return { layout, part }
}

test('what a download left goes', async () => {
  const { layout, part } = begun()
  expect(await keptDownloads(layout)).toEqual([{ version: 'go1.99.1', path: part, bytes: 4 }])
  expect(await discardDownload(layout, 'go1.99.1')).toBe(true)
  expect(existsSync(part)).toBe(false)
  expect(await keptDownloads(layout)).toEqual([])
})

test.runIf(process.geteuid?.() === 0)('root removes nothing in the home of another user', async () => {
  const { layout, part } = begun()
  chownSync(home, 60_666, 60_666)
  expect(await discardDownload(layout, 'go1.99.1')).toBe(false)
  expect(existsSync(part)).toBe(true)
})
