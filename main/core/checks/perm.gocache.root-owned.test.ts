import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { check } from './perm.gocache.root-owned.ts'

const own = { kind: 'directory', uid: 1000 } as const
const roots = { kind: 'directory', uid: 0 } as const
const cache = '/home/user/.cache/go-build'

const machine = (files: MachinePart['files'], environment: Record<string, string> = {}): MachinePart => ({
  environment: { HOME: '/home/user', PATH: '/usr/bin', ...environment },
  files: { '/home/user': own, '/home/user/.cache': own, '/tmp': { kind: 'directory', mode: '1777' }, ...files },
})
const commandsOf = (result: { fixes: readonly { id: string; commands: readonly string[] }[] }) =>
  result.fixes.map(({ id, commands }) => [id, ...commands])

test('a home in which nothing of Go is yet passes: it can be made', async () => {
  expect(await resultOnMachine(machine({}), check)).toMatchObject({ result: 'pass', code: 'open', fixes: [] })
})

test('the read-only directories of unpacked modules are as they should be', async () => {
  const files = {
    '/home/user/go': own,
    '/home/user/go/pkg/mod': own,
    '/home/user/go/pkg/mod/github.com': own,
    '/home/user/go/pkg/mod/github.com/x@v1.0.0': { ...own, mode: '0555' },
    '/home/user/go/pkg/mod/gopkg.in@v1': { ...roots, mode: '0555' },
  }
  expect((await resultOnMachine(machine(files), check)).result).toBe('pass')
})

test('a build cache of root: move it aside as yourself, or have it given back', async () => {
  const result = await resultOnMachine(machine({ [cache]: roots }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'high', code: 'closed' })
  expect(result.summary.en).toContain('belongs to root')
  expect(result.expected).toMatchObject({ en: 'a directory of user' })
  expect(result.causes[0]?.text.en).toContain('sudo go')
  expect(commandsOf(result)).toEqual([
    ['aside', `mv -T ${cache} ${cache}.not-mine`],
    ['chown', `sudo chown -hR 1000:1000 ${cache}`],
  ])
})

test('one shard of root in an own cache is found', async () => {
  const result = await resultOnMachine(machine({ [cache]: own, [`${cache}/00`]: own, [`${cache}/b1`]: roots }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'closed' })
  expect(result.summary.en).toContain(`${cache}/b1`)
})

test('a cache that is missing below a directory of root cannot be made', async () => {
  const result = await resultOnMachine(machine({ '/home/user/.cache': roots }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'closed' })
  expect(commandsOf(result)).toEqual([['chown', 'sudo chown -hR 1000:1000 /home/user/.cache']])
})

test('GOPATH of root is one thing to give back, and less bad than the build cache', async () => {
  const result = await resultOnMachine(machine({ '/home/user/go': roots }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'medium' })
  expect(commandsOf(result)).toEqual([['chown', 'sudo chown -hR 1000:1000 /home/user/go']])
})

test('the home itself is never given back as a whole', async () => {
  const result = await resultOnMachine(machine({ '/home/user': roots, '/home/user/.cache': roots }), check)
  expect(result.result).toBe('fail')
  expect(result.fixes.flatMap(({ commands }) => commands).join()).not.toMatch(/ \/home\/user($|,)/)
})

test('an own directory without the write bit is opened, not given away', async () => {
  const result = await resultOnMachine(machine({ [cache]: { ...own, mode: '0555' } }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'mode', causes: [] })
  expect(commandsOf(result)).toEqual([['chmod', `chmod u+rwx ${cache}`]])
  expect(result.fixes[0]?.undo.commands).toEqual([`chmod 0555 ${cache}`])
})

test('what only access(2) tells is believed: a read-only file system', async () => {
  const files = { [cache]: { ...own, access: { write: 'readonly' } } } as const
  const result = await resultOnMachine(machine(files), check)
  expect(result).toMatchObject({ result: 'fail', code: 'readonly', fixes: [] })
})

test('GOCACHE set to a directory of others: remove the setting, do not chown what is outside the home', async () => {
  const files = { '/srv/cache': roots, '/home/user/.config/go/env': { text: 'GOCACHE=/srv/cache\n', uid: 1000 } }
  const result = await resultOnMachine(machine({ ...files, '/home/user/.config/go': own }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'closed', causes: [] })
  expect(commandsOf(result)).toEqual([['reset', 'go env -u GOCACHE']])
})

test('a file in the way', async () => {
  const result = await resultOnMachine(machine({ [cache]: { text: 'x', uid: 1000 } }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'not-directory' })
  expect(commandsOf(result)).toEqual([['aside', `mv -T ${cache} ${cache}.not-mine`]])
})

test.each([
  ['', 'home-unset'],
  ['/nowhere', 'home-broken'],
  ['home', 'home-broken'],
  ['/etc/passwd', 'home-broken'],
])('HOME=%s: %s', async (HOME, code) => {
  const result = await resultOnMachine(machine({ '/etc/passwd': { text: '' } }, { HOME }), check)
  expect(result).toMatchObject({ result: 'fail', code })
  expect(result.fixes.map(({ id }) => id)).toContain('home')
})

test('root in the home of somebody is told what go would leave there', async () => {
  const root = { uid: 0, gid: 0, name: 'root', home: '/root', shell: '/bin/sh' }
  const result = await resultOnMachine({ ...machine({}), user: root }, check)
  expect(result).toMatchObject({ result: 'informational', code: 'root-in-home' })
  expect(result.fixes.map(({ id }) => id)).toEqual(['as-owner'])
})

test('paths that lead in circles are unknown, not fine', async () => {
  const result = await resultOnMachine(machine({ [cache]: { target: 'go-build' } }), check)
  expect(result.result).toBe('unknown')
})

test('on a mounted disk owners and modes tell, for everyone whose home is there', async () => {
  const files = { ...machine({ [cache]: own, [`${cache}/b1`]: roots }).files, '/home/other': { ...own, uid: 1001 } }
  const mounted = {
    ...createFakeHost({ files }),
    canRun: false,
    user: () => ({ uid: null, gid: null, name: null, home: null, shell: null }),
    environment: () => ({}),
    kernel: () => null,
    homes: () => Promise.resolve(['/home/other', '/home/user']),
  }
  const result = await resultOn(mounted, check)
  expect(result).toMatchObject({ result: 'fail', code: 'closed' })
  expect(result.summary.en).toContain(`${cache}/b1`)
  // Nobody can be asked there whether the directory above would let them rename.
  expect(result.fixes.flatMap(({ commands }) => commands)).toEqual([])
})
