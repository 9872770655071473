import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTreeWriter } from './tree-writer.ts'

let target = ''
beforeEach(() => {
  target = mkdtempSync(join(tmpdir(), 'groundwork-tree-'))
})
afterEach(() => rmSync(target, { recursive: true, force: true }))

test('after a file that cannot be made, nothing is written into what has the number of the one before', () => {
  const writer = createTreeWriter(target)
  writer.begin('first', false)
  writer.finish()
  const other = openSync(join(target, 'other'), 'wx')
  try {
    expect(() => writer.begin('first', false)).toThrow('EEXIST')
    expect(() => writer.write(Buffer.from('hostile'))).toThrow()
    expect(readFileSync(join(target, 'other'), 'utf8')).toBe('')
  } finally {
    closeSync(other)
  }
})
