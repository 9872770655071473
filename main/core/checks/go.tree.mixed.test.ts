import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './go.tree.mixed.ts'

const goroot = '/usr/local/go'
const compile = `${goroot}/pkg/tool/linux_amd64/compile`
const packages = ['runtime', 'internal/abi', 'internal/poll', 'internal/syscall/unix', 'os', 'syscall']
const exited = (stdout: string, code = 0, stderr = ''): Ran => ({ kind: 'exited', code, stdout, stderr })
const PATH = `${goroot}/bin:/usr/bin:/bin`

interface Given {
  readonly go?: Ran
  readonly compile?: Ran
  readonly list?: Ran
  readonly files?: MachinePart['files']
}
const listed = (...files: readonly string[]): Ran => exited(`runtime\t${goroot}/src/runtime\t${files.join('\t')}\n`)
const machine = (given: Given): MachinePart => ({
  environment: { HOME: '/home/user', PATH },
  runs: [
    ...shellAnswers('/bin/bash', { login: { PATH }, interactive: { PATH } }),
    { argv: [`${goroot}/bin/go`, 'version'], ran: given.go ?? exited('go version go1.26.8 linux/amd64\n') },
    { argv: [compile, '-V'], ran: given.compile ?? exited('compile version go1.26.8\n') },
    {
      argv: [`${goroot}/bin/go`, 'list', '-e', '-f', '{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles "\t"}}', ...packages],
      ran: given.list ?? listed('a.go', 'b.go'),
    },
  ],
  files: {
    '/usr/bin/env': { mode: '0755' },
    ...goTree(goroot, 'go1.26.8'),
    [compile]: { mode: '0755' },
    [`${goroot}/src/fmt/print.go`]: { text: 'package fmt' },
    [`${goroot}/src/unsafe/unsafe.go`]: { text: 'package unsafe' },
    [`${goroot}/src/runtime/a.go`]: {
      text: 'package runtime\nfunc init() {}\nfunc pack(x int) {}\nvar _ = 1\ntype List[T any] struct{}\nconst size = 1\n',
    },
    [`${goroot}/src/runtime/b.go`]: {
      text: 'package runtime\nfunc init() {}\nfunc (l *List[T]) pack() {}\nvar _ = 2\n\tvar size = 2 // not at the top\n',
    },
    ...given.files,
  },
})
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

test('a whole tree passes; methods, init and _ may repeat', async () => {
  const result = await resultOf({})
  expect(result).toMatchObject({ result: 'pass', code: 'whole' })
  expect(result.evidence.map(({ source }) => source)).toEqual([
    `${goroot}/VERSION`,
    `${goroot}/bin/go version`,
    `${compile} -V`,
    `${goroot}/src`,
  ])
})

test.each([
  ['func pack[T any](x T) {}', 'pack'],
  ['type List struct{}', 'List'],
  ['var size int', 'size'],
])('a stale file with %s is found, and both files are shown', async (line, name) => {
  const result = await resultOf({
    list: listed('a.go', 'old.go'),
    files: { [`${goroot}/src/runtime/old.go`]: { text: `package runtime\n${line}\n` } },
  })
  expect(result).toMatchObject({ result: 'fail', code: 'redeclared', severity: 'high', found: 'a.go, old.go' })
  expect(result.summary.en).toContain(`${name} of package runtime`)
  expect(result.evidence.at(-1)).toMatchObject({
    source: `${goroot}/src/runtime/a.go`,
    observed: `${goroot}/src/runtime/old.go`,
  })
  expect(result.fixes[0]).toMatchObject({ id: 'archive', privilege: 'root' })
  expect(result.fixes[0]?.commands).toContain('sudo mv /usr/local/go /usr/local/go.mixed')
})

test.each<[string, Given, string]>([
  ['a go of another version', { go: exited('go version go1.24.4 linux/amd64\n') }, 'other-binary'],
  ['a compiler of another version', { compile: exited('compile version go1.19.8\n') }, 'other-binary'],
  ['a compiler that does not run', { compile: { kind: 'unstartable', code: 'ENOENT', detail: '' } }, 'tool-fails'],
  ['a go that crashes', { go: { kind: 'signalled', signal: 'SIGSEGV', stdout: '', stderr: '' } }, 'tool-fails'],
  ['a go list that fails', { list: exited('', 1, 'boom') }, 'tool-fails'],
  ['garbage from go list', { list: exited('\0\t\n��') }, 'tool-fails'],
])('%s', async (_, given, code) => {
  expect(await resultOf(given)).toMatchObject({ result: 'fail', code })
})

test('a part that is gone is named', async () => {
  const whole = machine({})
  const files = Object.fromEntries(Object.entries(whole.files ?? {}).filter(([path]) => !path.includes('/src/fmt/')))
  const result = await resultOnMachine({ ...whole, files }, check)
  expect(result).toMatchObject({ result: 'fail', code: 'incomplete' })
  expect(result.summary.en).toContain('/usr/local/go/src/fmt is missing')
})

test('suffixes of distributions are no other version', async () => {
  const go = exited('go version go1.26.8 (Red Hat 1.26.8-1.el9) X:strictfipsruntime linux/amd64\n')
  expect(await resultOf({ go, compile: exited('compile version go1.26.8 (Red Hat 1.26.8-1.el9)\n') })).toMatchObject({
    result: 'pass',
  })
})

test('without Go it does not apply; on a mounted disk only missing parts can be told', async () => {
  expect(await resultOnMachine({}, check)).toMatchObject({ result: 'notapplicable' })
  const disk = { ...createFakeHost(machine({})), canRun: false }
  expect(await resultOn(disk, check)).toMatchObject({ result: 'notchecked', code: 'files-only' })
})
