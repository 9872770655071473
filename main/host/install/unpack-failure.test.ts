import { expect, test } from 'vitest'
import { BadArchive, parseZipEnd } from '../../core/toolchains/zip-directory.ts'
import { readHeader } from './tar-header.ts'
import { failureOf } from './unpack-failure.ts'
import { CannotUnpack } from './unpacker.ts'

const thrownBy = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    return error
  }
}

test('what is wrong with an archive is said in every language, also from another thread', () => {
  const damaged = thrownBy(() => readHeader(Buffer.alloc(512, 'text'), 0, undefined, undefined))
  // Threads pass on plain data.
  const answer = structuredClone(failureOf(damaged))
  expect(answer).toEqual({
    kind: 'failed',
    text: { en: 'a header of it is damaged', 'zh-CN': '它的一个头部已损坏' },
    code: '',
  })
  const error = new CannotUnpack(answer.text, answer.code)
  expect(error.text['zh-CN']).toBe('它的一个头部已损坏')
  expect(error.isDisk).toBe(false)
  const noZip = thrownBy(() => parseZipEnd(new Uint8Array(30), 30))
  expect(noZip).toBeInstanceOf(BadArchive)
  expect(noZip).toMatchObject({ text: { 'zh-CN': '它的结尾不是 zip 的结尾' } })
})

test('what the system says is passed on as it is, with its code', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  const answer = failureOf(full)
  expect(answer).toMatchObject({ code: 'ENOSPC', text: { en: full.message, 'zh-CN': full.message } })
  expect(new CannotUnpack(answer.text, answer.code).isDisk).toBe(true)
})
