import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeDirectories } from './make-directories.ts'

let scratch = ''
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-directories-'))
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

test('what is missing is made, what is there stays as it is', async () => {
  mkdirSync(join(scratch, 'a'), { mode: 0o700 })
  await makeDirectories(join(scratch, 'a/b/c'), 0o750)
  expect(['a', 'a/b', 'a/b/c'].map((path) => statSync(join(scratch, path)).mode & 0o777)).toEqual([0o700, 0o750, 0o750])
  await makeDirectories(join(scratch, 'a/b/c'), 0o700)
  expect(statSync(join(scratch, 'a/b/c')).mode & 0o777).toBe(0o750)
})

test('a file in the way is named', async () => {
  writeFileSync(join(scratch, 'file'), '')
  await expect(makeDirectories(join(scratch, 'file'), 0o755)).rejects.toThrow('EEXIST')
  await expect(makeDirectories(join(scratch, 'file/below'), 0o755)).rejects.toThrow('ENOTDIR')
})

test('where nothing can be made it ends', async () => {
  await expect(makeDirectories('/proc/groundwork/a/b', 0o755)).rejects.toThrow("mkdir '/proc/groundwork'")
})
