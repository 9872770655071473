/** `tar.gz` archives for tests: honest ones with PAX headers as Go's packer writes them, and hostile ones. */
import { gzipSync } from 'node:zlib'

export interface TarEntry {
  readonly name: string
  readonly content?: string
  /** Default a plain file, `0`. */
  readonly type?: string
  readonly mode?: number
  readonly linkTo?: string
}

const block = 512

const header = (name: string, bytes: number, type: string, mode: number, linkTo: string): Buffer => {
  const buffer = Buffer.alloc(block)
  buffer.write(name, 0, 100)
  buffer.write(`${mode.toString(8).padStart(7, '0')}\0`, 100)
  buffer.write('0000000\0', 108)
  buffer.write('0000000\0', 116)
  buffer.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124)
  buffer.write('00000000000\0', 136)
  buffer.write('        ', 148)
  buffer.write(type, 156)
  buffer.write(linkTo, 157, 100)
  buffer.write('ustar\x0000', 257)
  const sum = buffer.reduce((total, byte) => total + byte, 0)
  buffer.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return buffer
}

const padded = (content: Buffer): Buffer =>
  Buffer.concat([content, Buffer.alloc((block - (content.length % block)) % block)])

/** A PAX record says its own length, in decimal digits that count too. */
const paxRecord = (key: string, value: string): Buffer => {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (String(length).length !== String(rest).length) length = rest + String(length).length
  return Buffer.from(`${length} ${key}=${value}\n`)
}

const oneEntry = ({ name, content = '', type = '0', mode = 0o644, linkTo = '' }: TarEntry): Buffer => {
  const bytes = Buffer.from(content)
  const isPlain = /^[\x20-\x7e]{1,100}$/.test(name)
  const pax = isPlain ? Buffer.alloc(0) : paxRecord('path', name)
  return Buffer.concat([
    ...(isPlain ? [] : [header('PaxHeaders/x', pax.length, 'x', 0o644, ''), padded(pax)]),
    header(isPlain ? name : 'short', bytes.length, type, mode, linkTo),
    padded(bytes),
  ])
}

export const makeTar = (entries: readonly TarEntry[]): Buffer =>
  Buffer.concat([...entries.map(oneEntry), Buffer.alloc(2 * block)])

export const makeTarGz = (entries: readonly TarEntry[]): Buffer => gzipSync(makeTar(entries))
