import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { isReadOnly, parseMountinfo, readMounts } from './mounts.ts'

const root = '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard'

test('a line with optional fields, escapes and super options', () => {
  const { mounts } = parseMountinfo(
    '36 35 98:0 /mnt1 /a\\040b\\012c\\134d ro,noexec master:1 propagate_from:2 - fuse.sshfs me@host:/x\\040y rw,user_id=0\n',
  )
  expect(mounts).toEqual([
    {
      id: 36,
      parentId: 35,
      point: '/a b\nc\\d',
      options: ['ro', 'noexec'],
      type: 'fuse.sshfs',
      source: 'me@host:/x y',
      superOptions: ['rw', 'user_id=0'],
    },
  ])
})

test.each([
  ['/home/user', '/'],
  ['/tmp', '/tmp'],
  ['/tmp/x/y', '/tmp'],
  ['/tmpfile', '/'],
  ['/', '/'],
])('%s is held by %s', (path, point) => {
  const table = parseMountinfo(`${root}\n40 27 0:40 / /tmp rw,noexec - tmpfs tmpfs rw\n`)
  expect(table.holding(path)?.point).toBe(point)
})

// Taken from a real table: tmpfs t1 on /h, c on /h/c, then t2 and t3 over /h.
test('what a later mount hides does not answer', () => {
  const table = parseMountinfo(
    [
      root,
      '66 27 0:41 / /h rw,relatime - tmpfs t1 rw',
      '67 66 0:42 / /h/c rw,noexec,relatime - tmpfs c rw',
      '68 66 0:43 / /h rw,relatime - tmpfs t2 rw',
      '69 68 0:44 / /h rw,relatime - tmpfs t3 rw',
    ].join('\n'),
  )
  expect(table.holding('/h/c/d')?.source).toBe('t3')
})

// Taken from a chroot into a directory that is not a mount point: the root is not listed.
test('in a chroot the mounts are found and the root stays unknown', () => {
  const table = parseMountinfo('63 43 0:39 / /proc rw - proc p rw\n67 43 0:40 / /tmp rw,noexec - tmpfs t rw\n')
  expect(table.holding('/tmp/x')?.options).toContain('noexec')
  expect(table.holding('/home')).toBeNull()
})

test('garbage is skipped and counted, and circles end', () => {
  const table = parseMountinfo(
    [root, '\u0000\uFFFD', 'a b c d e f - g h i', '1 2 3', '5 6 0:1 / /x rw - t s rw', '6 5 0:1 / /x rw - t s rw'].join(
      '\n',
    ),
  )
  expect(table.skipped).toBe(3)
  expect(table.holding('/x')?.point).toBe('/')
})

test('ten thousand mounts are read in a moment', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `${at + 100} 27 0:9 / /var/lib/x${at} rw - overlay o rw`)
  const startedAt = performance.now()
  const table = parseMountinfo([root, ...lines].join('\n'))
  expect(table.holding('/var/lib/x9999/y')?.id).toBe(10_099)
  expect(performance.now() - startedAt).toBeLessThan(500)
})

test('read-only by the mount, or by the whole file system', () => {
  const [bind, whole, neither] = parseMountinfo(
    '1 0 8:1 / /a ro - ext4 d rw\n2 0 8:1 / /b rw - ext4 d ro\n3 0 8:1 / /c rw - ext4 d rw,errors=remount-ro\n',
  ).mounts.map(isReadOnly)
  expect([bind, whole, neither]).toEqual([true, true, false])
})

test('an empty table is unreadable, not "nothing mounted"', async () => {
  await expect(readMounts(createFakeHost({ files: { '/proc/self/mountinfo': { text: '' } } }))).rejects.toThrow(
    'no line',
  )
})
