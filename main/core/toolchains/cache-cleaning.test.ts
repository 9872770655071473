import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { cleanPlanText, planClean } from './cache-cleaning.ts'

const modules = '/home/user/go/pkg/mod'
const treeOf = (name: string): string => `${modules}/golang.org/toolchain@v0.0.1-${name}.linux-amd64`
const downloads = `${modules}/cache/download/golang.org/toolchain/@v`

const machine = (part: MachinePart = {}): MachinePart => ({
  ...part,
  environment: { HOME: '/home/user', PATH: '/usr/bin', ...part.environment },
  files: {
    [`${treeOf('go1.24.4')}/bin/go`]: { mode: '0555' },
    [`${treeOf('go1.25.3')}/bin/go`]: { mode: '0555' },
    [`${modules}/golang.org/x/tools@v0.1.0/go.mod`]: {},
    ...part.files,
  },
})
const sizes: Readonly<Record<string, number>> = {
  [treeOf('go1.24.4')]: 200 * 1024 ** 2,
  [`${downloads}/v0.0.1-go1.24.4.linux-amd64.zip`]: 80 * 1024 ** 2,
}
const plan = (part?: MachinePart) =>
  planClean(createFakeHost(machine(part)), (path) => Promise.resolve(sizes[path] ?? null))

test('toolchains alone, each with its size, the zip included', async () => {
  expect((await plan()).map(({ name, tree, bytes, users }) => [name, tree, bytes, users])).toEqual([
    ['go1.24.4', treeOf('go1.24.4'), 280 * 1024 ** 2, []],
    ['go1.25.3', treeOf('go1.25.3'), null, []],
  ])
})

test('a process of it, and GOTOOLCHAIN: one keeps it, the other only brings it back', async () => {
  const versions = await plan({
    environment: { GOTOOLCHAIN: 'go1.24.4+auto' },
    files: {
      '/proc/12/exe': { target: `${treeOf('go1.25.3')}/bin/go` },
      '/proc/12/cwd': { target: '/home/user/work' },
    },
  })
  expect(versions.map(({ users, pins }) => [users.map(({ kind }) => kind), pins.length])).toEqual([
    [[], 1],
    [['process'], 0],
  ])
  const text = cleanPlanText(versions)
  expect(text.en).toContain('go1.24.4 linux-amd64  280 MiB')
  expect(text.en).toMatch(/GOTOOLCHAIN asks for it \(.+\): go downloads it again/)
  expect(text.en).toMatch(/is used, and stays:\n {2}bin\/go of it runs now in \/home\/user\/work, process 12/)
  expect(text['zh-CN']).toContain('正在被使用')
})

test('one whose removal was cut short is found again', async () => {
  const [first] = await plan({ files: { [`${downloads}/v0.0.1-go1.24.4.linux-amd64.partial`]: {} } })
  expect(first).toMatchObject({ name: 'go1.24.4', isWhole: false })
})
