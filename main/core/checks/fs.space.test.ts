import { expect, test } from 'vitest'
import type { Space } from '../host.ts'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { check } from './fs.space.ts'

const gibibyte = 1024 ** 3
const plenty: Space = {
  freeBytes: 50 * gibibyte,
  totalBytes: 100 * gibibyte,
  freeInodes: 1e6,
  totalInodes: 6e6,
  type: 0xef53,
}
const btrfs: Space = { ...plenty, freeInodes: null, totalInodes: null, type: 0x9123683e }
const memory = (part: Partial<Space>): Space => ({ ...plenty, type: 0x01021994, ...part })

const machine = (spaces: MachinePart['spaces']): MachinePart => ({
  environment: { HOME: '/home/user', PATH: '/usr/bin' },
  files: {
    '/home/user': { kind: 'directory', uid: 1000 },
    '/tmp': { kind: 'directory', mode: '1777' },
    '/proc/self/mountinfo': {
      text: '27 1 254:0 / / rw - ext4 /dev/vda rw\n40 27 0:40 / /tmp rw - tmpfs tmpfs rw,size=512m\n',
    },
  },
  spaces: { '/': plenty, ...spaces },
})

test.each<[string, MachinePart['spaces']]>([
  ['an ordinary disk', {}],
  ['btrfs, which counts no inodes', { '/': btrfs }],
  ['a tmpfs without a size', { '/tmp': memory({ freeBytes: 0, totalBytes: 0 }) }],
  ['a tmpfs without a number of inodes', { '/tmp': memory({ freeInodes: null, totalInodes: null }) }],
  ['few inodes in percent, but many in number', { '/': { ...plenty, totalInodes: 1e9 } }],
])('%s has room', async (_, spaces) => {
  expect(await resultOnMachine(machine(spaces), check)).toMatchObject({ result: 'pass', code: 'enough' })
})

test('the numbers are said as people read them, in both languages', async () => {
  const result = await resultOnMachine(machine({ '/': { ...plenty, freeBytes: 1.57 * gibibyte } }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'medium', code: 'bytes' })
  expect(result.summary.en).toBe('Only 1.5 GiB free for /home/user/.cache/go-build; at least 2 GiB are advised.')
  expect(result.summary['zh-CN']).toBe('/home/user/.cache/go-build 只剩 1.5 GiB 可用；建议至少 2 GiB。')
  expect(result.fixes.map(({ commands }) => commands[0])).toEqual([
    'go clean -cache -testcache -fuzzcache',
    'go clean -modcache',
  ])
})

test('a small tmpfs for work is not cured by emptying caches, but by the disk', async () => {
  const result = await resultOnMachine(machine({ '/tmp': memory({ freeBytes: gibibyte / 2 }) }), check)
  expect(result).toMatchObject({ result: 'fail', severity: 'medium' })
  expect(result.causes[0]?.text.en).toBe('/tmp is kept in memory (tmpfs), and its size is fixed by how it is mounted.')
  expect(result.fixes.map(({ id }) => id)).toEqual(['elsewhere'])
})

test('no inodes left is told apart from no bytes left, and is worse than little room elsewhere', async () => {
  const result = await resultOnMachine(
    machine({ '/': { ...plenty, freeInodes: 12 }, '/tmp': memory({ freeBytes: gibibyte / 2 }) }),
    check,
  )
  expect(result).toMatchObject({ result: 'fail', severity: 'high', code: 'files' })
  expect(result.found).toMatchObject({ en: 'room for 12 files' })
})

test('a file system that says nothing is unknown, not full and not fine', async () => {
  const fuse = { freeBytes: 0, totalBytes: 0, freeInodes: null, totalInodes: null, type: 0x65735546 }
  expect(await resultOnMachine(machine({ '/': fuse }), check)).toMatchObject({ result: 'unknown', code: 'unknown' })
})
