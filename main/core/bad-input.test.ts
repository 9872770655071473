/** Whatever a machine holds or its programs do: each check ends with a clear result, and no other check is touched by it. */
import { expect, test } from 'vitest'
import type { CheckResult } from '#contract'
import { allChecks } from './all-checks.ts'
import { defaultTimeoutMs, runChecks } from './engine.ts'
import type { Ran, ReadableHost } from './host.ts'
import { readMachineFacts, type MachineFacts } from './probes/facts.ts'
import { remembering } from './remembering.ts'
import { createHandClock } from './testing/clock.ts'
import { createFakeHost } from './testing/fake-host.ts'
import { stillClock } from './testing/judge.ts'
import type { Entry, Machine } from './testing/machine.ts'
import { machines } from './testing/machines.ts'
import { shellAnswers } from './testing/shell-answers.ts'

const ubuntu = machines.find(({ name }) => name === 'ubuntu-24.04')
if (!ubuntu) throw new Error('the machine to spoil is missing')
const ofUser: Entry = { kind: 'directory', uid: 1000, gid: 1000 }
const settings = ['', '/go', '/environment.d'].map((name) => [`/home/user/.config${name}`, ofUser] as const)
const well: Machine = { ...ubuntu, files: { ...ubuntu.files, ...Object.fromEntries(settings) } }
const facts: MachineFacts = await readMachineFacts(createFakeHost(well))

/** Every question that is put to `inner`, as its path or its program. */
const listening = (inner: ReadableHost, asked: Set<string>): ReadableHost => {
  const named = (path: string): string => {
    asked.add(path)
    return path
  }
  return {
    ...inner,
    readText: (path, options) => inner.readText(named(path), options),
    readBytes: (path, offset, length) => inner.readBytes(named(path), offset, length),
    status: (path) => inner.status(named(path)),
    linkStatus: (path) => inner.linkStatus(named(path)),
    readLink: (path) => inner.readLink(named(path)),
    realPath: (path) => inner.realPath(named(path)),
    list: (path) => inner.list(named(path)),
    access: (path, what) => inner.access(named(path), what),
    run: (command) => {
      named(command.argv[0])
      return inner.run(command)
    },
  }
}

interface Outcome {
  readonly result: Partial<CheckResult>
  readonly asked: ReadonlySet<string>
}

/** The checklist on `machine`: each check alone, so that it is known what it asked for. */
const checklist = async (machine: Machine): Promise<ReadonlyMap<string, Outcome>> => {
  const outcomes = await Promise.all(
    allChecks.map(async (check): Promise<[string, Outcome]> => {
      const asked = new Set<string>()
      const host = remembering(listening(createFakeHost(machine), asked))
      const bugs: unknown[] = []
      const [result] = await runChecks({
        host,
        facts,
        checks: [check],
        clock: stillClock,
        onBug: (_, error) => bugs.push(error),
      })
      if (bugs.length > 0 || !result) throw new Error(`${check.key} threw`, { cause: bugs[0] })
      return [check.key, { result, asked }]
    }),
  )
  return new Map(outcomes)
}

const asItWas = await checklist(well)

/** Runs the spoiled machine, and sees to it that only those checks changed which asked for what was spoiled. */
const spoil = async (machine: Machine, spoiled: ReadonlySet<string>): Promise<readonly Partial<CheckResult>[]> => {
  const changed: Partial<CheckResult>[] = []
  for (const [key, { result, asked }] of await checklist(machine)) {
    const before = asItWas.get(key)
    const isTouched = [...(before?.asked ?? []), ...asked].some((question) => spoiled.has(question))
    if (!isTouched) expect(result).toEqual(before?.result)
    else changed.push(result)
    expect(result.summary?.en).not.toBe('')
    if (result.result === 'error') expect(['unreadable', 'timed-out']).toContain(result.code)
  }
  return changed
}

const endings: Readonly<Record<string, Ran>> = {
  'answer in Chinese': {
    kind: 'exited',
    code: 0,
    stdout: '错误：没有那个文件或目录\n版本 十二\n',
    stderr: '警告：区域设置\n',
  },
  'answer in German': {
    kind: 'exited',
    code: 1,
    stdout: '',
    stderr: 'Fehler: Datei oder Verzeichnis nicht gefunden\n',
  },
  'answer with bytes': { kind: 'exited', code: 0, stdout: '\u0000\u0001\uFFFD\uFFFD\u001B[31m', stderr: '\uFFFD' },
  'answer nothing': { kind: 'exited', code: 0, stdout: '', stderr: '' },
  'fail without a word': { kind: 'exited', code: 255, stdout: '', stderr: '' },
  hang: { kind: 'timeout', afterMs: 5_000, stdout: '', stderr: '' },
  flood: { kind: 'flooded', maxBytes: 1_048_576, stdout: 'y\n'.repeat(10_000), stderr: '' },
  'die by a signal': { kind: 'signalled', signal: 'SIGSEGV', stdout: 'half an ans', stderr: '' },
  'are missing': { kind: 'unstartable', code: 'ENOENT', detail: 'spawn ENOENT' },
  'may not be run': { kind: 'unstartable', code: 'EACCES', detail: 'spawn EACCES' },
  'are for another machine': {
    kind: 'unstartable',
    code: 'ENOEXEC',
    detail: 'not a program that this machine can run',
  },
}
const programs = [...new Set(well.runs.map(({ argv }) => argv[0] ?? ''))]

test.each(Object.entries(endings))('all programs %s', async (_, ran) => {
  const machine: Machine = { ...well, runs: well.runs.map((run) => ({ ...run, ran })) }
  const changed = await spoil(machine, new Set(programs))
  expect(changed.length).toBeGreaterThan(0)
})

const worst = ['hang', 'are missing', 'answer with bytes'] as const
test.each(programs.flatMap((program) => worst.map((ending) => [program, ending] as const)))(
  'only %s: %s',
  async (program, ending) => {
    const ran = endings[ending]
    if (!ran) throw new Error(ending)
    const runs = well.runs.map((run) => (run.argv[0] === program ? { ...run, ran } : run))
    // Who asked the shells or the go first decides whom else one asks, so the other programs may be touched as well.
    await spoil({ ...well, runs }, new Set(programs))
  },
)

test('a tool that cannot answer never makes a check pass that it alone could prove', async () => {
  for (const ran of Object.values(endings)) {
    const results = await checklist({ ...well, runs: well.runs.map((run) => ({ ...run, ran })) })
    for (const key of ['git.version', 'cgo.toolchain', 'shell.path-sessions']) {
      expect([key, ran.kind, results.get(key)?.result.result]).not.toEqual([key, ran.kind, 'pass'])
    }
  }
})

const garbage: Readonly<Record<string, Entry>> = {
  empty: { text: '' },
  binary: { text: '\u0000\u0001\u0002\uFFFD\u007FELF\u001B[2J'.repeat(50) },
  'a line without an end': { text: 'x'.repeat(300_000) },
  'other words': { text: 'GOROOT=\n\'"`$(\n36 35 98:0\nflags :\nCapEff: zz\n-1\n' },
  '100 MB': { size: 100_000_000 },
  unreadable: { text: 'x', mode: '0000' },
  'a directory': { kind: 'directory' },
  'a pipe': { kind: 'other' },
  'a loop of links': { target: '/loop' },
  'a link to nothing': { target: '/nothing/at/all' },
  'a broken disk': { refuses: 'broken' },
  'hidden by its directory': { hidden: 'denied' },
}
const texts = [
  '/etc/os-release',
  '/etc/environment',
  '/etc/profile',
  '/etc/login.defs',
  '/etc/sysctl.d/10-ptrace.conf',
  '/home/user/.profile',
  '/home/user/.bash_profile',
  '/home/user/.bashrc',
  '/home/user/.config/go/env',
  '/home/user/.config/environment.d/go.conf',
  '/proc/self/mountinfo',
  '/proc/self/status',
  '/proc/cpuinfo',
  '/proc/cmdline',
  '/proc/version',
  '/proc/sys/kernel/yama/ptrace_scope',
  '/usr/lib/go-1.22/VERSION',
  '/usr/lib/go-1.22/go.env',
  '/usr/lib/go-1.22/bin/go',
  '/lib64/ld-linux-x86-64.so.2',
]

test.each(texts.flatMap((path) => Object.keys(garbage).map((kind) => [path, kind] as const)))(
  '%s is %s',
  async (path, kind) => {
    const entry = garbage[kind]
    if (!entry) throw new Error(kind)
    const files = { ...well.files, [path]: entry, '/loop': { target: '/loop' } }
    const machine = { ...well, files }
    await readMachineFacts(createFakeHost(machine))
    const ways = [
      path,
      '/usr/bin/go',
      '/usr/lib/go/bin/go',
      '/usr/lib/go-1.22',
      '/etc/sysctl.d',
      '/home/user/.config/environment.d',
    ]
    await spoil(machine, new Set(ways))
  },
)

const thousand = Array.from({ length: 1_000 }, (_, index) => `/no/such/place/${index}`).join(':')
test.each([
  ['empty', ''],
  ['only colons', '::::'],
  ['relative', 'bin:../bin:.:~/go/bin:usr/bin'],
  ['no UTF-8', '/home/\uFFFD\uFFFD/bin:/usr/bin'],
  ['a thousand entries', `${thousand}:/usr/bin`],
  ['a thousand times the same', `${'/usr/bin:'.repeat(1_000)}/bin`],
  ['loops of links', '/loop:/loop/bin:/usr/bin'],
  ['files', '/etc/os-release:/usr/bin/git:/usr/bin'],
  ['control characters', '/a\u0001b\u001B[31m:/c\nd:/usr/bin'],
  ['quotes and blanks', '"/usr/bin":/my programs/bin:/usr/bin'],
  ['very long names', `/${'x'.repeat(5_000)}:/usr/bin`],
])('PATH is %s', async (_, path) => {
  const environment = { ...well.environment, PATH: path }
  const machine: Machine = {
    ...well,
    environment,
    files: { ...well.files, '/loop': { target: '/loop' } },
    runs: [
      ...shellAnswers('/bin/bash', { login: environment, interactive: environment }),
      ...well.runs.filter(({ argv }) => argv[0] !== '/bin/bash'),
    ],
  }
  for (const [key, { result }] of await checklist(machine)) {
    expect([key, result.code === 'unreadable' ? result.summary?.en : null]).toEqual([key, null])
  }
})

test('where nothing ever answers, every check is given up within its time', async () => {
  const never = (): Promise<never> => new Promise(() => undefined)
  const fake = createFakeHost(well)
  const host: ReadableHost = {
    ...fake,
    homes: never,
    readText: never,
    readBytes: never,
    status: never,
    linkStatus: never,
    readLink: never,
    realPath: never,
    list: never,
    access: never,
    space: never,
    run: never,
  }
  const clock = createHandClock()
  const running = runChecks({ host, facts, checks: allChecks, clock })
  await Promise.resolve()
  clock.advance(Math.max(...allChecks.map(({ timeoutMs }) => timeoutMs ?? defaultTimeoutMs)))
  for (const { key, result, code } of await running) {
    expect([key, result, code]).toEqual([key, result === 'notapplicable' ? 'notapplicable' : 'error', code])
    if (result === 'error') expect(code).toBe('timed-out')
  }
  expect(clock.pending()).toBe(0)
})
