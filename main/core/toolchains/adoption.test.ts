import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { adoptedLines, notPublishedText, readAdoptable } from './adoption.ts'

const platform = { os: 'linux', arch: 'amd64' } as const
const own = '/home/user/.local/share/groundwork/go'

const machine = (goroot: string, version: string, tool = 'linux_amd64'): MachinePart => ({
  environment: { HOME: '/home/user', PATH: `${goroot}/bin:/usr/bin` },
  files: {
    '/usr/bin/dpkg-query': { mode: '0755' },
    [`${goroot}/bin/go`]: { mode: '0755' },
    [`${goroot}/VERSION`]: { text: `${version}\ntime 2026-01-01T00:00:00Z\n` },
    [`${goroot}/pkg/tool/${tool}/compile`]: { mode: '0755' },
  },
  runs: [
    {
      argv: ['/usr/bin/dpkg-query', '-S', '/usr/lib/go-1.24/bin/go'],
      ran: { kind: 'exited', code: 0, stdout: 'golang-1.24-go: /usr/lib/go-1.24/bin/go\n', stderr: '' },
    },
  ],
})

test.each([
  ['/home/user/sdk/go1.24.3', 'go-dl', true],
  ['/usr/local/go', 'archive', true],
  ['/home/user/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.24.3.linux-amd64', 'module-cache', false],
  ['/home/user/.gvm/gos/go1.24.3', 'gvm', false],
])('%s can be', async (goroot, source, isMoved) => {
  const found = await readAdoptable(createFakeHost(machine(goroot, 'go1.24.3')), goroot, platform, own)
  expect(found).toMatchObject({ goroot, version: { name: 'go1.24.3' }, source })
  if ('kind' in found) throw new Error('refused')
  expect(found.mover !== null).toBe(isMoved)
})

test('its go will do, and without a path the Go of a new terminal', async () => {
  const host = createFakeHost(machine('/usr/local/go', 'go1.24.3'))
  expect(await readAdoptable(host, '/usr/local/go/bin/go', platform, own)).toMatchObject({ goroot: '/usr/local/go' })
  expect(await readAdoptable(host, undefined, platform, own)).toMatchObject({ goroot: '/usr/local/go' })
})

test.each<[string, MachinePart, string | undefined, RegExp]>([
  [
    'the build of a distribution',
    machine('/usr/lib/go-1.24', 'go1.24.4'),
    '/usr/lib/go-1.24',
    /own build, from its package golang-1\.24-go/,
  ],
  ['a build of one’s own', machine('/opt/go', 'devel go1.28-abc'), '/opt/go', /“devel go1\.28-abc”, which was never/],
  [
    'one for another machine',
    machine('/opt/go', 'go1.24.3', 'linux_arm64'),
    '/opt/go',
    /for another machine \(linux_arm64\)/,
  ],
  ['one of ours', machine(`${own}/go1.24.3`, 'go1.24.3'), `${own}/go1.24.3`, /Groundwork’s own already/],
  ['what is no Go', { files: { '/opt/x': { kind: 'directory' } } }, '/opt/x', /no Go at \/opt\/x/],
  ['nothing', {}, '/nope', /no Go at \/nope/],
  ['a machine without one', {}, undefined, /no Go was found/],
])('%s is refused, with the reason', async (_, part, path, reason) => {
  const found = await readAdoptable(createFakeHost(part), path, platform, own)
  expect('problem' in found && found.problem.en).toMatch(reason)
  expect('problem' in found && found.problem['zh-CN']).toBeTruthy()
})

test('what a go.env and names of directories hold is quoted in commands to copy', async () => {
  const found = await readAdoptable(createFakeHost(machine('/opt/a b', 'go1.24.3')), '/opt/a b', platform, own)
  if ('problem' in found || 'kind' in found) throw new Error('refused')
  const replaced = 'GOTOOLCHAIN=local; touch /tmp/x #'
  const lines = adoptedLines({
    kind: 'adopted',
    tree: own,
    original: found,
    proof: null,
    replaced,
    aside: '/opt/a b.off',
  })
  for (const language of ['en', 'zh-CN'] as const) {
    expect(lines.map((line) => line[language]).join('\n')).toContain(`go env -w '${replaced}'`)
    expect(lines.at(-1)?.[language]).toContain("mv -T '/opt/a b' '/opt/a b.off'")
    expect(notPublishedText(found)[language]).toContain("groundwork go verify '/opt/a b'")
  }
})
