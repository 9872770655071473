import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { findGo } from './find-go.ts'

const home = '/home/user'
const own = `${home}/.local/share/groundwork/go`
const cached = `${home}/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.3.linux-amd64`
const tree = (at: string, version: string): NonNullable<MachinePart['files']> => ({
  [`${at}/bin/go`]: { mode: '0755' },
  [`${at}/VERSION`]: { text: `${version}\n` },
})

const host = (files: MachinePart['files'], path = '/usr/bin') =>
  createFakeHost({ environment: { HOME: home, PATH: path }, files: { '/usr/bin': { kind: 'directory' }, ...files } })
const several = {
  ...tree(`${own}/go1.24.4`, 'go1.24.4'),
  ...tree(`${home}/sdk/go1.24.4`, 'go1.24.4'),
  ...tree(`${own}/go1.26rc1`, 'go1.26rc1'),
  [`${cached}/bin/go`]: { mode: '0555' },
}

test.each([
  ['a version, Groundwork’s own first', '1.24.4', `${own}/go1.24.4`],
  ['a candidate', '1.26rc1', `${own}/go1.26rc1`],
  ['one of the module cache', 'go1.25.3', cached],
  ['a tree', `${home}/sdk/go1.24.4`, `${home}/sdk/go1.24.4`],
  ['its go', `${cached}/bin/go`, cached],
])('%s is found', async (_, what, expected) => {
  expect(await findGo(host(several), what)).toEqual({ ok: true, tree: expected })
})

test.each([
  ['a version that is not here', '1.20', 'go1.20 is not here; groundwork go list shows what is'],
  ['no path', '/nope', 'there is no Go at /nope'],
  ['a folder without a Go', '/etc', 'there is no Go at /etc'],
  ['a folder of another program', '/opt/app', 'there is no Go at /opt/app'],
  ['where only a link to a go is', '/usr', 'there is no Go at /usr'],
])('%s: said so', async (_, what, problem) => {
  const files = {
    '/etc/passwd': { text: '' },
    '/opt/app/VERSION': { text: '1.2.3\n' },
    '/usr/bin/go': { target: '/usr/lib/go-1.24/bin/go' },
    ...tree('/usr/lib/go-1.24', 'go1.24.4'),
  }
  expect(await findGo(host(files), what)).toMatchObject({ ok: false, problem: { en: problem } })
})

test('nothing said: that of a new terminal, else the only one, else all are named', async () => {
  const onPath = host(several, `${home}/sdk/go1.24.4/bin:/usr/bin`)
  expect(await findGo(onPath, undefined)).toEqual({ ok: true, tree: `${home}/sdk/go1.24.4` })
  expect(await findGo(host(tree(`${own}/go1.24.4`, 'go1.24.4')), undefined)).toEqual({
    ok: true,
    tree: `${own}/go1.24.4`,
  })
  const which = await findGo(host(several), undefined)
  if (which.ok) throw new Error('which?')
  expect(which.problem.en).toMatch(/^no Go is on the PATH of a new terminal, so say which one: here are go1\.26rc1 \(/)
  for (const named of [`${own}/go1.24.4`, `${home}/sdk/go1.24.4`, cached]) {
    expect(which.problem.en).toContain(named)
    expect(which.problem['zh-CN']).toContain(named)
  }
  expect(await findGo(host({}), undefined)).toMatchObject({ ok: false, problem: { en: 'no Go was found' } })
})
