import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { goPathsOf, parseGoEnvFile, readGoPaths, type GoSituation } from './go-paths.ts'

const pathsOf = (environment: Record<string, string>, file: Record<string, string> = {}): Record<string, string> => {
  const situation: GoSituation = { context: 'app', uid: 1000, environment, file: { path: '/c/go/env', values: file } }
  return Object.fromEntries(goPathsOf(situation).map(({ name, path }) => [name, path]))
}

test('the defaults of go env', () => {
  expect(pathsOf({ HOME: '/home/ana' })).toEqual({
    home: '/home/ana',
    config: '/c/go',
    work: '/tmp',
    cache: '/home/ana/.cache/go-build',
    modules: '/home/ana/go/pkg/mod',
    gopath: '/home/ana/go',
    bin: '/home/ana/go/bin',
  })
})

test.each([
  ['the environment before the file', { GOCACHE: '/e' }, { GOCACHE: '/f' }, { cache: '/e' }],
  ['the file before the default', {}, { GOCACHE: '/f' }, { cache: '/f' }],
  ['an empty variable is like none', { GOCACHE: '' }, { GOCACHE: '/f' }, { cache: '/f' }],
  ['the first of GOPATH', { GOPATH: '/a:/b' }, {}, { gopath: '/a', modules: '/a/pkg/mod', bin: '/a/bin' }],
  ['GOTMPDIR before TMPDIR', { TMPDIR: '/t' }, { GOTMPDIR: '/g' }, { work: '/g' }],
  ['TMPDIR before /tmp', { TMPDIR: '/t' }, {}, { work: '/t' }],
  ['TMPDIR counts only in the environment', {}, { TMPDIR: '/t' }, { work: '/tmp' }],
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/x' }, {}, { cache: '/x/go-build' }],
])('%s', (_, environment, file, expected) => {
  expect(pathsOf({ HOME: '/home/ana', ...environment }, file)).toMatchObject(expected)
})

test('without HOME, with relative settings or GOCACHE=off there is no such path', () => {
  expect(pathsOf({})).toEqual({ config: '/c/go', work: '/tmp' })
  expect(pathsOf({ HOME: '/h', GOCACHE: 'off', GOPATH: 'go', GOTMPDIR: 'tmp' })).toEqual({
    home: '/h',
    config: '/c/go',
  })
})

test('a GOENV file is read as cmd/go reads it', () => {
  expect(parseGoEnvFile('# GOBIN=/no\nGOBIN=/a\nGOBIN="/b" \ngobin=/c\n=x\nGARBAGE\n\nGOPATH=')).toEqual({
    GOBIN: '"/b" ',
    GOPATH: '',
  })
})

test('terminal and app that agree are one, and the GOENV file is found', async () => {
  const host = createFakeHost({
    environment: { HOME: '/home/user', XDG_CONFIG_HOME: '/home/user/cfg' },
    files: { '/home/user/cfg/go/env': { text: 'GOBIN=/home/user/tools\n' } },
  })
  const bin = (await readGoPaths(host)).filter(({ name }) => name === 'bin')
  expect(bin).toEqual([
    { name: 'bin', path: '/home/user/tools', variable: 'GOBIN', setBy: 'file', contexts: ['app'], uid: 1000 },
  ])
})
