import { expect, test } from 'vitest'
import type { CheckResult } from '#contract'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './go.goroot.drift.ts'

const PATH = '/usr/local/go/bin:/usr/bin:/bin'
const files = {
  '/usr/bin/env': { mode: '0755' },
  ...goTree('/usr/local/go', 'go1.26.8'),
  ...goTree('/opt/go1.20', 'go1.20.14'),
  ...goTree('/opt/same', 'go1.26.8'),
}

/** A machine whose login shell and terminal have `GOROOT`, with start files of `texts` in the home. */
const machine = (goroot: string | null, texts: Record<string, string> = {}, more: MachinePart = {}): MachinePart => {
  const own = goroot === null ? {} : { GOROOT: goroot }
  const home = Object.entries(texts).map(([name, text]) => [`/home/user/${name}`, { text }] as const)
  return {
    environment: { HOME: '/home/user', PATH },
    runs: shellAnswers('/bin/bash', { login: { PATH, ...own }, interactive: { PATH, ...own } }),
    ...more,
    files: { ...files, ...Object.fromEntries(home), ...more.files },
  }
}
const resultOf = (...given: Parameters<typeof machine>): Promise<CheckResult> =>
  resultOnMachine(machine(...given), check)

test('unset everywhere passes, and says what was looked at', async () => {
  const result = await resultOf(null, { '.profile': 'unset GOROOT\n# export GOROOT=/x\n' })
  expect(result).toMatchObject({ result: 'pass', code: 'unset' })
  expect(result.evidence).toHaveLength(4)
})

test.each([
  ['/gone', 'fail', 'absent'],
  ['relative/go', 'fail', 'absent'],
  ['/opt/go1.20', 'fail', 'other-version'],
  ['/usr/bin', 'fail', 'no-tools'],
  ['/opt/nosrc', 'fail', 'no-sources'],
  ['/usr/local/go', 'informational', 'redundant'],
  ['/usr/local/link', 'informational', 'redundant'],
  ['/opt/same', 'informational', 'same-version'],
  ['/home/user/.gvm/gos/go1.20', 'pass', 'managed'],
  ['/home/user/.gvm/gos/gone', 'fail', 'absent'],
  ['', 'pass', 'unset'],
])('GOROOT=%s: %s', async (goroot, state, code) => {
  const result = await resultOf(
    goroot,
    {},
    {
      files: {
        '/opt/nosrc/pkg/tool': { kind: 'directory' },
        '/usr/local/link': { target: 'go' },
        ...goTree('/home/user/.gvm/gos/go1.20', 'go1.20.14'),
      },
    },
  )
  expect(result).toMatchObject({ result: state, code })
})

test('the line that sets it is shown, and commented out with a copy kept', async () => {
  const result = await resultOf('/opt/go1.20', { '.profile': 'umask 022\nexport GOROOT=/opt/go1.20\n' })
  expect(result).toMatchObject({ severity: 'high', found: '/opt/go1.20' })
  expect(result.summary.en).toContain('login shell, terminal, and /home/user/.profile:2')
  expect(result.fixes).toMatchObject([
    {
      id: 'comment',
      privilege: 'user',
      commands: [`sed -i.before-groundwork '2{/GOROOT/s/^\\([[:space:]]*\\)/\\1: # /;}' ~/.profile`],
      undo: { commands: ['mv ~/.profile.before-groundwork ~/.profile'] },
    },
  ])
})

test('a line whose variable PATH uses is kept, only no longer exported', async () => {
  const text = 'export GOROOT=/opt/go1.20\nexport PATH=$GOROOT/bin:$PATH\n'
  const result = await resultOf('/opt/go1.20', { '.profile': text })
  expect(result.fixes).toMatchObject([
    { id: 'keep-inside', commands: [`sed -i.before-groundwork '1{/GOROOT/s/export GOROOT=/GOROOT=/;}' ~/.profile`] },
  ])
})

test('a line that does more, and a file that is a link, are left to the person', async () => {
  const result = await resultOf(
    '/opt/go1.20',
    { '.profile': 'export GOROOT=/opt/go1.20; export GOPATH=/x\n' },
    {
      files: {
        '/home/user/.zshrc': { target: 'dot/zshrc' },
        '/home/user/dot/zshrc': { text: 'export GOROOT=/opt/go1.20' },
      },
    },
  )
  expect(result.fixes.map(({ id, commands }) => [id, commands])).toEqual([['by-hand', []]])
  expect(result.fixes[0]?.title.en).toContain('/home/user/.profile:1, /home/user/.zshrc:1')
})

test('a line for everybody needs root', async () => {
  const result = await resultOf('/gone', {}, { files: { '/etc/profile.d/go.sh': { text: 'export GOROOT=/gone\n' } } })
  expect(result.fixes).toMatchObject([{ id: 'comment-system', privilege: 'root' }])
})

test('go env -w GOROOT counts, and the rescue works while go is broken', async () => {
  const result = await resultOf(null, { '.config/go/env': 'GOFLAGS=-v\nGOROOT=/gone\n' })
  expect(result).toMatchObject({ result: 'fail', code: 'absent' })
  expect(result.evidence.find(({ source }) => source.startsWith('/home'))?.source).toBe('/home/user/.config/go/env:2')
  expect(result.fixes[0]?.commands).toEqual([
    'GOROOT="$(env -u GOROOT GOENV=off /usr/local/go/bin/go env GOROOT)" /usr/local/go/bin/go env -u GOROOT',
  ])
})

test('VS Code with a Go of its own is a note, with one that is gone a problem', async () => {
  const settings = (goroot: string) => ({
    '.config/Code/User/settings.json': `{\n  // mine\n  "go.goroot": "${goroot}",\n}`,
  })
  expect(await resultOf(null, settings('/opt/go1.20'))).toMatchObject({ result: 'informational', code: 'own-go' })
  expect(await resultOf(null, settings('/gone'))).toMatchObject({ result: 'fail', code: 'absent', severity: 'medium' })
})

test('a line that no session has is a note', async () => {
  const result = await resultOf(null, { '.zshrc': 'export GOROOT=/gone\n' })
  expect(result).toMatchObject({ result: 'informational', code: 'not-in-effect' })
})

test('what go run sets for its children is not held against the person', async () => {
  const environment = { HOME: '/home/user', PATH, GOROOT: '/opt/go1.20' }
  const born = {
    '/proc/self/status': { text: 'Name:\tnode\nPPid:\t20\n' },
    '/proc/20/status': { text: 'Name:\tapp\nPPid:\t10\n' },
    '/proc/10/status': { text: 'Name:\tgo\nPPid:\t1\n' },
  }
  expect(await resultOf(null, {}, { environment, files: born })).toMatchObject({ result: 'pass', code: 'own-children' })
  expect(await resultOf(null, {}, { environment })).toMatchObject({ result: 'fail', code: 'other-version' })
})

test('on a mounted disk the files decide, and none of them is not yet a pass', async () => {
  const disk = (texts: Record<string, string>) => ({ ...createFakeHost(machine(null, texts)), canRun: false })
  expect(await resultOn(disk({ '.profile': 'export GOROOT=/gone' }), check)).toMatchObject({ result: 'fail' })
  expect(await resultOn(disk({}), check)).toMatchObject({ result: 'notchecked', code: 'files-only' })
})

test('a login shell that does not answer proves nothing', async () => {
  const runs = shellAnswers('/bin/bash', {
    login: { kind: 'timeout', afterMs: 4000, stdout: '', stderr: '' },
    interactive: { PATH },
  })
  expect(await resultOf(null, {}, { runs })).toMatchObject({ result: 'notchecked', code: 'not-asked' })
})
