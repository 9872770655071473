import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import type { Entry } from '../testing/machine.ts'
import { binaryEntry } from '../testing/make-elf.ts'
import { goProgram, inlineBuild } from '../testing/make-go-program.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './distro.go.pacman.ts'

const PATH = '/usr/bin:/bin'

interface Given {
  readonly id?: string
  readonly log?: string | null
  /** What `pacman -Qu` prints; null where it fails. */
  readonly pending?: string | null
  readonly owned?: boolean
  readonly files?: MachinePart['files']
}
const exits = (argv: readonly string[], code: number, stdout: string, stderr = '') =>
  ({ argv: [...argv], ran: { kind: 'exited', code, stdout, stderr } }) as const

const machine = ({ id = 'arch', log = '', pending = '', owned = true, files }: Given): MachinePart => ({
  environment: { HOME: '/home/user', PATH },
  runs: [
    ...shellAnswers('/bin/bash', { login: { PATH }, interactive: { PATH } }),
    ...(owned
      ? [exits(['/usr/bin/pacman', '-Qo', '/usr/lib/go/bin/go'], 0, '/usr/lib/go/bin/go is owned by go 2:1.26.8-1\n')]
      : []),
    pending === null
      ? exits(['/usr/bin/pacman', '-Qu'], 1, '', 'error: failed to initialize alpm library\n')
      : exits(['/usr/bin/pacman', '-Qu'], pending === '' ? 1 : 0, pending),
  ],
  files: {
    '/etc/os-release': { text: `ID=${id}\n` },
    '/usr/bin/env': { mode: '0755' },
    '/usr/bin/pacman': { mode: '0755' },
    ...goTree('/usr/lib/go', 'go1.26.8'),
    '/usr/bin/go': { target: '/usr/lib/go/bin/go' },
    ...(log === null ? {} : { '/var/log/pacman.log': { text: log } }),
    ...files,
  },
})
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

// As pacman 6.0.2 writes it.
const full = `[2026-11-20T10:00:00+0000] [PACMAN] Running 'pacman -Syu'
[2026-11-20T10:00:01+0000] [PACMAN] synchronizing package lists
[2026-11-20T10:00:02+0000] [PACMAN] starting full system upgrade
[2026-11-20T10:00:03+0000] [ALPM] upgraded go (2:1.25.3-1 -> 2:1.25.4-1)
`
const fetched = `[2026-11-22T19:12:34+0000] [PACMAN] Running 'pacman -Sy go'
[2026-11-22T19:12:34+0000] [PACMAN] synchronizing package lists
`
const cameAlone = '[2026-11-22T19:12:34+0000] [ALPM] upgraded go (2:1.25.4-1 -> 2:1.26.8-1)\n'
const others = 'glibc 2.42-1 -> 2.43-1\ngcc 15.2.0-1 -> 15.3.0-1\n'

test.each<[string, Given, string, string]>([
  ['another family', { id: 'debian' }, 'notapplicable', 'does-not-apply'],
  ['no go', { files: { '/usr/bin/go': { kind: 'directory' } } }, 'notapplicable', 'no-go'],
  ['a tree that pacman does not know', { owned: false }, 'notapplicable', 'other'],
  ['all of one upgrade', { log: full }, 'pass', 'fine'],
  ['go alone', { log: full + fetched + cameAlone, pending: others }, 'fail', 'partial'],
  ['go alone, then everything', { log: full + fetched + cameAlone + full }, 'pass', 'fine'],
  ['go alone, and nothing else was to be had', { log: full + fetched + cameAlone }, 'pass', 'fine'],
  ['another alone', { log: full + fetched + cameAlone.replace(' go ', ' go-tools '), pending: others }, 'pass', 'fine'],
  ['go from the lists of the last upgrade', { log: full + cameAlone, pending: others }, 'pass', 'fine'],
  ['a log without any upgrade', { log: fetched + cameAlone, pending: others }, 'pass', 'fine'],
  ['a newer one waits', { log: full, pending: `go 2:1.26.8-1 -> 2:1.27.4-1\n${others}` }, 'informational', 'pending'],
  ['a newer one is held back', { log: full, pending: 'go 2:1.26.8-1 -> 2:1.27.4-1 [ignored]\n' }, 'pass', 'fine'],
  ['no log', { log: null, pending: others }, 'pass', 'fine'],
  ['pacman does not answer', { pending: null }, 'notchecked', 'not-told'],
])('%s', async (_, given, result, code) => {
  expect(await resultOf(given)).toMatchObject({ result, code })
})

test('what came alone is shown, and the whole system is to be upgraded', async () => {
  const result = await resultOf({ log: full + fetched + cameAlone, pending: others })
  expect(result.summary.en).toContain('2 other packages wait')
  expect(result.found).toBe(cameAlone.trim())
  expect(result.fixes).toMatchObject([{ id: 'upgrade', commands: ['sudo pacman -Syu'], undo: { level: 'partial' } }])
})

test('a log that cannot be read is said', async () => {
  const result = await resultOf({ files: { '/var/log/pacman.log': { text: full, mode: '0600', uid: 0 } } })
  expect(result.evidence.find(({ source }) => source === '/var/log/pacman.log')?.observed).toMatchObject({
    en: expect.stringContaining('cannot be read'),
  })
})

test('programs made with an older Go are named, and can be made again', async () => {
  const tool = (version: string, lines: string): Entry => ({
    ...binaryEntry(goProgram(inlineBuild(version, `0123456789abcdef${lines}\n0123456789abcdef`))),
    mode: '0755',
  })
  const gopls = 'path\tgolang.org/x/tools/gopls\nmod\tgolang.org/x/tools/gopls\tv0.20.0\th1:x='
  const files = {
    '/home/user/go/bin/gopls': tool('go1.25.4', gopls),
    '/home/user/go/bin/mine': tool('go1.24.1', 'path\tm\nmod\tm\t(devel)\t'),
    '/home/user/go/bin/new': tool('go1.26.1', gopls),
  }
  const result = await resultOf({ log: full, files })
  expect(result).toMatchObject({ result: 'informational', code: 'older', severity: 'low' })
  expect(result.evidence.slice(-2).map(({ source, observed }) => [source, observed])).toEqual([
    ['/home/user/go/bin/gopls', 'go1.25.4'],
    ['/home/user/go/bin/mine', 'go1.24.1'],
  ])
  expect(result.fixes).toMatchObject([
    {
      id: 'rebuild',
      commands: ['/usr/bin/go install golang.org/x/tools/gopls@latest'],
      undo: { commands: ['/usr/bin/go install golang.org/x/tools/gopls@v0.20.0'] },
    },
  ])
})

test('scripts and damaged files among the person’s programs are nobody’s trouble', async () => {
  const files = {
    '/home/user/go/bin/script': { mode: '0755', text: '#!/bin/sh\n' },
    '/home/user/go/bin/broken': { mode: '0755', text: '\u007fELF' },
  } as const
  expect(await resultOf({ log: full, files })).toMatchObject({ result: 'pass' })
})

test('on a mounted disk nobody can be asked', async () => {
  const disk = { ...createFakeHost(machine({})), canRun: false }
  expect(await resultOn(disk, check)).toMatchObject({ result: 'notchecked', code: 'needs-running' })
})
