import type { CheckResult, Distro, Facts } from '#contract'
import { expect, test } from 'vitest'
import { allChecks } from '../all-checks.ts'
import { runChecks } from '../engine.ts'
import { readFacts, readMachineFacts } from '../probes/facts.ts'
import { remembering } from '../remembering.ts'
import { createFakeHost } from './fake-host.ts'
import { stillClock } from './judge.ts'
import type { Machine } from './machine.ts'
import { machines } from './machines.ts'

const checklistOf = async (
  machine: Machine,
): Promise<{ facts: Facts; results: readonly CheckResult[]; bugs: readonly string[] }> => {
  const host = remembering(createFakeHost(machine))
  const bugs: string[] = []
  const results = await runChecks({
    host,
    facts: await readMachineFacts(host),
    checks: allChecks,
    clock: stillClock,
    onBug: (key, error) => bugs.push(`${key}: ${String(error)}`),
  })
  return { facts: await readFacts(host), results, bugs }
}

const named = (name: string): Machine => {
  const machine = machines.find((candidate) => candidate.name === name)
  if (!machine) throw new Error(`no machine is called ${name}`)
  return machine
}

type Told = Pick<Distro, 'id' | 'versionId' | 'family' | 'imageBased'> & {
  readonly libc: string
  readonly kernel: string
}

/** What each machine must be seen as. */
const expectedFacts: Readonly<Record<string, Told>> = {
  'debian-11': {
    id: 'debian',
    versionId: '11',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.31',
    kernel: '6.18',
  },
  'debian-12': {
    id: 'debian',
    versionId: '12',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.36',
    kernel: '6.18',
  },
  'debian-13': {
    id: 'debian',
    versionId: '13',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.41',
    kernel: '6.18',
  },
  'debian-sid': {
    id: 'debian',
    versionId: null,
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.43',
    kernel: '6.18',
  },
  'ubuntu-22.04': {
    id: 'ubuntu',
    versionId: '22.04',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.35',
    kernel: '5.15',
  },
  'ubuntu-24.04': {
    id: 'ubuntu',
    versionId: '24.04',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.39',
    kernel: '6.8',
  },
  'fedora-42': {
    id: 'fedora',
    versionId: '42',
    family: 'fedora',
    imageBased: null,
    libc: 'glibc 2.41',
    kernel: '6.14',
  },
  'fedora-silverblue-42': {
    id: 'fedora',
    versionId: '42',
    family: 'fedora',
    imageBased: 'ostree',
    libc: 'glibc 2.41',
    kernel: '6.14',
  },
  'rhel-8': { id: 'rhel', versionId: '8.10', family: 'fedora', imageBased: null, libc: 'glibc 2.28', kernel: '4.18' },
  'rhel-9': { id: 'rhel', versionId: '9.6', family: 'fedora', imageBased: null, libc: 'glibc 2.34', kernel: '5.14' },
  'centos-7': { id: 'centos', versionId: '7', family: 'fedora', imageBased: null, libc: 'glibc 2.17', kernel: '3.10' },
  arch: { id: 'arch', versionId: null, family: 'arch', imageBased: null, libc: 'glibc 2.42', kernel: '6.17' },
  manjaro: { id: 'manjaro', versionId: null, family: 'arch', imageBased: null, libc: 'glibc 2.42', kernel: '6.12' },
  'alpine-3.22': {
    id: 'alpine',
    versionId: '3.22.1',
    family: 'alpine',
    imageBased: null,
    libc: 'musl 1.2.5',
    kernel: '6.12',
  },
  'opensuse-tumbleweed': {
    id: 'opensuse-tumbleweed',
    versionId: '20251118',
    family: 'suse',
    imageBased: null,
    libc: 'glibc 2.42',
    kernel: '6.17',
  },
  'nixos-25.05': {
    id: 'nixos',
    versionId: '25.05',
    family: 'nixos',
    imageBased: null,
    libc: 'glibc 2.40',
    kernel: '6.12',
  },
  'wsl2-ubuntu-24.04': {
    id: 'ubuntu',
    versionId: '24.04',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.39',
    kernel: '6.6',
  },
  'container-golang': {
    id: 'debian',
    versionId: '12',
    family: 'debian',
    imageBased: null,
    libc: 'glibc 2.36',
    kernel: '6.8',
  },
}

test('every machine has its expectation, and no two have one name', () => {
  expect(machines.map(({ name }) => name)).toEqual(Object.keys(expectedFacts).sort())
})

test.each(Object.entries(expectedFacts))('%s is seen as what it is', async (name, expected) => {
  const { facts } = await checklistOf(named(name))
  const { id, versionId, family, imageBased } = facts.distro
  const libc = `${facts.libc.kind} ${facts.libc.version}`
  const kernel = `${facts.kernel.major}.${facts.kernel.minor}`
  expect({ id, versionId, family, imageBased, libc, kernel }).toEqual(expected)
})

test('what only some of them are', async () => {
  const facts = async (name: string): Promise<Facts> => (await checklistOf(named(name))).facts
  expect(await facts('wsl2-ubuntu-24.04')).toMatchObject({ wsl: 2, container: null })
  expect(await facts('container-golang')).toMatchObject({ wsl: null, container: 'docker', init: 'other' })
  expect(await facts('fedora-42')).toMatchObject({ security: { selinux: 'enforcing' }, session: { systemdUser: true } })
  expect(await facts('ubuntu-24.04')).toMatchObject({ security: { apparmor: 'enabled', ptraceScope: 1 } })
  expect(await facts('fedora-silverblue-42')).toMatchObject({ go: null })
  expect(await facts('nixos-25.05')).toMatchObject({ go: { version: 'go1.24.5' } })
})

test.each(machines.map((machine) => [machine.name, machine] as const))(
  'on %s no check throws, and the machine is left as it was',
  async (_, machine) => {
    const before = JSON.stringify(machine)
    const { bugs, results } = await checklistOf(machine)
    expect(bugs).toEqual([])
    expect(
      results.filter(({ code }) => code === 'threw' || code === 'unreadable').map(({ summary }) => summary.en),
    ).toEqual([])
    expect(JSON.stringify(machine)).toBe(before)
  },
)

/** Reviewed by eye: each line must be true of such a machine. After a change that is meant: `npx vitest run -u`. */
test('the results of every machine are those in machines/results.txt', async () => {
  const tables: string[] = []
  for (const machine of machines) {
    const { facts, results } = await checklistOf(machine)
    const go = facts.go ? `${facts.go.version} at ${facts.go.goroot}` : 'no Go'
    const lines = results.map(({ key, result, code }) => `  ${result.padEnd(14)} ${key.padEnd(26)} ${code}`)
    tables.push(`${machine.name}: ${facts.distro.prettyName}, ${go}, ${machine.origin}\n${lines.join('\n')}\n`)
  }
  await expect(tables.join('\n')).toMatchFileSnapshot('./machines/results.txt')
})
