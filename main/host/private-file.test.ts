import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAnswerKeeper } from './kept-answers.ts'
import { createNoteKeeper } from './kept-note.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

const stranger = 60_666
let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-private-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

test('what was written is read again', async () => {
  await writePrivateFile(join(home, '.cache/groundwork/x'), 'mine')
  expect((await readPrivateFile(join(home, '.cache/groundwork/x')))?.toString()).toBe('mine')
  expect(await readPrivateFile(join(home, 'absent'))).toBeNull()
})

test('what everybody could have written is not believed', async () => {
  writeFileSync(join(home, 'x'), 'anybody')
  chmodSync(home, 0o777)
  expect(await readPrivateFile(join(home, 'x'))).toBeNull()
})

const runIfRoot = test.runIf(process.geteuid?.() === 0)

runIfRoot('in the home of another user, root writes nothing through their links', async () => {
  const victim = join(home, 'victim')
  const theirs = join(home, 'theirs')
  mkdirSync(victim)
  mkdirSync(join(theirs, '.local/state'), { recursive: true })
  symlinkSync(victim, join(theirs, '.local/state/groundwork'))
  chownSync(theirs, stranger, stranger)
  lchownSync(join(theirs, '.local/state/groundwork'), stranger, stranger)
  await createNoteKeeper({ HOME: theirs }).keep('note')
  await expect(writePrivateFile(join(theirs, '.local/state/groundwork/x'), 'x')).rejects.toThrow(
    'belongs to another user',
  )
  expect(readdirSync(victim)).toEqual([])
})

runIfRoot('in the home of another user, root believes no hash of an archive', async () => {
  const keeper = createAnswerKeeper({ HOME: home })
  await keeper.keep('go.dev', { at: new Date(), releases: [] })
  expect(await keeper.read('go.dev')).not.toBeNull()
  chownSync(home, stranger, stranger)
  expect(await keeper.read('go.dev')).toBeNull()
})
