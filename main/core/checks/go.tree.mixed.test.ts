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
  /** What grep finds in a.go and b.go, one line each. */
  readonly grep?: Ran
  readonly files?: MachinePart['files']
}
const directory = `${goroot}/src/runtime`
const listed = exited(`runtime\t${directory}\ta.go\tb.go\n`)
const grepped = (...lines: readonly string[]): Ran => exited(lines.map((line) => `${directory}/${line}\n`).join(''))
const whole = [
  'a.go:func init(',
  'a.go:func pack(',
  'a.go:var _',
  'a.go:type List',
  'a.go:const size',
  'b.go:func init(',
  'b.go:var _',
]
const declaration = '^(func [A-Za-z_][A-Za-z0-9_]*[[(]|(type|var|const) [A-Za-z_][A-Za-z0-9_]*)'
const machine = (given: Given): MachinePart => ({
  environment: { HOME: '/home/user', PATH },
  runs: [
    ...shellAnswers('/bin/bash', { login: { PATH }, interactive: { PATH } }),
    { argv: [`${goroot}/bin/go`, 'version'], ran: given.go ?? exited('go version go1.26.8 linux/amd64\n') },
    { argv: [compile, '-V'], ran: given.compile ?? exited('compile version go1.26.8\n') },
    {
      argv: [
        `${goroot}/bin/go`,
        'list',
        '-find',
        '-e',
        '-f',
        '{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles "\t"}}',
        ...packages,
      ],
      ran: given.list ?? listed,
    },
    {
      argv: ['/usr/bin/grep', '-EHo', declaration, `${directory}/a.go`, `${directory}/b.go`],
      ran: given.grep ?? grepped(...whole),
    },
  ],
  files: {
    '/usr/bin/env': { mode: '0755' },
    ...goTree(goroot, 'go1.26.8'),
    [compile]: { mode: '0755' },
    [`${goroot}/src/fmt/print.go`]: { text: 'package fmt' },
    [`${goroot}/src/unsafe/unsafe.go`]: { text: 'package unsafe' },
    '/usr/bin/grep': { mode: '0755' },
    ...given.files,
  },
})
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

test('a whole tree passes; init and _ may repeat', async () => {
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
  ['func pack[', 'pack'],
  ['type List', 'List'],
  ['var size', 'size'],
])('a stale file with %s is found, and both files are shown', async (found, name) => {
  const result = await resultOf({ grep: grepped(...whole, `b.go:${found}`) })
  expect(result).toMatchObject({ result: 'fail', code: 'redeclared', severity: 'high', found: 'a.go, b.go' })
  expect(result.summary.en).toContain(`${name} of package runtime`)
  expect(result.evidence.at(-1)).toMatchObject({ source: `${directory}/a.go`, observed: `${directory}/b.go` })
  expect(result.fixes[0]).toMatchObject({ id: 'archive', privilege: 'root' })
  // What is there stays where it is until the fresh tree is proved and unpacked.
  expect(result.fixes[0]?.commands.at(-1)).toMatch(
    /sha256sum -c && .* tar .* && sudo mv \/usr\/local\/go \S+\.mixed && /,
  )
})

test('files that cannot be searched prove nothing', async () => {
  expect(await resultOf({ grep: exited('', 2, 'grep: x: Permission denied') })).toMatchObject({
    result: 'notchecked',
    code: 'unread',
  })
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
  const complete = machine({})
  const files = Object.fromEntries(Object.entries(complete.files ?? {}).filter(([path]) => !path.includes('/src/fmt/')))
  const result = await resultOnMachine({ ...complete, files }, check)
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
