import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isMapped, whyShared } from './private-directory.ts'

const uid = process.geteuid?.() ?? 0
const stranger = 60_666
let scratch = ''
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-private-'))
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

const made = (name: string, mode: number, owner = uid): string => {
  const path = join(scratch, name)
  mkdirSync(path)
  chmodSync(path, mode)
  if (owner !== uid) chownSync(path, owner, owner)
  return path
}

test('a directory of ours is, also before it is there, and below a sticky one', async () => {
  expect(await whyShared(join(made('own', 0o755), 'groundwork/go'), uid)).toBeNull()
  expect(await whyShared(join(made('group', 0o2775), 'go'), uid)).toBeNull()
  const sticky = made('sticky', 0o1777)
  mkdirSync(join(sticky, 'mine'))
  expect(await whyShared(join(sticky, 'mine'), uid)).toBeNull()
})

test('one that everybody may write to is not, nor one below it, nor one that a link leads to', async () => {
  const open = made('open', 0o777)
  expect((await whyShared(open, uid))?.en).toContain('everybody may write')
  expect((await whyShared(join(open, 'a/b'), uid))?.en).toContain(open)
  symlinkSync(open, join(scratch, 'link'))
  expect((await whyShared(join(scratch, 'link/a'), uid))?.en).toContain('everybody may write')
})

test.runIf(uid === 0)('what another user owns may lead root anywhere', async () => {
  const home = made('home', 0o755, stranger)
  expect((await whyShared(join(home, '.local/share/groundwork/go'), 0))?.en).toContain(
    `${home} belongs to another user`,
  )
  // Somebody else cannot do more there than its owner lets them: it is as it is.
  expect(await whyShared(join(home, 'go'), 60_667)).toBeNull()
})

test.runIf(uid === 0)('what another user put into a sticky directory is theirs', async () => {
  const planted = join(made('sticky', 0o1777), 'planted')
  mkdirSync(planted)
  chownSync(planted, stranger, stranger)
  expect((await whyShared(join(planted, 'go'), 60_667))?.en).toContain('belongs to another user')
})

test('every directory on a way of several links counts, not only the first and the last', async () => {
  const open = made('open', 0o777)
  const [good, first] = [made('good', 0o755), join(scratch, 'first')]
  symlinkSync(good, join(open, 'second'))
  symlinkSync(join(open, 'second'), first)
  expect((await whyShared(join(first, 'bin/go'), uid))?.en).toBe(`everybody may write to ${open}`)
  symlinkSync('../open/second', join(good, 'relative'))
  expect((await whyShared(join(good, 'relative'), uid))?.en).toBe(`everybody may write to ${open}`)
})

test.runIf(uid === 0)('what leads through the home of another user leads root nowhere', async () => {
  const [home, good] = [made('home', 0o755, stranger), made('good', 0o755)]
  symlinkSync(good, join(home, 'current'))
  symlinkSync(join(home, 'current'), join(scratch, 'link'))
  expect((await whyShared(join(scratch, 'link'), 0))?.en).toBe(`${home} belongs to another user (${stranger})`)
})

test('links in a circle lead nowhere', async () => {
  symlinkSync(join(scratch, 'b'), join(scratch, 'a'))
  symlinkSync(join(scratch, 'a'), join(scratch, 'b'))
  expect((await whyShared(join(scratch, 'a/go'), uid))?.en).toContain('circle')
})

test.each([
  ['the whole machine', '         0          0 4294967295\n', true],
  ['root alone', '0 1000 1\n', false],
  ['as many as containers get', '0 1000 1\n1 100000 65535\n', true],
  ['one less', '0 1000 1\n1 100000 65533\n', false],
  ['nothing', '', false],
])('whether the nobody of a user namespace is one of its own users: %s', (_, map, isOwn) => {
  expect(isMapped(map, 65_534)).toBe(isOwn)
})
