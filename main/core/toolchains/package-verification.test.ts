import { expect, test } from 'vitest'
import type { Ran } from '../host.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { readPackagedTree, verifyPackages, type PackagedTree } from './package-verification.ts'

const exited = (stdout: string, code = 0, stderr = ''): Ran => ({ kind: 'exited', code, stdout, stderr })
const goroot = '/usr/lib/go'
const files = ['VERSION', 'bin/go', 'src/fmt/print.go', 'src/os/exec.go'].map((path) => `${goroot}/${path}`)

interface Manager {
  readonly packaged: PackagedTree
  /** Its program, and the words by which it is asked to verify and to list. */
  readonly program: string
  readonly verify: readonly string[]
  readonly list: readonly string[]
  /** What it prints of a changed print.go and a missing exec.go, as its manual and its source have it. */
  readonly bad: Ran
  /** What it prints where only times and rights are others. */
  readonly harmless: Ran
  readonly listed?: string
}

const rpm: Manager = {
  packaged: { manager: 'rpm', packages: ['golang', 'golang-src'] },
  program: '/usr/bin/rpm',
  verify: ['-V', '--nodeps', '--noscripts', 'golang', 'golang-src'],
  list: ['-ql', 'golang', 'golang-src'],
  bad: exited(
    `S.5....T.    ${goroot}/src/fmt/print.go\nmissing     ${goroot}/src/os/exec.go\nmissing   d /usr/share/doc/golang/README.md\n`,
    1,
  ),
  harmless: exited(`.......T.    ${goroot}/bin/go\n.M...UG..    ${goroot}/VERSION\n`, 1),
}
const pacman: Manager = {
  packaged: { manager: 'pacman', packages: ['go'] },
  program: '/usr/bin/pacman',
  verify: ['-Qkk', 'go'],
  list: ['-Qlq', 'go'],
  bad: exited(
    'go: 15054 total files, 2 altered files\n',
    1,
    `warning: go: ${goroot}/src/fmt/print.go (Modification time mismatch)\nwarning: go: ${goroot}/src/fmt/print.go (Size mismatch)\nwarning: go: ${goroot}/src/fmt/print.go (SHA256 checksum mismatch)\nwarning: go: ${goroot}/src/os/exec.go (No such file or directory)\n`,
  ),
  harmless: exited(
    'go: 15054 total files, 1 altered file\n',
    1,
    `warning: go: ${goroot}/bin/go (Modification time mismatch)\nwarning: go: ${goroot}/bin/go (Permissions mismatch)\n`,
  ),
}
const apk: Manager = {
  packaged: { manager: 'apk', packages: ['go'] },
  program: '/sbin/apk',
  verify: ['audit', '--system', '--recursive', goroot],
  list: ['info', '-q', '-L', 'go'],
  bad: exited('U usr/lib/go/src/fmt/print.go\nX usr/lib/go/src/os/exec.go\n'),
  harmless: exited('M usr/lib/go/bin/go\nm usr/lib/go/src\n'),
  listed: files.map((path) => path.slice(1)).join('\n'),
}

const machine = (manager: Manager, verified: Ran, found: readonly string[] = files): MachinePart => ({
  files: {
    ...Object.fromEntries(files.map((path) => [path, {}])),
    [manager.program]: { mode: '0755' },
    '/usr/bin/find': { mode: '0755' },
  },
  runs: [
    { argv: [manager.program, ...manager.verify], ran: verified },
    {
      argv: [manager.program, ...manager.list],
      ran: exited(`${manager.listed ?? [goroot, `${goroot}/src`, ...files].join('\n')}\n`),
    },
    { argv: ['/usr/bin/find', goroot, '!', '-type', 'd', '-print'], ran: exited(`${found.join('\n')}\n`) },
  ],
})
const verify = (manager: Manager, verified: Ran, found?: readonly string[]) =>
  verifyPackages(createFakeHost(machine(manager, verified, found)), goroot, manager.packaged)

const managers = [['rpm', rpm] as const, ['pacman', pacman] as const, ['apk', apk] as const]

test.each(managers)('%s: files whose content is another, and files that are not there', async (_, manager) => {
  expect(await verify(manager, manager.bad)).toEqual({
    kind: 'answered',
    files: 4,
    differences: { changed: ['src/fmt/print.go'], missing: ['src/os/exec.go'], added: [], more: 0 },
  })
})

test.each(managers)('%s: other times and rights are no other Go', async (_, manager) => {
  const same = { kind: 'answered', files: 4, differences: null }
  expect(await verify(manager, manager.harmless)).toEqual(same)
  expect(await verify(manager, exited(''))).toEqual(same)
})

test.each(managers)('%s: a file of no package', async (_, manager) => {
  expect(await verify(manager, exited(''), [...files, `${goroot}/src/fmt/evil.go`])).toMatchObject({
    differences: { changed: [], missing: [], added: ['src/fmt/evil.go'] },
  })
})

test.each(managers)('%s: a failure that names no file is no answer', async (_, manager) => {
  const failures: readonly Ran[] = [
    exited('', 1, 'error: failed to initialize\n'),
    { kind: 'timeout', afterMs: 60_000, stdout: '', stderr: '' },
    { kind: 'unstartable', code: 'EACCES', detail: '' },
  ]
  for (const ran of failures) expect(await verify(manager, ran)).toMatchObject({ kind: 'silent' })
})

test('what a package manager does not list is not answered by it', async () => {
  const host = createFakeHost({
    ...machine(rpm, exited('')),
    runs: [{ argv: [rpm.program, ...rpm.verify], ran: exited('') }],
  })
  expect(await verifyPackages(host, goroot, rpm.packaged)).toMatchObject({ kind: 'silent' })
  expect(await verifyPackages(createFakeHost({}), goroot, rpm.packaged)).toEqual({
    kind: 'silent',
    detail: 'rpm: ENOENT',
  })
})

test('/usr/local, and a tree that no package owns, are nobody’s', async () => {
  const host = createFakeHost(machine(rpm, exited('')))
  expect(await readPackagedTree(host, '/usr/local/go')).toBeNull()
  expect(await readPackagedTree(host, goroot)).toBeNull()
})
