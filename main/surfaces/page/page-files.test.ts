import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openPageFiles } from './page-files.ts'

const top = mkdtempSync(join(tmpdir(), 'groundwork-page-'))
const page = join(top, 'page')
mkdirSync(join(page, 'assets'), { recursive: true })
writeFileSync(join(page, 'index.html'), '<!doctype html>')
writeFileSync(join(page, 'assets/a.js'), 'export {}')
writeFileSync(join(page, 'assets/a.js.map'), '{}')
writeFileSync(join(page, '.hidden.js'), 'x')
writeFileSync(join(top, 'secret.js'), 'x')
symlinkSync(join(top, 'secret.js'), join(page, 'link.js'))
afterAll(() => rmSync(top, { recursive: true }))

test('the page and its assets are answered with their content type', async () => {
  const files = openPageFiles(page)
  expect((await files('/'))?.contentType).toBe('text/html; charset=utf-8')
  const script = await files('/assets/a.js')
  expect(script?.contentType).toBe('text/javascript; charset=utf-8')
  expect(Buffer.from(script?.body ?? []).toString()).toBe('export {}')
})

test.each([
  ['a way out', '/../secret.js'],
  ['an encoded way out', '/%2e%2e/secret.js'],
  ['an encoded slash', '/..%2fsecret.js'],
  ['an absolute path', `/${join(top, 'secret.js')}`],
  ['a link', '/link.js'],
  ['a hidden file', '/.hidden.js'],
  ['a source map', '/assets/a.js.map'],
  ['a directory', '/assets'],
  ['a directory with slash', '/assets/'],
  ['a NUL byte', '/index.html\0.js'],
  ['nothing', ''],
  ['a name of Object', '/__proto__'],
])('%s is not answered', async (_, pathname) => {
  expect(await openPageFiles(page)(pathname)).toBeNull()
})

test('a page that was never built answers nothing', async () => {
  expect(await openPageFiles(join(top, 'nowhere'))('/')).toBeNull()
})
