import { expect, test } from 'vitest'
import { events, type ChangeRequest, type EventName, type Plan, type Result, type Task } from '#contract'
import { createHandClock } from '../testing/clock.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { createFakeGoMachine } from '../testing/go-machine.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { readDistro } from '../probes/distro.ts'
import { planDistroGo } from '../toolchains/distro-plan.ts'
import { allSources } from '../toolchains/all-sources.ts'
import type { SessionGo, ShellAnswers } from '../toolchains/path-answers.ts'
import type { PathPlan } from '../toolchains/path-plan.ts'
import { sentence } from '../sentence.ts'
import { createDesk } from './desk.ts'
import type { GoMachine } from './machine.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const home = '/home/user'
const own = `${home}/.local/share/groundwork/go`
const path = `${home}/.local/go/bin:/usr/bin`

/** Two of ours, of which the newer is switched to and runs in a terminal. */
const machine = (files: MachinePart['files'] = {}): MachinePart => ({
  environment: { HOME: home, PATH: path },
  runs: shellAnswers('/bin/bash', { login: { PATH: path }, interactive: { PATH: path } }),
  files: {
    '/usr/bin/env': { mode: '0755' },
    ...goTree(`${own}/go1.27.1`, 'go1.27.1'),
    ...goTree(`${own}/go1.25.3`, 'go1.25.3'),
    [`${home}/.local/go`]: { target: `${own}/go1.27.1` },
    ...files,
  },
})

const open = (part: MachinePart = machine(), changed: Partial<GoMachine> = {}) => {
  const clock = createHandClock()
  const here = createFakeGoMachine(createFakeHost(part), changed)
  const heard: (readonly [EventName, unknown])[] = []
  const bugs: string[] = []
  let ids = 0
  const desk = createDesk({
    machine: here,
    sources: allSources,
    clock,
    newId: () => `id-${(ids += 1)}`,
    announce: (name, payload) => heard.push([name, events[name].parse(payload)]),
    log: (line) => bugs.push(line),
  })
  return { clock, here, heard, bugs, desk }
}

const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault))
  return result.value
}
const idOf = (version: string): string => `id of ${own}/${version}`
const faultOf = (result: Result<unknown>): unknown => (result.ok ? null : result.fault.kind)
const everything = ({ steps, warnings, notes }: Plan): string =>
  [...steps.flatMap(({ text, lines }) => [text.en, ...lines]), ...[...warnings, ...notes].map(({ en }) => en)].join(
    '\n',
  )

test('rows say what can be done, what is old, and what is known to be wrong', async () => {
  const { rows, cleaned } = valueOf(await open().desk.inventory())
  expect(cleaned).toEqual([])
  expect(rows.map(({ version, isActive, can }) => [version, isActive, can])).toEqual([
    ['go1.27.1', true, ['remove']],
    ['go1.25.3', false, ['use', 'remove']],
  ])
  const [newest, old] = rows
  expect(old?.warnings.map(({ text }) => text.en).join()).toContain('CVE-2026-56865')
  expect(newest?.warnings.map(({ text }) => text.en).join()).not.toContain('CVE-2026-56865')
})

test('an empty catalogue hides no end of life: the lines known when this was written are enough', async () => {
  const { desk } = open(machine())
  const ended = 'Go 1.25 gets no more updates: only the two newest lines do, and 1.27 and 1.26 are newer.'
  expect(valueOf(await desk.inventory()).rows[1]?.warnings[0]?.text.en).toBe(ended)
  const request = { kind: 'install', version: '1.25.1', scope: 'user', source: 'auto' } as const
  expect(valueOf(await desk.plan(request)).warnings.map(({ en }) => en)).toContain(ended)
})

test('when the versions there are become known, rows are judged anew, also where nothing could be kept', async () => {
  const entryOf = (minor: number) => ({
    version: { name: `go1.${minor}.9`, major: 1, minor, patch: 9, preRelease: null },
    ...({ stage: 'stable', isSupported: true, advisories: [], from: [], architectures: [], archives: [] } as const),
  })
  const catalogue = { versions: [29, 28].map(entryOf), answers: [] }
  const { desk, heard } = open(machine(), { available: () => Promise.resolve(catalogue) })
  const ended = 'Go 1.27 gets no more updates'
  const shorts = async () => valueOf(await desk.inventory()).rows[0]?.warnings.map(({ short }) => short.en)
  expect(await shorts()).not.toContain(ended)
  valueOf(await desk.catalogue())
  expect(heard.map(([name]) => name)).toEqual(['go:changed'])
  expect(await shorts()).toContain(ended)
})

test('what is wrong with a version is a warning of every plan that brings or runs it', async () => {
  const { desk } = open()
  const wish = { kind: 'install', version: '1.25.3', scope: 'user', source: 'auto' } as const
  for (const request of [wish, { kind: 'use', id: idOf('go1.25.3') }] as const) {
    const plan = valueOf(await desk.plan(request))
    const told = plan.warnings.map(({ en }) => en).join('\n')
    expect(told).toMatch(/Go 1\.25 gets no more updates[^]*CVE-2026-94447/)
    expect(plan.notes.map(({ en }) => en).join('\n')).not.toContain('CVE')
  }
})

test('a row of ours says where it came from and how that was proved, also where no proof is remembered', async () => {
  const digest = 'ab'.repeat(32)
  const note = 'go.sum database tree\n66393050\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'
  const proof = { module: 'm', version: 'v', hash: 'h1:abc=', recordNumber: 61743472, recordText: '', inclusion: [] }
  const provenance = {
    proof: { ...proof, note },
    archive: { filename: 'go1.27.1.linux-amd64.tar.gz', sha256: digest, origins: ['go.dev'] },
    from: 'https://mirror.example/golang/',
    at: new Date('2026-11-20T10:00:00Z'),
    provedAt: new Date('2026-11-20T10:00:00Z'),
  }
  const { desk } = open(machine(), {
    provenances: () => Promise.resolve(new Map([[`${own}/go1.27.1`, provenance]])),
  })
  const [newest, old] = valueOf(await desk.inventory()).rows
  expect(newest?.integrity).toBeNull()
  expect(newest?.provenance).toMatchObject({ from: provenance.from, at: '2026-11-20T10:00:00.000Z' })
  const told = newest?.provenance?.proofs.map(({ en }) => en).join('\n')
  expect(told).toContain('record 61,743,472 of its signed tree of 66,393,050: h1:abc=')
  expect(told).toContain(`had the SHA-256 that go.dev publishes: ${digest}`)
  expect(old?.provenance).toBeNull()
})

test('who answered is a word of its own; nobody answers where it cannot be told', async () => {
  const by = { kind: 'package-manager', manager: 'dpkg', packages: ['golang-1.25'] } as const
  const found = { kind: 'published', by, files: 12058, leftOut: null } as const
  const tree = `${own}/go1.25.3`
  const { desk } = open(machine(), {
    remembered: () => Promise.resolve(new Map([[tree, { tree, found, at: new Date(0) }]])),
  })
  const { rows } = valueOf(await desk.inventory())
  const proved = rows.find((row) => row.tree === tree)?.integrity
  expect(proved?.by?.en).toBe('dpkg')
  expect(proved?.text.en).toContain('12,058 files')
  expect(valueOf(await desk.prove(idOf('go1.25.3'))).by).toBeNull()
})

test('the package of the distribution is commands for root, with the way back', async () => {
  const offer = { version: version119, package: 'golang-go', packageVersion: '2:1.19', suite: null, directory: null }
  const distroPlan: GoMachine['distroPlan'] = (wanted) => {
    const fake = createFakeHost({ files: { '/etc/os-release': { text: 'ID=debian\nPRETTY_NAME="Debian 12"\n' } } })
    const offered = { kind: 'told', offers: [offer], asked: 'apt-cache' } as const
    return readDistro(fake).then((distro) => planDistroGo(distro, offered, wanted))
  }
  const { desk } = open(machine(), { distroPlan })
  const wish = { kind: 'install', version: '1.19.3', scope: 'user', source: 'distro' } as const
  const plan = valueOf(await desk.plan(wish))
  expect(plan.title.en).toBe('Install go1.19 from the packages of Debian 12')
  expect(plan.commands).toEqual(['sudo apt-get install golang-go'])
  expect(plan.undo.text.en).toBe('sudo apt-get remove --autoremove golang-go')
  expect(plan.warnings[0]?.en).toContain('It has go1.19, not go1.19.3')
  expect(faultOf(await desk.apply(plan.planId))).toBe('not-from-here')
  const none = valueOf(await desk.plan({ ...wish, version: '1.27.4' }))
  expect([none.commands, none.obstacle?.en]).toEqual([[], 'go1.27.4 is not among them, nor another of its line.'])
})

test('an archive that is here is chosen by its id, and never by its path', async () => {
  const path = `${home}/Downloads/go1.19.linux-amd64.tar.gz`
  const { desk, here, clock } = open(machine(), { archives: () => Promise.resolve([{ path, version: version119 }]) })
  const { archives } = valueOf(await desk.catalogue())
  const name = 'go1.19.linux-amd64.tar.gz'
  expect(archives).toEqual([{ id: `id of ${path}`, version: 'go1.19', name, directory: `${home}/Downloads` }])
  const wish = { kind: 'install', version: 'go1.19', scope: 'user' } as const
  expect(faultOf(await desk.plan({ ...wish, source: path }))).toBe('unknown-source')
  const plan = valueOf(await desk.plan({ ...wish, source: archives[0]?.id ?? '' }))
  expect(everything(plan)).toContain(`unpacked from: ${path}`)
  valueOf(await desk.apply(plan.planId))
  clock.advance(0)
  expect(here.installs[0]?.from).toBe(path)
})

test('a plan that follows GOPROXY says what that is', async () => {
  const { desk } = open(machine(), { goproxy: () => Promise.resolve('https://***@proxy.example,direct') })
  const plan = valueOf(await desk.plan({ kind: 'install', version: '1.28.1', scope: 'user', source: 'auto' }))
  expect(everything(plan)).toContain('as GOPROXY says (https://***@proxy.example,direct);')
})

test('what an interruption had left delays nothing; it is told once it is gone, and every time after', async () => {
  let asked = 0
  let tidied: () => void = () => undefined
  const { desk, heard } = open(machine(), {
    recover: () => {
      asked += 1
      return new Promise((resolve) => (tidied = () => resolve([{ kind: 'link', path: '/x' }])))
    },
  })
  expect(valueOf(await desk.inventory()).cleaned).toEqual([])
  expect(heard).toEqual([])
  tidied()
  await settle()
  expect(heard).toEqual([['go:changed', {}]])
  expect(valueOf(await desk.inventory()).cleaned).toHaveLength(1)
  expect(valueOf(await desk.inventory()).cleaned).toHaveLength(1)
  expect(asked).toBe(1)
})

test.each<readonly [ChangeRequest, string]>([
  [{ kind: 'install', version: 'newest', scope: 'user', source: 'auto' }, 'not-a-version'],
  [{ kind: 'install', version: '1.28.1', scope: 'user', source: '/tmp/go.tar.gz' }, 'unknown-source'],
  [{ kind: 'install', version: '1.28.1', scope: 'user', source: 'ustc' }, 'unknown-source'],
  [{ kind: 'use', id: 'nobody' }, 'unknown-go'],
  [{ kind: 'remove', id: '/etc' }, 'unknown-go'],
])('%j is no change: %s', async (request, kind) => {
  expect(faultOf(await open().desk.plan(request))).toBe(kind)
})

const version119 = { name: 'go1.19', major: 1, minor: 19, patch: 0, preRelease: null }
const listText = { en: 'groundwork go list', 'zh-CN': 'groundwork go list' }
const askText = { en: 'Ask the others', 'zh-CN': '询问其他来源' }
const fileText = { en: 'Bring a file', 'zh-CN': '带来文件' }

test('an installation, from its plan to its end', async () => {
  const { desk, here, clock, heard } = open()
  const plan = valueOf(await desk.plan({ kind: 'install', version: '1.28rc1', scope: 'user', source: 'cn' }))
  expect(plan).toMatchObject({ kind: 'install', obstacle: null, commands: [], undo: { level: 'full' } })
  expect(everything(plan)).toContain(`${own}/go1.28rc1`)
  expect(everything(plan)).toContain('(cn)')
  expect(everything(plan)).toContain('5 GiB are free')
  expect(everything(plan)).toContain('candidate')
  const { taskId } = valueOf(await desk.apply(plan.planId))
  expect(heard).toEqual([])
  clock.advance(0)
  const [install] = here.installs
  expect(install).toMatchObject({ version: 'go1.28rc1', from: 'cn' })
  install?.watch.onProgress('downloading', 10, 100)
  install?.watch.onNotice({ en: 'one fails. Going on with another', 'zh-CN': '换一个' })
  install?.watch.onCleaned([{ kind: 'link', path: '/x' }])
  install?.end({
    kind: 'failed',
    reason: 'not-available',
    detail: { en: 'no answer', 'zh-CN': '没有回答' },
    ways: [
      { kind: 'list', text: listText, command: listText },
      { kind: 'everybody', text: askText, command: listText },
      { kind: 'command', text: fileText, command: fileText },
    ],
  })
  await settle()
  const told = (desk.tasks()[0]?.outcome ?? []).map(({ en }) => en).join('\n')
  expect(told).toContain('no answer')
  expect(told).toContain('Going on with another')
  expect(told).toContain('/x is removed')
  const instead = { kind: 'install', version: 'go1.28rc1', scope: 'user', source: 'everybody' } as const
  expect(desk.tasks()[0]?.ways).toEqual([
    { text: askText, command: null, instead },
    { text: fileText, command: fileText, instead: null },
  ])
  const other = valueOf(await desk.apply(valueOf(await desk.plan(instead)).planId))
  clock.advance(0)
  expect(here.installs[1]?.from).toBe('auto')
  here.installs[1]?.end({ kind: 'cancelled' })
  await settle()
  expect(other.taskId).not.toBe(taskId)
  expect(faultOf(await desk.resume(taskId))).toBeNull()
  expect(desk.tasks()[1]?.ways).toEqual([])
  here.installs[2]?.end({
    kind: 'installed',
    tree: '/tree',
    from: 'somewhere',
    proof: null,
    archive: { sha256: 'ab', origins: ['go.dev', 'golang.google.cn'] },
    built: null,
    isRepair: false,
  })
  await settle()
  expect(desk.tasks()[1]).toMatchObject({ taskId, state: 'done', kind: 'install' })
  expect(
    desk
      .tasks()[1]
      ?.outcome?.map(({ en }) => en)
      .join('\n'),
  ).toContain('go.dev and golang.google.cn')
  expect(heard.map(([name]) => name)).toContain('go:changed')
})

test('a plan is good for once, for ten minutes, and only while it says the same', async () => {
  const { desk, clock } = open()
  const request = { kind: 'install', version: '1.28.1', scope: 'user', source: 'auto' } as const
  const { planId } = valueOf(await desk.plan(request))
  expect(faultOf(await desk.apply(planId))).toBeNull()
  expect(faultOf(await desk.apply(planId))).toBe('outdated-plan')
  const second = valueOf(await desk.plan(request)).planId
  clock.advance(10 * 60 * 1000)
  expect(faultOf(await desk.apply(second))).toBe('outdated-plan')
  const oldest = valueOf(await desk.plan(request)).planId
  for (let count = 0; count < 60; count += 1) await desk.plan(request)
  expect(faultOf(await desk.apply(oldest))).toBe('outdated-plan')
})

test('what somebody else did meanwhile makes a plan outdated, and nothing is done', async () => {
  let isThere = false
  const part = machine()
  const standard = createFakeGoMachine(createFakeHost(part))
  const { desk, here } = open(part, {
    place: async (version, isSystem) => {
      const place = await standard.place(version, isSystem)
      return place && { ...place, isThere }
    },
  })
  const { planId } = valueOf(await desk.plan({ kind: 'install', version: '1.28.1', scope: 'user', source: 'auto' }))
  isThere = true
  expect(faultOf(await desk.apply(planId))).toBe('outdated-plan')
  expect(here.installs).toEqual([])
})

test('for everybody: commands, and never done from here', async () => {
  const { desk, here } = open()
  const plan = valueOf(await desk.plan({ kind: 'install', version: '1.28.1', scope: 'system', source: 'official' }))
  expect(plan.commands).toEqual(["sudo '/opt/a node' /opt/cli.js go install --system --from official 1.28.1"])
  expect(plan.obstacle?.en).toContain('root')
  expect(faultOf(await desk.apply(plan.planId))).toBe('not-from-here')
  expect(here.installs).toEqual([])
})

const doubt = { en: 'it was not as published', 'zh-CN': '与发布内容不一致' }

test('a switch for everybody: commands, how to take them back, and what to know, also where a directory is in the way', async () => {
  const tree = '/usr/local/lib/groundwork/go/go1.27.1'
  const standard = createFakeGoMachine(createFakeHost(machine()))
  const { desk } = open(machine(goTree(tree, 'go1.27.1')), {
    place: async (version) => {
      const place = await standard.place(version, false)
      return place && { ...place, linkProblem: { en: 'no link', 'zh-CN': '不是链接' }, doubt }
    },
    systemSwitch: () =>
      Promise.resolve({
        commands: ['do'],
        undo: ['undo &&', 'more'],
        notes: [sentence(doubt), { en: 'Moved.', 'zh-CN': '移开。' }],
      }),
  })
  const plan = valueOf(await desk.plan({ kind: 'use', id: `id of ${tree}` }))
  expect(plan).toMatchObject({
    commands: ['do'],
    notes: [{ en: 'Moved.' }],
    obstacle: { en: expect.stringContaining('root') },
  })
  expect(plan.warnings[0]).toEqual(sentence(doubt))
  expect(plan.undo.text.en).toMatch(/undo && more$/)
})

test('a line of releases is no release, and is not planned as one', async () => {
  const { desk } = open(machine())
  const plan = valueOf(await desk.plan({ kind: 'install', version: '1.27', scope: 'user', source: 'auto' }))
  expect(plan.obstacle?.en).toContain('1.27 is a line of releases, of which 1.27.0 is the first')
})

test('what is known against a version is told first when it is switched to, and it may be installed again', async () => {
  const standard = createFakeGoMachine(createFakeHost(machine()))
  const { desk, clock, here } = open(machine(), {
    place: async (version, isSystem) => {
      const place = await standard.place(version, isSystem)
      return place && { ...place, isThere: true, doubt }
    },
  })
  const use = valueOf(await desk.plan({ kind: 'use', id: idOf('go1.25.3') }))
  expect(use.warnings[0]).toEqual({ en: 'It was not as published.', 'zh-CN': '与发布内容不一致。' })
  const again = valueOf(await desk.plan({ kind: 'install', version: '1.25.3', scope: 'user', source: 'auto' }))
  expect(again).toMatchObject({ obstacle: null, undo: { level: 'none' }, title: { en: 'Install go1.25.3 again' } })
  expect(again.warnings[0]?.en).toBe('It was not as published.')
  valueOf(await desk.apply(again.planId))
  clock.advance(0)
  await settle()
  expect(here.installs).toMatchObject([{ version: 'go1.25.3' }])
})

test('a version that nothing spoke against when its switch was shown is not switched to once something does', async () => {
  const standard = createFakeGoMachine(createFakeHost(machine()))
  let found: typeof doubt | null = null
  const { desk, here } = open(machine(), {
    place: async (version, isSystem) => {
      const place = await standard.place(version, isSystem)
      return place && { ...place, doubt: found }
    },
  })
  const { planId } = valueOf(await desk.plan({ kind: 'use', id: idOf('go1.25.3') }))
  found = doubt
  expect(faultOf(await desk.apply(planId))).toBe('outdated-plan')
  expect(here.deeds).toEqual([])
})

test('a switch shows the link as it is and as it will be, and how to go back', async () => {
  const standard = createFakeGoMachine(createFakeHost(machine()))
  const { desk, here, clock } = open(machine(), {
    place: async (version, isSystem) => {
      const place = await standard.place(version, isSystem)
      return place && { ...place, linkTarget: `${own}/go1.27.1` }
    },
  })
  const plan = valueOf(await desk.plan({ kind: 'use', id: idOf('go1.25.3') }))
  expect(plan.steps[0]?.lines).toEqual([
    `- ${home}/.local/go -> ${own}/go1.27.1`,
    `+ ${home}/.local/go -> ${own}/go1.25.3`,
  ])
  expect(plan.undo.text.en).toContain(`${own}/go1.27.1`)
  expect(here.deeds).toEqual([])
  valueOf(await desk.apply(plan.planId))
  clock.advance(0)
  await settle()
  expect(here.deeds).toEqual(['use go1.25.3'])
  expect(desk.tasks()[0]).toMatchObject({ state: 'done', canPause: false })
})

/** ~/.local/go leads to go1.27.1, but a terminal has another go before it. */
const behind = (changes: PathPlan['changes'], sessions: readonly SessionGo[] = []) => {
  const standard = createFakeGoMachine(createFakeHost(machine()))
  const bin = `${home}/.local/go/bin`
  const setBy = { path: `${home}/.bashrc`, line: 1, text: 'export PATH=/opt/go/bin:$PATH' }
  const before: ShellAnswers = {
    login: { kind: 'path', path, go: `${bin}/go`, setBy: null },
    terminal: { kind: 'path', path: `/opt/go/bin:${path}`, go: '/opt/go/bin/go', setBy },
  }
  return open(machine(), {
    place: async (version, isSystem) => {
      const place = await standard.place(version, isSystem)
      return place && { ...place, linkTarget: `${own}/go1.27.1` }
    },
    path: {
      plan: () => Promise.resolve({ kind: 'plan', plan: { kind: 'add', directory: bin, changes }, before }),
      apply: () => Promise.resolve(null),
      sessions: () => Promise.resolve(sessions),
    },
  })
}
const bashrc = { path: `${home}/.bashrc`, dialect: 'posix', readBy: 'terminal', parsers: [] } as const

test('what the link leads to, but no terminal runs, can be put first on PATH', async () => {
  const change = {
    kind: 'edit',
    file: bashrc,
    before: 'x\n',
    bare: 'x\n',
    after: 'x\ny\n',
    added: ['y'],
    removed: [],
  } as const
  const { desk } = behind([change])
  const plan = valueOf(await desk.plan({ kind: 'use', id: idOf('go1.27.1') }))
  expect(plan.obstacle).toBeNull()
  expect(plan.steps).toMatchObject([{ lines: ['+ y'] }])
  expect(everything(plan)).not.toContain('find it afterwards')
})

test('where no edit helps, the plan names the line that puts another one first', async () => {
  const { desk } = behind([{ kind: 'nothing', file: bashrc }])
  const current = valueOf(await desk.plan({ kind: 'use', id: idOf('go1.27.1') }))
  expect(current.obstacle?.en).toMatch(
    /leads to go1\.27\.1 already\. A new terminal runs \/opt.* \/home\/user\/\.bashrc:1 /,
  )
  const other = valueOf(await desk.plan({ kind: 'use', id: idOf('go1.25.3') }))
  expect(other.obstacle).toBeNull()
  expect(everything(other)).toContain(`probably because of ${home}/.bashrc:1`)
})

test('a switch after which a terminal runs another go has failed, and says so', async () => {
  const title = { en: 'terminal', 'zh-CN': '终端' }
  const go = { path: '/opt/go/bin/go', version: 'go1.26.8' }
  const terminal = { name: 'interactive', title, go, problem: null, path: `/opt/go/bin:${path}`, setBy: null } as const
  const { desk, clock } = behind([{ kind: 'nothing', file: bashrc }], [terminal])
  valueOf(await desk.apply(valueOf(await desk.plan({ kind: 'use', id: idOf('go1.25.3') })).planId))
  clock.advance(0)
  await settle()
  const [task] = desk.tasks()
  expect(task?.state).toBe('failed')
  expect(task?.outcome?.map(({ en }) => en).join('\n')).toContain('A new terminal runs /opt/go/bin/go')
})

test('what is in use is not removed: the plan says why, and cannot be applied', async () => {
  const { desk, here } = open()
  const plan = valueOf(await desk.plan({ kind: 'remove', id: idOf('go1.27.1') }))
  expect(plan.obstacle?.en).toBe(`It is in use: ${home}/.local/go leads to it. Switch to another version first.`)
  expect(faultOf(await desk.apply(plan.planId))).toBe('not-from-here')
  expect(here.deeds).toEqual([])
})

test('whoever was shown as a user is no obstacle; whoever comes after the plan is', async () => {
  const build = { '/proc/42/exe': { target: `${own}/go1.25.3/bin/go` }, '/proc/42/cwd': { target: '/p' } }
  const shown = open(machine(build))
  const plan = valueOf(await shown.desk.plan({ kind: 'remove', id: idOf('go1.25.3') }))
  expect(plan.warnings.map(({ en }) => en).join('\n')).toContain('bin/go of it runs now in /p')
  expect(plan.undo.level).toBe('partial')
  valueOf(await shown.desk.apply(plan.planId))
  shown.clock.advance(0)
  await settle()
  expect(shown.here.deeds).toEqual(['remove go1.25.3, forced'])

  const unused = open()
  valueOf(await unused.desk.apply(valueOf(await unused.desk.plan({ kind: 'remove', id: idOf('go1.25.3') })).planId))
  unused.clock.advance(0)
  await settle()
  expect(unused.here.deeds).toEqual(['remove go1.25.3'])

  let part = machine()
  const later = open(part, { usersOf: (tree) => createFakeGoMachine(createFakeHost(part)).usersOf(tree) })
  const { planId } = valueOf(await later.desk.plan({ kind: 'remove', id: idOf('go1.25.3') }))
  part = machine(build)
  expect(faultOf(await later.desk.apply(planId))).toBe('outdated-plan')
  expect(later.here.deeds).toEqual([])
})

test('without a HOME there is no place, and the plan says so', async () => {
  const { desk } = open({ environment: { PATH: '/usr/bin' } })
  const plan = valueOf(await desk.plan({ kind: 'install', version: '1.28.1', scope: 'user', source: 'auto' }))
  expect(plan.obstacle?.en).toContain('HOME')
})

test('a size is of a row, and of nothing else', async () => {
  const { desk } = open()
  expect(valueOf(await desk.size(idOf('go1.25.3')))).toEqual({ bytes: 1024 })
  expect(faultOf(await desk.size('/etc'))).toBe('unknown-go')
  expect(valueOf(await desk.prove(idOf('go1.25.3')))).toMatchObject({ word: 'cannot-tell' })
  expect(faultOf(await desk.prove('/etc'))).toBe('unknown-go')
})

test('why, in a project that was found, and nowhere else', async () => {
  const project = { directory: `${home}/p`, files: ['go.mod'] }
  const part = machine({
    [`${home}/p/go.mod`]: { text: 'module p\n\ngo 1.26\ntoolchain go1.26.8\n' },
    [`${home}/p/.go-version`]: { text: '1.24.1\n' },
    [`${home}/p`]: { kind: 'directory' },
    [home]: { kind: 'directory' },
  })
  const { desk } = open(part, { projects: () => Promise.resolve([project]) })
  expect(faultOf(await desk.why('/etc'))).toBe('unknown-project')
  const [found] = valueOf(await desk.projects())
  const why = valueOf(await desk.why(found?.id ?? ''))
  expect(why).toMatchObject({
    directory: `${home}/p`,
    pins: [
      { path: `${home}/p/go.mod`, line: 'go 1.26' },
      { path: `${home}/p/go.mod`, line: 'toolchain go1.26.8' },
      { path: `${home}/p/.go-version`, line: '1.24.1' },
    ],
    missing: null,
  })
  const terminal = why.sessions.find(({ title }) => title.en === 'terminal')
  expect(terminal?.toolchain).toBe('go1.27.1')
  expect(terminal?.because.length).toBeGreaterThan(1)
  expect(terminal?.because[0]?.en).toContain(`PATH leads to ${home}/.local/go/bin/go: go1.27.1, in ${home}/`)
  expect(why.conflicts.map(({ en }) => en).join('\n')).toContain('1.24.1')
  expect(valueOf(await desk.why(null)).directory).toBe(home)
})

const cache = `${home}/go/pkg/mod`
const cachedTree = `${cache}/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64`

test('of others: adopted where it may be as published, cleaned where go keeps it, revealed', async () => {
  const part = machine({
    ...goTree(cachedTree, 'go1.26.8'),
    ...goTree(`${home}/sdk/go1.24.9`, 'go1.24.9'),
    ...goTree('/usr/lib/go-1.19', 'go1.19.8'),
    [`${cache}/golang.org`]: { kind: 'directory', names: ['toolchain@v0.0.1-go1.26.8.linux-amd64'] },
    [`${home}/sdk`]: { kind: 'directory', names: ['go1.24.9'] },
    '/usr/lib': { kind: 'directory', names: ['go-1.19'] },
  })
  const cached = {
    name: 'go1.26.8',
    platform: 'linux-amd64',
    tree: cachedTree,
    moduleVersion: 'v0.0.1-go1.26.8.linux-amd64',
    moduleCache: cache,
    isWhole: true,
    bytes: 3 * 1024 ** 2,
    users: [],
    pins: [{ en: 'go env -w', 'zh-CN': 'go env -w' }],
  }
  const by = { kind: 'package-manager', manager: 'dpkg', packages: [] } as const
  const settings = ['GOTOOLCHAIN=local']
  const found = { kind: 'published-but-go-env', by, files: 1, leftOut: null, settings } as const
  const remembered = new Map([[cachedTree, { tree: cachedTree, found, at: new Date(0) }]])
  const { desk, here, clock } = open(part, {
    cached: () => Promise.resolve(cached),
    remembered: () => Promise.resolve(remembered),
  })
  const { rows } = valueOf(await desk.inventory())
  const canOf = (tree: string) => rows.find((row) => row.tree === tree)?.can
  expect(canOf(cachedTree)).toEqual(['adopt', 'clean'])
  expect(canOf(`${home}/sdk/go1.24.9`)).toEqual(['adopt'])
  expect(canOf('/usr/lib/go-1.19')).toEqual([])
  expect(faultOf(await desk.plan({ kind: 'adopt', id: 'id of /usr/lib/go-1.19' }))).toBe('unknown-go')
  expect(faultOf(await desk.plan({ kind: 'clean', id: `id of ${home}/sdk/go1.24.9` }))).toBe('unknown-go')
  expect(faultOf(await desk.plan({ kind: 'remove', id: `id of ${cachedTree}` }))).toBe('unknown-go')

  const clean = valueOf(await desk.plan({ kind: 'clean', id: `id of ${cachedTree}` }))
  expect(clean).toMatchObject({ obstacle: null, undo: { level: 'partial' } })
  expect(everything(clean)).toContain('3 MiB become free')
  expect(everything(clean)).toContain('GOTOOLCHAIN asks for it (go env -w)')
  const adopt = valueOf(await desk.plan({ kind: 'adopt', id: `id of ${home}/sdk/go1.24.9` }))
  expect(adopt.steps[0]?.lines).toEqual([`${home}/sdk/go1.24.9`, `${own}/go1.24.9`])
  expect(everything(adopt)).toContain('a GOTOOLCHAIN that is set in the original’s is not taken over')
  const changed = valueOf(await desk.plan({ kind: 'adopt', id: `id of ${cachedTree}` }))
  expect(changed.obstacle).toBeNull()
  expect(everything(changed)).toContain('GOTOOLCHAIN=local in the original’s is not taken over')
  for (const { planId } of [clean, adopt]) valueOf(await desk.apply(planId))
  clock.advance(0)
  await settle()
  expect(here.deeds).toEqual([`clean ${cachedTree}`, `adopt ${home}/sdk/go1.24.9`])
  expect(desk.tasks().map(({ state }) => state)).toEqual(['done', 'done'])

  expect(faultOf(await desk.reveal(`id of ${cachedTree}`))).toBeNull()
  const closed = open(part, { reveal: () => Promise.resolve({ en: 'no display', 'zh-CN': '没有显示' }) })
  expect(await closed.desk.reveal(`id of ${cachedTree}`)).toEqual({
    ok: false,
    fault: { kind: 'cannot-reveal', path: cachedTree },
  })
})

test('a cached toolchain that is used stays, and the plan says by whom', async () => {
  const part = machine({
    ...goTree(cachedTree, 'go1.26.8'),
    [`${cache}/golang.org`]: { kind: 'directory', names: ['toolchain@v0.0.1-go1.26.8.linux-amd64'] },
  })
  const user = { kind: 'process', pid: 7, program: 'bin/go', directory: '/p' } as const
  const { desk } = open(part, {
    cached: () =>
      Promise.resolve({
        name: 'go1.26.8',
        platform: 'linux-amd64',
        tree: cachedTree,
        moduleVersion: 'v',
        moduleCache: cache,
        isWhole: false,
        bytes: null,
        users: [user],
        pins: [],
      }),
  })
  const plan = valueOf(await desk.plan({ kind: 'clean', id: `id of ${cachedTree}` }))
  expect(plan.obstacle?.en).toBe('go1.26.8 is used: bin/go of it runs now in /p, process 7.')
  expect(everything(plan)).toContain('cut short')
})

test('tasks that are closed keep what they have', async () => {
  const { desk, clock } = open()
  const { planId } = valueOf(await desk.plan({ kind: 'install', version: '1.28.1', scope: 'user', source: 'auto' }))
  valueOf(await desk.apply(planId))
  clock.advance(0)
  await desk.close()
  expect(desk.tasks().map(({ state }): Task['state'] => state)).toEqual(['paused'])
})
