import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { resultOn, resultOnMachine } from '../testing/judge.ts'
import { binaryEntry, makeElf, type ElfParts } from '../testing/make-elf.ts'
import type { Machine } from '../testing/machine.ts'
import { check } from './arch.match.ts'

const arm64: ElfParts = { machine: 183 }
const arm: ElfParts = { machine: 40, bits: 32 }
const x86: ElfParts = { machine: 3, bits: 32 }
const v2 = 'cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3'
const v3 = `${v2} avx avx2 bmi1 bmi2 f16c fma abm movbe`
const zbootstrap = '/usr/local/go/src/internal/buildcfg/zbootstrap.go'
const go = '/usr/local/go/bin/go'

const machine = (
  elf: ElfParts,
  more: Partial<Omit<MachinePart, 'files'>> & {
    files?: Machine['files']
    shell?: ElfParts
    flags?: string
    level?: string
  } = {},
): MachinePart => {
  const { files, shell = {}, flags = v3, level = 'v1', environment, ...rest } = more
  return {
    ...rest,
    environment: { PATH: '/usr/local/go/bin:/usr/bin', HOME: '/home/user', ...environment },
    files: {
      [go]: binaryEntry(makeElf(elf)),
      '/usr/local/go/VERSION': { text: 'go1.26.8\n' },
      [zbootstrap]: { text: `package buildcfg\n\nconst DefaultGOAMD64 = \`${level}\`\nconst DefaultGOARM = \`7\`\n` },
      '/bin/sh': binaryEntry(makeElf(shell)),
      '/proc/cpuinfo': { text: `flags\t\t: ${flags}\n` },
      ...files,
    },
  }
}
const kernel = (name: string) => ({ kernel: { release: '6.1.0', machine: name } })
const goVersion = (ran: Ran) => ({ runs: [{ argv: [go, 'version'], ran }] })
const works: Ran = { kind: 'exited', code: 0, stdout: 'go version go1.26.8 linux/386\n', stderr: '' }
const refused: Ran = { kind: 'unstartable', code: 'ENOEXEC', detail: '' }

test.each<[string, MachinePart, string, string]>([
  ['amd64 on amd64', machine({}), 'pass', 'match'],
  ['arm64 on arm64', machine(arm64, { ...kernel('aarch64'), shell: arm64 }), 'pass', 'match'],
  [
    'little endian mips64, of which uname says mips64',
    machine({ machine: 8 }, { ...kernel('mips64'), shell: { machine: 8 } }),
    'pass',
    'match',
  ],
  ['arm64 on amd64', machine(arm64, goVersion(refused)), 'fail', 'wrong-machine'],
  ['an unheard-of processor', machine({ machine: 4711 }, goVersion(refused)), 'fail', 'wrong-machine'],
  ['386 on amd64, which runs it', machine(x86, goVersion(works)), 'informational', 'foreign'],
  [
    'arm64 kernel and go, arm programs',
    machine(arm64, { ...kernel('aarch64'), shell: arm }),
    'informational',
    'userland',
  ],
  ['arm64 kernel, arm go and programs', machine(arm, { ...kernel('aarch64'), shell: arm }), 'pass', 'match'],
  ['builds for v3 on v2', machine({}, { flags: v2, level: 'v3' }), 'fail', 'level-of-output'],
  ['builds for v3 on v3', machine({}, { level: 'v3' }), 'pass', 'match'],
  ['GOAMD64=v4 on v3', machine({}, { environment: { GOAMD64: 'v4' } }), 'fail', 'level-of-output'],
  [
    'GOAMD64=v1 beats a tree that builds for v3',
    machine({}, { flags: v2, level: 'v3', environment: { GOAMD64: 'v1' } }),
    'pass',
    'match',
  ],
  [
    'v3 where the processor does not tell',
    machine({}, { level: 'v3', files: { '/proc/cpuinfo': { text: 'x' } } }),
    'unknown',
    'unknown-processor',
  ],
  ['GOOS=windows in the environment', machine({}, { environment: { GOOS: 'windows' } }), 'fail', 'target'],
  [
    'GOARCH=arm64 by go env -w',
    machine({}, { files: { '/home/user/.config/go/env': { text: 'GOARCH=arm64\n' } } }),
    'fail',
    'target',
  ],
  [
    'GOOS and GOARCH of this machine',
    machine({}, { environment: { GOOS: 'linux', GOARCH: 'amd64' } }),
    'pass',
    'match',
  ],
  ['a shim', machine({}, { files: { [go]: { text: '#!/bin/sh\n', mode: '0755' } } }), 'notchecked', 'launcher'],
  ['no Go', {}, 'notapplicable', 'no-go'],
])('%s', async (_, part, result, code) => {
  expect(await resultOnMachine(part, check)).toMatchObject({ result, code })
})

test('what go itself was built for is read from it', async () => {
  const bytes = makeElf()
  const view = new DataView(bytes.buffer)
  const text = (value: string, at: number): void => bytes.set(new TextEncoder().encode(value), at)
  view.setBigUint64(40, 4096n, true)
  view.setUint16(58, 64, true)
  view.setUint16(60, 2, true)
  text('\0.go.buildinfo\0', 4500)
  for (const [field, value] of [
    [24, 4500n],
    [32, 15n],
    [88, 5000n],
    [96, 200n],
  ] as const) {
    view.setBigUint64(4096 + field, value, true)
  }
  view.setUint32(4096 + 64, 1, true)
  bytes[5000] = 0xff
  text(' Go buildinf:\x08\x02', 5001)
  text('\x08go1.26.8', 5032)
  text('\x11build\tGOAMD64=v3\n', 5041)
  const result = await resultOnMachine(machine({}, { flags: v2, files: { [go]: binaryEntry(bytes) } }), check)
  expect(result).toMatchObject({ result: 'fail', code: 'level-of-go', severity: 'high', found: 'GOAMD64=v3' })
  expect(result.fixes[0]?.commands.join('\n')).toContain('linux-amd64.tar.gz')
})

test('each setting is taken out where it came from, and can be put back', async () => {
  const files = {
    '/home/user/.config/go/env': { text: 'GOARCH=arm64\n' },
    '/home/user/.profile': { text: '# mine\nexport GOOS=windows\n' },
  }
  const result = await resultOnMachine(machine({}, { environment: { GOOS: 'windows' }, files }), check)
  expect(result.found).toBe('GOOS=windows GOARCH=arm64')
  expect(result.fixes.map(({ id, commands, undo }) => [id, commands, undo.commands])).toEqual([
    ['unsetFile', [`${go} env -u GOARCH`], [`${go} env -w GOARCH=arm64`]],
    [
      'comment',
      [String.raw`sed -i.before-groundwork '2{/GOOS/s/^\([[:space:]]*\)/\1: # /;}' ~/.profile`],
      ['mv ~/.profile.before-groundwork ~/.profile'],
    ],
  ])
  expect(result.evidence.map(({ source }) => source)).toContain('/home/user/.profile:2')
})

test('a level of the distribution is lowered by a setting of the person', async () => {
  const result = await resultOnMachine(machine({}, { flags: v2, level: 'v3' }), check)
  expect(result.fixes.map(({ id, commands }) => [id, ...commands])).toEqual([['lower', `${go} env -w GOAMD64=v1`]])
})

test('on a mounted disk the programs of the disk tell', async () => {
  const mounted = (elf: ElfParts) => ({
    ...createFakeHost(machine(elf, { shell: arm64 })),
    canRun: false,
    kernel: () => null,
  })
  expect(await resultOn(mounted(arm64), check)).toMatchObject({ result: 'pass' })
  expect(await resultOn(mounted({}), check)).toMatchObject({ result: 'fail', code: 'wrong-machine', expected: 'arm64' })
})

test('a disk that does not tell its processor is not judged by a guess', async () => {
  const { files, ...rest } = machine(arm64)
  const others = Object.fromEntries(Object.entries(files ?? {}).filter(([path]) => path !== '/bin/sh'))
  const host = { ...createFakeHost({ ...rest, files: others }), canRun: false, kernel: () => null }
  expect(await resultOn(host, check)).toMatchObject({ result: 'unknown', code: 'no-machine', fixes: [] })
})
