import { expect, test } from 'vitest'
import { CannotAsk, type Ran } from '../host.ts'
import { splitWords } from '../probes/c-compiler.ts'
import { goEnvNames } from '../probes/go-env.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import type { Machine } from '../testing/machine.ts'
import { check } from './cgo.toolchain.ts'

const exited = (code: number, stdout = '', stderr = ''): Ran => ({ kind: 'exited', code, stdout, stderr })
const program = { mode: '0755' }
const noStdlib = 'cc1: fatal error: stdlib.h: No such file or directory\ncompilation terminated.\n'

interface Situation {
  readonly version?: string
  readonly env?: Readonly<Record<string, string>>
  readonly programs?: readonly string[]
  readonly headers?: Ran
  readonly plain?: Ran
  readonly assembler?: Ran
  readonly environment?: Readonly<Record<string, string>>
  readonly files?: Machine['files']
}

const gcc = ['/usr/bin/gcc', '/usr/bin/as', '/usr/bin/ld'] as const
const machine = (situation: Situation): MachinePart => {
  const { version = 'go1.26.8', programs = gcc, headers = exited(0), plain = exited(0), environment, files } = situation
  const env = { CC: 'gcc', CXX: 'g++', CGO_ENABLED: '1', GOOS: 'linux', GOARCH: 'amd64', ...situation.env }
  const [name = '', ...words] = splitWords(env.CC)
  const cc = name.startsWith('/') ? name : `/usr/bin/${name}`
  const compile = [cc, ...words, '-fsyntax-only', ...(env.GOARCH === 'amd64' ? ['-m64'] : []), '-x', 'c']
  const run = (argv: readonly string[], ran: Ran) => ({ argv: [...argv], ran })
  return {
    environment: { PATH: '/usr/local/go/bin:/usr/bin', HOME: '/home/user', ...environment },
    files: {
      '/usr/local/go/bin/go': program,
      '/usr/local/go/VERSION': { text: `${version}\n` },
      ...Object.fromEntries(programs.map((path) => [path, program])),
      ...files,
    },
    runs: [
      run(
        ['/usr/local/go/bin/go', 'env', '-json', ...goEnvNames],
        exited(0, JSON.stringify({ GOHOSTOS: 'linux', GOHOSTARCH: 'amd64', ...env })),
      ),
      run([...compile, '-include', 'stdlib.h', '/dev/null'], headers),
      run([...compile, '/dev/null'], plain),
      run([cc, ...words, '-print-prog-name=as'], situation.assembler ?? exited(0, 'as\n')),
      run([cc, ...words, '-print-prog-name=ld'], exited(0, '/usr/bin/ld\n')),
    ],
  }
}

test.each<[string, Situation, string, string]>([
  ['gcc that works', {}, 'pass', 'works'],
  ['no compiler, Go decides', { programs: [], env: { CGO_ENABLED: '0' } }, 'informational', 'none'],
  ['no compiler, Go 1.19', { programs: [], version: 'go1.19.8' }, 'informational', 'none'],
  [
    'no compiler, cgo demanded of Go 1.19',
    { programs: [], version: 'go1.19.8', environment: { CGO_ENABLED: '1' } },
    'fail',
    'missing',
  ],
  ['no compiler, CC set', { programs: [], env: { CC: 'gcc-99' }, environment: { CC: 'gcc-99' } }, 'fail', 'missing'],
  ['no headers', { headers: exited(1, '', noStdlib) }, 'fail', 'no-headers'],
  [
    'a script that fails',
    { headers: exited(1, '', 'no licence\n'), plain: exited(1, '', 'no licence\n') },
    'fail',
    'broken',
  ],
  [
    'a compiler that never ends',
    {
      headers: { kind: 'timeout', afterMs: 5000, stdout: '', stderr: '' },
      plain: { kind: 'timeout', afterMs: 5000, stdout: '', stderr: '' },
    },
    'fail',
    'broken',
  ],
  ['no assembler', { programs: ['/usr/bin/gcc', '/usr/bin/ld'] }, 'fail', 'incomplete'],
  ['clang needs none', { env: { CC: 'clang' }, programs: ['/usr/bin/clang', '/usr/bin/ld'] }, 'pass', 'works'],
  [
    'a compiler that tells nothing of its tools',
    { programs: ['/usr/bin/gcc', '/usr/bin/ld'], assembler: exited(1) },
    'pass',
    'works',
  ],
  [
    'a compiler of several words',
    { env: { CC: '"/opt/my cc/cc" -pipe' }, programs: ['/opt/my cc/cc', '/usr/bin/as', '/usr/bin/ld'] },
    'pass',
    'works',
  ],
  [
    'CGO_ENABLED=0 in the environment',
    { env: { CGO_ENABLED: '0' }, environment: { CGO_ENABLED: '0' } },
    'informational',
    'off',
  ],
  ['a cross build', { env: { CGO_ENABLED: '0', GOARCH: 'arm64' } }, 'informational', 'off-by-target'],
])('%s', async (_, situation, result, code) => {
  expect(await resultOnMachine(machine(situation), check)).toMatchObject({ result, code })
})

test('builds stop where cgo is on and fails, so it is severe; an old Go still builds most', async () => {
  const headers = exited(1, '', noStdlib)
  expect(await resultOnMachine(machine({ headers }), check)).toMatchObject({
    severity: 'high',
    found: 'cc1: fatal error: stdlib.h: No such file or directory',
  })
  expect((await resultOnMachine(machine({ headers, version: 'go1.19.8' }), check)).severity).toBe('medium')
})

test('what can be done, the smallest first', async () => {
  const files = { '/etc/os-release': { text: 'ID=debian\n' }, '/home/user/.config/go/env': { text: 'CC=gcc-99\n' } }
  const result = await resultOnMachine(machine({ programs: [], env: { CC: 'gcc-99' }, files }), check)
  expect(result.fixes.map(({ id, commands }) => [id, ...commands])).toEqual([
    ['unsetFile', '/usr/local/go/bin/go env -u CC'],
    ['without', '/usr/local/go/bin/go env -w CGO_ENABLED=0'],
    ['install', 'sudo apt-get install build-essential pkg-config'],
  ])
})

test('a go that does not answer, a CC without a word and a mounted disk are not judged', async () => {
  const { runs: _, ...silent } = machine({})
  expect(await resultOnMachine(silent, check)).toMatchObject({ result: 'error', code: 'unreadable' })
  expect(await resultOnMachine(machine({ env: { CC: ' ' } }), check)).toMatchObject({ result: 'error' })
  expect(await resultOnMachine({}, check)).toMatchObject({ result: 'notapplicable', code: 'no-go' })
  const mounted = {
    ...createFakeHost(machine({})),
    canRun: false,
    run: () => Promise.reject(new CannotAsk('needs-running', 'go env')),
  }
  expect(await resultOn(mounted, check)).toMatchObject({ result: 'notchecked', code: 'needs-running' })
})

test('words are split as go splits them', () => {
  expect(splitWords(`ccache gcc  -m64`)).toEqual(['ccache', 'gcc', '-m64'])
  expect(splitWords(`'/opt/my cc/gcc' "-DX=a b"`)).toEqual(['/opt/my cc/gcc', '-DX=a b'])
})
