import { describe, expect, test } from 'vitest'
import { createTarSplitter } from './tar-splitter.ts'

const block = 512

/** A header as POSIX lays it out (pax(1), ustar). */
const header = (name: string, size: string, type: string): Buffer => {
  const buffer = Buffer.alloc(block)
  buffer.write(name)
  buffer.write('0000644\0', 100)
  buffer.write(`${size}\0`, 124)
  buffer.write('        ', 148)
  buffer.write(type, 156)
  buffer.write('ustar\x0000', 257)
  buffer.write(
    `${buffer
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return buffer
}

const entry = (name: string, content: string, type = '0'): Buffer => {
  const bytes = Buffer.from(content)
  const padding = Buffer.alloc((block - (bytes.length % block)) % block)
  return Buffer.concat([header(name, bytes.length.toString(8).padStart(11, '0'), type), bytes, padding])
}

const end = Buffer.alloc(2 * block)

/** What is heard of `tar`, written in parts of `partBytes`. */
const split = (tar: Buffer, partBytes = tar.length): readonly string[] => {
  const heard: string[] = []
  let content = ''
  const splitter = createTarSplitter({
    entry: ({ path, type, mode, size }) => heard.push(`${type} ${path} ${mode.toString(8)} ${size}`),
    data: (part) => void (content += part.toString('utf8')),
    end: () => {
      heard.push(content)
      content = ''
    },
  })
  for (let at = 0; at < tar.length; at += partBytes) splitter.write(tar.subarray(at, at + partBytes))
  splitter.end()
  return heard
}

const large = 'x'.repeat(1500)
const pax = (name: string): Buffer => {
  const record = `path=${name}\n`
  const length = record.length + 1 + 2
  return entry('PaxHeaders/x', `${length} ${record}`, 'x')
}

test.each([1, 7, 511, 512, 513, 4096])('in parts of %d bytes it is the same', (partBytes) => {
  const tar = Buffer.concat([
    entry('go/', '', '5'),
    entry('go/empty', ''),
    entry('go/block', 'y'.repeat(block)),
    pax('go/other'),
    entry('short', large),
    entry('go/last', 'z'),
    end,
  ])
  expect(split(tar, partBytes)).toEqual([
    'Directory go/ 644 0',
    '',
    'File go/empty 644 0',
    '',
    'File go/block 644 512',
    'y'.repeat(block),
    'File go/other 644 1500',
    large,
    'File go/last 644 1',
    'z',
  ])
})

test('a long name as GNU tar writes it is of the next entry only', () => {
  const long = 'go/'.padEnd(150, 'n')
  const tar = Buffer.concat([entry('././@LongLink', `${long}\0`, 'L'), entry('cut', 'a'), entry('next', 'b'), end])
  expect(split(tar)).toEqual([`File ${long} 644 1`, 'a', 'File next 644 1', 'b'])
})

test('what follows the end is not heard', () => {
  expect(split(Buffer.concat([entry('a', '1'), end, entry('b', '2')]))).toEqual(['File a 644 1', '1'])
})

describe('refused', () => {
  test.each([
    ['cut in a content', Buffer.concat([entry('a', large), end]).subarray(0, 1000)],
    ['cut in a header', Buffer.concat([entry('a', '1'), end]).subarray(0, 100)],
    ['cut between entries', entry('a', '1')],
    ['no bytes at all', Buffer.alloc(0)],
  ])('%s', (_, tar) => {
    expect(() => split(tar)).toThrow('it is cut')
  })

  test.each([
    ['text', Buffer.alloc(2 * block, 'text'), 'damaged'],
    ['a changed header', Buffer.concat([entry('a', '1').fill('b', 0, 1), end]), 'damaged'],
    ['a header of headers without end', Buffer.concat([header('x', '77777777777', 'x'), end]), 'longer than any name'],
  ])('%s', (_, tar, sentence) => {
    expect(() => split(tar)).toThrow(sentence)
  })
})
