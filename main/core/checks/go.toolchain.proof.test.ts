import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { advisoriesFor, firstWithout } from '../toolchains/advisories.ts'
import { parseGoVersion } from '../toolchains/go-version.ts'
import { check } from './go.toolchain.proof.ts'

const foreign = 'https://proxy.example.com,direct'
const own = 'https://cache.golang.org,direct'

const machine = (
  go: string | null,
  settings: { readonly environment?: Record<string, string>; readonly file?: string; readonly tree?: string } = {},
  goroot = '/usr/local/go',
): MachinePart => ({
  environment: { HOME: '/home/user', PATH: `${goroot}/bin:/usr/bin`, ...settings.environment },
  files: {
    '/etc/os-release': { text: 'ID=debian\n' },
    '/usr/bin/dpkg-query': { mode: '0755' },
    ...(go === null ? {} : { [`${goroot}/bin/go`]: { mode: '0755' }, [`${goroot}/VERSION`]: { text: `${go}\n` } }),
    [`${goroot}/go.env`]: { text: settings.tree ?? `GOPROXY=${own}\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n` },
    ...(settings.file === undefined ? {} : { '/home/user/.config/go/env': { text: settings.file } }),
  },
  runs: [
    {
      argv: ['/usr/bin/dpkg-query', '-S', '/usr/lib/go-1.24/bin/go'],
      ran: { kind: 'exited', code: 0, stdout: 'golang-1.24-go: /usr/lib/go-1.24/bin/go\n', stderr: '' },
    },
  ],
})

test.each<[string, MachinePart, string, string]>([
  ['all three', machine('go1.26.8', { environment: { GOPROXY: foreign } }), 'fail', 'exposed'],
  ['the proxy set by go env -w', machine('go1.25.3', { file: `GOPROXY=${foreign}\n` }), 'fail', 'exposed'],
  [
    'plain http, where anybody may answer in its name',
    machine('go1.26.8', { environment: { GOPROXY: 'http://cache.golang.org' } }),
    'fail',
    'exposed',
  ],
  [
    'a name that only begins like the Go project’s',
    machine('go1.26.8', { environment: { GOPROXY: 'https://cache.golang.org.example.com' } }),
    'fail',
    'exposed',
  ],
  [
    'another toolchain by name, which the same Go fetches',
    machine('go1.26.8', { environment: { GOPROXY: foreign, GOTOOLCHAIN: 'go1.27.4' } }),
    'fail',
    'exposed',
  ],
  ['a sound Go, whatever else', machine('go1.27.2', { environment: { GOPROXY: foreign } }), 'pass', 'sound'],
  ['the proxy of the Go project', machine('go1.26.8'), 'informational', 'own-proxy'],
  [
    'files of one’s own as a proxy',
    machine('go1.26.8', { environment: { GOPROXY: 'file:///srv/modules' } }),
    'informational',
    'own-proxy',
  ],
  ['no proxy', machine('go1.26.8', { environment: { GOPROXY: 'direct' } }), 'informational', 'own-proxy'],
  ...['local', 'path', 'go1.27.4+path', 'go1.26.8'].map(
    (setting) =>
      [
        `GOTOOLCHAIN=${setting}`,
        machine('go1.26.8', { environment: { GOPROXY: foreign, GOTOOLCHAIN: setting } }),
        'informational',
        'no-download',
      ] as [string, MachinePart, string, string],
  ),
  [
    'a tree that says nothing of toolchains, which then stays as it is',
    machine('go1.26.8', { environment: { GOPROXY: foreign }, tree: '' }),
    'informational',
    'no-download',
  ],
  ['a Go before toolchains', machine('go1.20.14', { environment: { GOPROXY: foreign } }), 'notapplicable', 'too-old'],
  ['no Go', machine(null), 'notapplicable', 'no-go'],
  ['a Go of no version', machine('devel +abc'), 'unknown', 'no-version'],
  [
    'a package, which may be put right without a new number',
    machine('go1.24.4', { environment: { GOPROXY: foreign } }, '/usr/lib/go-1.24'),
    'unknown',
    'packaged',
  ],
])('%s', async (_, part, result, code) => {
  expect(await resultOnMachine(part, check)).toMatchObject({ result, code })
})

test('who sets what is told, without passwords', async () => {
  const { evidence, summary } = await resultOnMachine(
    machine('go1.26.8', { file: 'GOPROXY=https://ana:hush@proxy.example.com\n' }),
    check,
  )
  expect(JSON.stringify([evidence, summary])).not.toContain('hush')
  expect(evidence.map(({ source, observed }) => [source, observed])).toEqual([
    ['/usr/local/go/bin/go', 'go1.26.8'],
    ['https://go.dev/issue/81834', 'CVE-2026-94447'],
    ['https://go.dev/issue/81833', 'CVE-2026-94444'],
    ['/home/user/.config/go/env', 'https://***@proxy.example.com'],
    ['/usr/local/go/go.env', 'sum.golang.org'],
    ['/usr/local/go/go.env', 'auto'],
  ])
})

test('the fix is a Go without the holes; until then, no downloads', async () => {
  const inFile = await resultOnMachine(
    machine('go1.26.8', { file: `GOPROXY=${foreign}\nGOTOOLCHAIN=go1.27.1\n` }),
    check,
  )
  expect(inFile.fixes.map(({ commands, undo }) => [commands, undo.commands])).toEqual([
    [['groundwork go install 1.26.9', 'groundwork go use 1.26.9'], ['groundwork go path --remove']],
    [['/usr/local/go/bin/go env -w GOTOOLCHAIN=local'], ['/usr/local/go/bin/go env -w GOTOOLCHAIN=go1.27.1']],
  ])
  const inEnvironment = await resultOnMachine(
    machine('go1.26.8', { environment: { GOPROXY: foreign, GOTOOLCHAIN: 'auto' } }),
    check,
  )
  expect(inEnvironment.fixes.map(({ id }) => id)).toEqual(['upgrade'])
})

test.each([
  ['go1.25.3', 'go1.26.9'],
  ['go1.26.8', 'go1.26.9'],
  ['go1.27.1', 'go1.27.2'],
  ['go1.27rc1', 'go1.27.2'],
  ['go1.28rc1', undefined],
])('the first after %s without a hole is %s', (name, expected) => {
  const version = parseGoVersion(name)
  const found = version && firstWithout(version)
  expect(found?.name).toBe(expected)
  if (found) expect(advisoriesFor(found)).toEqual([])
})
