import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { wantsColour, writeWhole } from './process-terminal.ts'

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ TERM: 'dumb' }, true, false],
])('with %j on a terminal: %s, colour is %s', (environment, isTerminal, expected) => {
  expect(wantsColour(environment, isTerminal)).toBe(expected)
})

describe('a report goes into a file', () => {
  let scratch = ''
  const place = (name: string): string => join((scratch ||= mkdtempSync(join(tmpdir(), 'groundwork-report-'))), name)
  afterEach(() => {
    rmSync(scratch, { recursive: true, force: true })
    scratch = ''
  })

  test('that is replaced whole, and leaves nothing beside it', async () => {
    writeFileSync(place('report'), 'before, and longer')
    await writeWhole(place('report'), 'after')
    expect(readFileSync(place('report'), 'utf8')).toBe('after')
    expect(readdirSync(scratch)).toEqual(['report'])
  })

  test('and never through a link that somebody planted', async () => {
    writeFileSync(place('precious'), 'kept')
    symlinkSync('precious', place('report'))
    await writeWhole(place('report'), 'text')
    expect(readFileSync(place('precious'), 'utf8')).toBe('kept')
    expect(readFileSync(place('report'), 'utf8')).toBe('text')
  })

  test('nothing is made of a device or a pipe', async () => {
    execFileSync('mkfifo', [place('pipe')])
    await expect(writeWhole(place('pipe'), 'text')).rejects.toThrow('is no file')
    expect(lstatSync(place('pipe')).isFIFO()).toBe(true)
    // A name in /dev that is not there: nothing is made of it, not even by root.
    await expect(writeWhole('/dev/groundwork-test-absent', 'text')).rejects.toThrow('ENOENT')
  })
})
