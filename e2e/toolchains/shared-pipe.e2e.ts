/** The pipe between the two threads that unpack a `tar.gz`, with a real other thread. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beyond, createMark, createPipe, readAll, setMark, writeInto } from '../../main/host/install/shared-pipe.ts'

let scratch = ''
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'groundwork-pipe-'))
  const source = readFileSync(new URL('../../main/host/install/shared-pipe.ts', import.meta.url), 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  })
  writeFileSync(join(scratch, 'pipe.mjs'), outputText)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Another thread that writes `bytes` bytes in pieces of changing length. */
const writing = `
  const { workerData } = require('node:worker_threads')
  import(workerData.module).then(({ writeInto }) => {
    const writer = writeInto(workerData.pipe)
    for (let at = 0, piece = 1; at < workerData.bytes; piece = (piece * 31) % 7001) {
      const length = Math.min(piece, workerData.bytes - at)
      writer.write(Uint8Array.from({ length }, (_, index) => (at + index) % 251))
      at += length
    }
    writer.end()
  })
`

test.each([1, 64, 1000, 65_536])(
  'through a room of %d bytes everything comes, once and in order',
  async (roomBytes) => {
    const pipe = createPipe(roomBytes)
    const bytes = roomBytes === 1 ? 3000 : 1_000_003
    const other = new Worker(writing, { eval: true, workerData: { pipe, bytes, module: join(scratch, 'pipe.mjs') } })
    let at = 0
    let wrong = 0
    readAll(pipe, (part) => {
      for (const byte of part) if (byte !== at++ % 251) wrong += 1
    })
    expect({ at, wrong }).toEqual({ at: bytes, wrong: 0 })
    await other.terminate()
  },
)

test('a thread that waits for the other can be ended', async () => {
  const pipe = createPipe(10)
  const other = new Worker(writing, {
    eval: true,
    workerData: { pipe, bytes: 1000, module: join(scratch, 'pipe.mjs') },
  })
  // Its ten bytes are there: now it waits for room.
  while (Atomics.load(pipe.written, 0) < 10) await new Promise((resolve) => setTimeout(resolve, 5))
  await other.terminate()
  expect(Atomics.load(pipe.written, 0)).toBe(10)
})

test('nothing at all is an end, too', () => {
  const pipe = createPipe(10)
  writeInto(pipe).end()
  const parts: unknown[] = []
  readAll(pipe, (part) => parts.push(part))
  expect(parts).toEqual([])
})

test('what is the last is known as such, even where it is nothing more', () => {
  const mark = createMark()
  setMark(mark, 5)
  expect(beyond(mark, 0)).toEqual({ bytes: 5, isLast: false })
  setMark(mark, 5, true)
  expect(beyond(mark, 5)).toEqual({ bytes: 5, isLast: true })
})
