import { Header } from 'tar/header'
import { expect, test } from 'vitest'
import { blockBytes, readHeader } from './tar-header.ts'

type Fields = ConstructorParameters<typeof Header>[0]

/** A header as the `tar` package writes it, in the middle of other bytes. */
const written = (fields: Fields): Buffer => {
  const bytes = Buffer.alloc(3 * blockBytes, 0xff)
  bytes.fill(0, blockBytes, 2 * blockBytes)
  new Header({
    path: 'go/a',
    mode: 0o644,
    size: 0,
    type: 'File',
    uid: 0,
    gid: 0,
    mtime: new Date(0),
    ...fields,
  }).encode(bytes, blockBytes)
  return bytes
}
/** What the package reads there: ours must say the same. */
const known = (bytes: Buffer): unknown => {
  const { path, type, mode = 0, size = 0 } = new Header(bytes, blockBytes)
  return { path, type, mode, size }
}
const fix = (bytes: Buffer): Buffer => {
  bytes.write('        ', blockBytes + 148, 'latin1')
  const sum = bytes.subarray(blockBytes, 2 * blockBytes).reduce((all, byte) => all + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, blockBytes + 148, 'latin1')
  return bytes
}

test.each<[string, Fields]>([
  ['a file', { path: 'go/VERSION', size: 42 }],
  ['a program', { path: 'go/bin/go', mode: 0o755, size: 12_000_000 }],
  ['a directory', { path: 'go/src/', type: 'Directory', mode: 0o755 }],
  ['a name of 100 bytes', { path: `go/${'x'.repeat(97)}` }],
  ['a name with a prefix', { path: `go/${'deep/'.repeat(30)}file.go` }],
  ['a prefix of 131 bytes and more', { path: `${'p'.repeat(140)}/${'x'.repeat(90)}` }],
  ['a name that is not ASCII', { path: 'go/test/fixedbugs/issue27836.dir/Äfoo.go' }],
  ['a link', { path: 'go/link', type: 'SymbolicLink', linkpath: '/etc/passwd' }],
  ['a device', { path: 'go/null', type: 'CharacterDevice' }],
  ['a size that is not octal', { path: 'go/large', size: 9_000_000_000 }],
  ['setuid', { path: 'go/bin/su', mode: 0o4755 }],
])('%s is read as the tar package reads it', (_, fields) => {
  const bytes = written(fields)
  expect(readHeader(bytes, blockBytes, undefined, undefined)).toEqual(known(bytes))
})

test.each<[string, (bytes: Buffer) => void]>([
  ['a mode with spaces before it', (bytes) => bytes.write('   644 \0', blockBytes + 100, 'latin1')],
  ['a size that ends with a space', (bytes) => bytes.write('00000000052 ', blockBytes + 124, 'latin1')],
  ['GNU, whose prefix is something else', (bytes) => bytes.write('ustar  \0', blockBytes + 257, 'latin1')],
  ['no magic at all', (bytes) => bytes.fill(0, blockBytes + 257, blockBytes + 265)],
  ['an old directory', (bytes) => bytes.write('go/old/\0', blockBytes, 'latin1')],
  ['the oldest type', (bytes) => bytes.fill(0, blockBytes + 156, blockBytes + 157)],
  ['a directory that has a size', (bytes) => bytes.write('5', blockBytes + 156, 'latin1')],
  ['an unknown type', (bytes) => bytes.write('Z', blockBytes + 156, 'latin1')],
])('%s too', (_, change) => {
  const bytes = written({ path: 'go/file', size: 42 })
  change(bytes)
  fix(bytes)
  expect(readHeader(bytes, blockBytes, undefined, undefined)).toEqual(known(bytes))
})

/** The fields that are read: name, mode, size, checksum and type, magic, prefix. Of the others the package refuses some. */
const fields = [
  [0, 108],
  [124, 136],
  [148, 157],
  [257, 265],
  [345, 512],
] as const
const change = (bytes: Buffer, random: (below: number) => number): void => {
  const [from, to] = fields[random(fields.length)] ?? fields[0]
  bytes[blockBytes + from + random(to - from)] = random(256)
}

test('whatever bytes there are: nothing is read as anything else than the tar package would', () => {
  let seed = 1
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = written({ path: 'go/src/fmt/print.go', size: random(100_000), mode: 0o644 })
    for (let changes = random(4); changes >= 0; changes -= 1) change(bytes, random)
    if (random(2) === 0) fix(bytes)
    const outcome = (read: () => unknown): unknown => {
      try {
        return read()
      } catch {
        return 'refused'
      }
    }
    const expected = outcome(() => {
      const { cksumValid, size = 0 } = new Header(bytes, blockBytes)
      if (!cksumValid || !Number.isSafeInteger(size) || size < 0) throw new Error('refused')
      return known(bytes)
    })
    expect(outcome(() => readHeader(bytes, blockBytes, undefined, undefined))).toEqual(expected)
  }
})

test('an empty block is no entry', () => {
  expect(readHeader(Buffer.alloc(blockBytes), 0, undefined, undefined)).toBeNull()
})
