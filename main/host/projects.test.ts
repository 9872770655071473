import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findProjects } from './projects.ts'

let home = ''
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'groundwork-projects-'))))
afterEach(() => rmSync(home, { recursive: true, force: true }))

const put = (path: string, text = ''): void => {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), text)
}
const find = async (start = '/', timeoutMs?: number) =>
  (
    await findProjects({ home, start, gopath: join(home, 'go'), ...(timeoutMs === undefined ? {} : { timeoutMs }) })
  ).map(({ directory, files }) => `${directory.replace(home, '~')}: ${files.join(' ')}`)

test('what names a version of Go, and no other file', async () => {
  put('one/go.mod', 'module one\n')
  put('one/.tool-versions', 'nodejs 20\n')
  put('work/two/go.work')
  put('work/two/.go-version', '1.26.8\n')
  put('three/.tool-versions', 'golang 1.25.3\n')
  put('four/mise.toml', '[tools]\nnode = "20"\n')
  put('five/mise.toml', '[tools]\ngo = "1.26"\n')
  expect(await find()).toEqual([
    '~/five: mise.toml',
    '~/one: go.mod',
    '~/three: .tool-versions',
    '~/work/two: go.work .go-version',
  ])
})

test('three levels down, and not where others keep their code', async () => {
  put('a/b/c/go.mod')
  put('a/b/c/d/go.mod')
  put('.hidden/go.mod')
  put('x/node_modules/y/go.mod')
  put('x/vendor/go.mod')
  put('go/pkg/mod/go.mod')
  put('go/mine/go.mod')
  put('sdk/go1.26.8/VERSION', 'go1.26.8\n')
  put('sdk/go1.26.8/pkg/x')
  put('sdk/go1.26.8/src/go.mod', 'module std\n')
  expect(await find()).toEqual(['~/a/b/c: go.mod', '~/go/mine: go.mod'])
})

test('links are not followed, not even to where there is more', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'groundwork-elsewhere-'))
  writeFileSync(join(elsewhere, 'go.mod'), '')
  symlinkSync(elsewhere, join(home, 'link'))
  symlinkSync(home, join(home, 'circle'))
  expect(await find()).toEqual([])
  rmSync(elsewhere, { recursive: true })
})

test('where the app was started comes first, from below too, and once', async () => {
  put('a/go.mod')
  put('z/go.mod')
  put('z/cmd/tool/main.go')
  expect(await find(join(home, 'z/cmd/tool'))).toEqual(['~/z: go.mod', '~/a: go.mod'])
})

test('bounded in number and in time; no home is no project', async () => {
  for (let index = 0; index < 220; index += 1) put(`p${index}/go.mod`)
  expect(await find()).toHaveLength(200)
  expect(await find('/', -1)).toEqual([])
  expect(await findProjects({ home: '/no/such/home', start: '/', gopath: '/x' })).toEqual([])
})
