/**
 * The window of an ordinary user, from a plan to a Go that runs: real versions from the machine's own module proxy,
 * proved live, through every call that the page has.
 */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  writeFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan, Task } from '#contract'
import { canBeGopher } from './as-gopher.ts'
import { openGopherWindow, type GopherWindow } from './gopher-window.ts'
import { isProxyReachable } from './reachable-proxy.ts'
import { startThrottledProxy, type ThrottledProxy } from './throttled-proxy.ts'

const version = '1.25.3'
const slowly = 6_000_000

const isOver = ({ state }: Task): boolean => state !== 'running'
const linesOf = ({ steps }: Plan): readonly string[] => steps.flatMap(({ lines }) => lines)

describe.runIf(canBeGopher && isProxyReachable)('the window, where a module proxy answers', () => {
  let proxy: ThrottledProxy
  let window: GopherWindow
  const trees = (): string => join(window.home, '.local/share/groundwork/go')
  const rowOf = async (name: string) =>
    (await window.value('go:inventory', {})).rows.find((row) => row.own && row.tree.endsWith(`/${name}`))
  const idOf = async (name: string): Promise<string> => (await rowOf(name))?.id ?? ''
  const install = async (wanted: string) => {
    const plan = await window.value('go:plan', { kind: 'install', version: wanted, scope: 'user', source: 'auto' })
    const { taskId } = await window.value('go:apply', { planId: plan.planId })
    return { plan, taskId }
  }

  beforeAll(async () => {
    proxy = await startThrottledProxy()
    window = await openGopherWindow(
      '/bin/bash',
      // New terminals have the same proxy: once a Go is on their PATH, it is they who say which.
      `cp -a /etc/skel/. .
      for version in go1.98.1 go1.99.1; do echo $version >.local/share/groundwork/go/$version/VERSION; done
      echo 'export GOPROXY=${proxy.url}' >>.profile; chown -R "$GOPHER" .`,
      `GOPROXY=${proxy.url}`,
    )
  }, 60_000)
  afterAll(async () => {
    await window.end()
    await proxy.close()
  })

  test('installed: planned, watched, paused, gone on with, proved, and in the inventory', async () => {
    proxy.pace(slowly)
    const { plan, taskId } = await install(version)
    expect(plan).toMatchObject({ kind: 'install', obstacle: null, commands: [] })
    expect(linesOf(plan)).toContain(`${trees()}/go${version}`)

    const some = await window.untilTask(
      taskId,
      ({ bytes, bytesPerSecond }) => bytes > 5_000_000 && bytesPerSecond !== null,
    )
    expect(some.totalBytes).toBeGreaterThan(some.bytes)
    expect(some.secondsLeft).toBeGreaterThan(0)
    expect(some.bytesPerSecond).toBeGreaterThan(slowly / 4)
    expect(some.bytesPerSecond).toBeLessThan(slowly * 2)
    await window.value('task:pause', { taskId })
    const paused = await window.untilTask(taskId, ({ state }) => state === 'paused')
    const [part] = readdirSync(join(trees(), '.downloads')).filter((name) => name.endsWith('.part'))
    const bytes = statSync(join(trees(), '.downloads', part ?? '')).size
    expect(bytes).toBeGreaterThanOrEqual(paused.bytes)
    expect(paused.outcome?.map(({ en }) => en).join()).toContain('are kept in')
    expect(await rowOf(`go${version}`)).toBeUndefined()

    proxy.pace(Infinity)
    await window.value('task:resume', { taskId })
    const done = await window.untilTask(taskId, ({ state }) => state === 'done' || state === 'failed')
    expect(done).toMatchObject({ state: 'done', bytesPerSecond: null, phase: null })
    expect(done.outcome?.map(({ en }) => en).join('\n')).toMatch(
      /is installed in[^]*Proved by the checksum database: h1:/,
    )
    expect(proxy.ranges.at(-1)).toBe(`bytes=${bytes}-`)
    expect(await rowOf(`go${version}`)).toMatchObject({
      version: `go${version}`,
      own: { scope: 'user', isCurrent: false },
      isActive: false,
      can: expect.arrayContaining(['use', 'remove']) as unknown,
    })
    expect(await window.value('tasks:list', {})).toContainEqual(done)
    // Five times a second, and a few times for phases and states.
    const numbers = window.heard(taskId)
    expect(numbers.length).toBeLessThan(100)
    expect(numbers.filter(({ phase }) => phase !== null).length).toBeGreaterThan(5)
  }, 120_000)

  test('it cannot be installed twice', async () => {
    const plan = await window.value('go:plan', { kind: 'install', version, scope: 'user', source: 'auto' })
    expect(plan.obstacle?.en).toContain('already installed')
    expect(await window.call('go:apply', { planId: plan.planId })).toEqual({
      ok: false,
      fault: { kind: 'not-from-here' },
    })
  })

  test('its size, and a proof anew', async () => {
    const id = await idOf(`go${version}`)
    expect((await window.value('go:size', { id })).bytes).toBeGreaterThan(100_000_000)
    expect(await window.value('go:prove', { id })).toMatchObject({ word: 'published' })
    expect((await rowOf(`go${version}`))?.integrity).toMatchObject({ word: 'published' })
  }, 60_000)

  test('the catalogue names it, and who said so', async () => {
    const { versions, answers, sources } = await window.value('go:catalogue', {})
    expect(versions.find(({ name }) => name === `go${version}`)).toMatchObject({ isForThisMachine: true })
    expect(answers.find(({ problem }) => problem === null)?.at).toMatch(/^\d{4}-/)
    expect(sources[0]?.name).toBe('auto')
  }, 60_000)

  test('switched to: the link and the lines of each file are shown first, and are what is done', async () => {
    const link = join(window.home, '.local/go')
    const profile = join(window.home, '.profile')
    const before = readFileSync(profile, 'utf8')
    const plan = await window.value('go:plan', { kind: 'use', id: await idOf(`go${version}`) })
    expect(plan.obstacle).toBeNull()
    expect(linesOf(plan)).toContain(`+ ${link} -> ${trees()}/go${version}`)
    expect([existsSync(link), readFileSync(profile, 'utf8')]).toEqual([false, before])

    const { taskId } = await window.value('go:apply', { planId: plan.planId })
    const done = await window.untilTask(taskId, isOver)
    expect(done.state).toBe('done')
    const told = (done.outcome ?? []).map(({ en }) => en).join('\n')
    expect(told).toContain(`login shell: ${link}/bin/go (go${version})`)
    expect(told).toContain(`terminal: ${link}/bin/go (go${version})`)
    expect(told).toContain('after the next login')
    const added = readFileSync(profile, 'utf8').slice(before.length).trimEnd().split('\n')
    expect(linesOf(plan)).toEqual(expect.arrayContaining(added.map((line) => `+ ${line}`)))
    expect(await rowOf(`go${version}`)).toMatchObject({ isActive: true, own: { isCurrent: true } })
  }, 120_000)

  test('the one in use is not removed, and why is said', async () => {
    const plan = await window.value('go:plan', { kind: 'remove', id: await idOf(`go${version}`) })
    expect(plan.obstacle?.en).toContain('.local/go leads to it')
    expect(await window.call('go:apply', { planId: plan.planId })).toEqual({
      ok: false,
      fault: { kind: 'not-from-here' },
    })
    expect(existsSync(join(trees(), `go${version}`, 'bin/go'))).toBe(true)
  }, 60_000)

  test('what somebody else does after a plan was shown makes it outdated', async () => {
    const link = join(window.home, '.local/go')
    const target = readlinkSync(link)
    const plan = await window.value('go:plan', { kind: 'use', id: await idOf('go1.99.1') })
    expect(linesOf(plan)).toContain(`- ${link} -> ${trees()}/go${version}`)
    rmSync(link)
    symlinkSync(join(trees(), 'go1.98.1'), link)
    expect(await window.call('go:apply', { planId: plan.planId })).toEqual({
      ok: false,
      fault: { kind: 'outdated-plan' },
    })
    expect(readlinkSync(link)).toBe(join(trees(), 'go1.98.1'))
    rmSync(link)
    symlinkSync(target, link)

    const other = await window.value('go:plan', { kind: 'remove', id: await idOf('go1.98.1') })
    appendFileSync(join(window.home, '.bashrc'), `export PATH="$PATH:${trees()}/go1.98.1/bin"\n`)
    expect(await window.call('go:apply', { planId: other.planId })).toEqual({
      ok: false,
      fault: { kind: 'outdated-plan' },
    })
    const again = await window.value('go:plan', { kind: 'remove', id: await idOf('go1.98.1') })
    expect(again.warnings.map(({ en }) => en).join('\n')).toContain(`${join(window.home, '.bashrc')}, line`)
  }, 120_000)

  test('a copy of it that somebody else put here is taken over; what go itself downloaded is cleaned', async () => {
    const sdk = join(window.home, `sdk/go${version}`)
    const cached = join(window.home, 'go/pkg/mod/golang.org/toolchain@v0.0.1-go1.97.1.linux-amd64')
    const use = await window.value('go:plan', { kind: 'use', id: await idOf('go1.99.1') })
    await window.untilTask((await window.value('go:apply', { planId: use.planId })).taskId, isOver)
    mkdirSync(join(window.home, 'sdk'))
    cpSync(join(trees(), `go${version}`), sdk, { recursive: true })
    mkdirSync(join(cached, 'bin'), { recursive: true })
    writeFileSync(join(cached, 'VERSION'), 'go1.97.1\n')
    writeFileSync(join(cached, 'bin/go'), '#!/bin/sh\n', { mode: 0o755 })
    execFileSync('chown', [
      '-R',
      '--reference',
      join(window.home, '.bashrc'),
      join(window.home, 'sdk'),
      join(window.home, 'go'),
    ])
    // As the go command leaves it.
    execFileSync('chmod', ['-R', 'a-w', cached])
    const rowAt = async (tree: string) => (await window.value('go:inventory', {})).rows.find((row) => row.tree === tree)

    const original = await rowAt(sdk)
    expect(original?.can).toEqual(['adopt'])
    const early = await window.value('go:plan', { kind: 'adopt', id: original?.id ?? '' })
    expect(early.obstacle?.en).toContain('already installed')
    const remove = await window.value('go:plan', { kind: 'remove', id: await idOf(`go${version}`) })
    await window.untilTask((await window.value('go:apply', { planId: remove.planId })).taskId, isOver)

    const plan = await window.value('go:plan', { kind: 'adopt', id: original?.id ?? '' })
    expect(plan).toMatchObject({ obstacle: null, undo: { level: 'full' } })
    expect(linesOf(plan)).toEqual([sdk, `${trees()}/go${version}`])
    const { taskId } = await window.value('go:apply', { planId: plan.planId })
    const done = await window.untilTask(taskId, isOver)
    expect(done).toMatchObject({ state: 'done', kind: 'adopt' })
    expect(done.outcome?.map(({ en }) => en).join('\n')).toContain('Proved by the checksum database: h1:')
    expect(await rowOf(`go${version}`)).toMatchObject({ can: ['use', 'remove'] })
    expect(existsSync(join(sdk, 'bin/go'))).toBe(true)

    const clean = await window.value('go:plan', { kind: 'clean', id: (await rowAt(cached))?.id ?? '' })
    expect(clean).toMatchObject({ obstacle: null, undo: { level: 'partial' } })
    expect(linesOf(clean)).toEqual([cached])
    const cleaned = await window.untilTask((await window.value('go:apply', { planId: clean.planId })).taskId, isOver)
    expect([cleaned.state, existsSync(cached), await rowAt(cached)]).toEqual(['done', false, undefined])
  }, 180_000)

  test('projects below the home, and why each gets its Go', async () => {
    const project = join(window.home, 'work/project')
    mkdirSync(project, { recursive: true })
    writeFileSync(join(project, 'go.mod'), 'module p\n\ngo 1.99.2\n')
    const found = (await window.value('go:projects', {})).find(({ directory }) => directory === project)
    expect(found?.files).toEqual(['go.mod'])
    const why = await window.value('go:why', { id: found?.id ?? '' })
    expect(why.pins).toEqual([{ path: join(project, 'go.mod'), line: 'go 1.99.2' }])
    expect(why.sessions.map(({ title }) => title.en)).toContain('terminal')
    expect(why.missing).toMatchObject({ version: 'go1.99.2', id: null })
    expect((await window.value('go:why', { id: null })).directory).toBe(window.home)
    expect(await window.call('go:why', { id: project })).toEqual({
      ok: false,
      fault: { kind: 'unknown-project', id: project },
    })
  }, 60_000)

  test('one that is not in use is removed', async () => {
    const plan = await window.value('go:plan', { kind: 'remove', id: await idOf(`go${version}`) })
    expect(plan).toMatchObject({ obstacle: null, undo: { level: 'partial' } })
    const { taskId } = await window.value('go:apply', { planId: plan.planId })
    expect((await window.untilTask(taskId, isOver)).state).toBe('done')
    expect(existsSync(join(trees(), `go${version}`))).toBe(false)
    expect(await rowOf(`go${version}`)).toBeUndefined()
  }, 120_000)

  test('cancelled, nothing stays; closed in the middle, what has come stays for the next time', async () => {
    proxy.pace(slowly)
    const first = await install('1.24.9')
    await window.untilTask(first.taskId, ({ bytes }) => bytes > 1_000_000)
    await window.value('task:cancel', { taskId: first.taskId })
    await window.untilTask(first.taskId, ({ state }) => state === 'cancelled')
    expect(readdirSync(join(trees(), '.downloads'))).toEqual([])

    const second = await install('1.24.9')
    await window.untilTask(second.taskId, ({ bytes }) => bytes > 1_000_000)
    const before = Date.now()
    await window.kill('SIGTERM')
    expect(Date.now() - before).toBeLessThan(10_000)
    const [part] = readdirSync(join(trees(), '.downloads')).filter((name) => name.endsWith('.part'))
    expect(statSync(join(trees(), '.downloads', part ?? '')).size).toBeGreaterThan(1_000_000)
    expect(existsSync(join(trees(), 'go1.24.9'))).toBe(false)
  }, 120_000)
})
