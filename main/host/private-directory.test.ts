import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyShared } from './private-directory.ts'

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
