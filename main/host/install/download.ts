/** Downloading one large file, resumable: what is there stays there, and only the rest is asked for. */
import { constants, writeSync } from 'node:fs'
import * as fs from 'node:fs/promises'
import type { Text } from '#contract'
import { systemText } from '../../core/toolchains/changed.ts'
import { serverAnswer } from '../../core/toolchains/server-answer.ts'
import {
  astrayText,
  cutText,
  noSizeText,
  otherRangeText,
  otherSizeText,
  tooLargeText,
  tooManyBytesText,
  webPageText,
} from '../../core/toolchains/supply-text.ts'
import type { Answer } from '../ask.ts'
import type { Connections } from '../connections.ts'
import { withoutCredentials } from '../credentials.ts'
import { follow } from '../follow.ts'
import { keepPartRecord, readPartRecord, recordPath, type PartRecord } from './part-record.ts'
import { letGo } from './let-go.ts'

export interface DownloadSource {
  readonly url: string
  readonly connections: Connections
  readonly userAgent: string
}

export interface DownloadWish {
  /** How many bytes it must have; null where the server says, or simply sends them. */
  readonly totalBytes: number | null
  /** Where nobody knew before, asked once the server says how many they are, before any is kept: what is missing, if anything. */
  readonly missingRoom: (totalBytes: number) => Promise<Text | null>
  /** Hears how many bytes from the start are in the file, and of how many, 0 where that is not known. */
  readonly onBytes: (bytes: number, totalBytes: number) => void
  readonly signal: AbortSignal
}

export type Downloaded =
  | {
      readonly kind: 'done'
      readonly bytes: number
      readonly isResumed: boolean
      /** Everybody who served any of it, now or before, after all redirects; null where that is not known. */
      readonly hosts: readonly string[] | null
    }
  /** The server's answer was not the file; `detail` is its own sentence where it gave one. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: Text }
  /** The connection ended early, never came about, or carried less than was promised. What came is kept. */
  | { readonly kind: 'cut'; readonly detail: Text; readonly hasGained: boolean }
  | { readonly kind: 'no-room'; readonly detail: Text }
  /** The disk: `code` is the system's, e.g. `ENOSPC`. */
  | { readonly kind: 'unwritable'; readonly code: string }

/**
 * Downloads `source` into `path`, going on where an earlier attempt ended. Rejects only where `signal` aborts; what came
 * until then stays.
 */
export const download = async (source: DownloadSource, path: string, wish: DownloadWish): Promise<Downloaded> => {
  const { totalBytes, missingRoom, onBytes, signal } = wish
  let file: fs.FileHandle
  try {
    file = await fs.open(path, openFlags, 0o600)
  } catch (error) {
    return { kind: 'unwritable', code: codeOf(error) }
  }
  let have = 0
  /** How many were there when the answer began. */
  let before = Infinity
  try {
    have = (await file.stat()).size
    if (totalBytes !== null && have > totalBytes) {
      await file.truncate(0)
      have = 0
    }
    if (totalBytes !== null) onBytes(have, totalBytes)
    const record = await readPartRecord(path)
    if (have === totalBytes) {
      return { kind: 'done', bytes: have, isResumed: have > 0, hosts: record?.hosts ?? null }
    }
    const isResumed = have > 0
    const followed = await follow(source.url, {
      connections: source.connections,
      signal,
      quietMs,
      headers: { 'user-agent': source.userAgent, ...(isResumed && resumption(source.url, record, have)) },
    })
    if (followed.kind === 'astray') return refused(followed.status, astrayText(followed.astray))
    const { answer, address } = followed
    const { host } = new URL(address)
    const { status, headers } = answer
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '')
    if (status === 200 && isResumed) {
      // It does not know ranges, or has another file by now: from the start, then.
      await file.truncate(0)
      have = 0
    } else if (status === 206 && Number(range?.[1]) !== have) {
      answer.drop()
      return refused(status, otherRangeText(headers['content-range'] ?? ''))
    } else if (status === 416 && isResumed) {
      // What is there is longer than its file: another file's, then.
      answer.drop()
      await file.truncate(0)
      return await download(source, path, wish)
    } else if (status !== 200 && status !== 206) {
      return refused(status, systemText(serverAnswer(status, await beginning(answer))))
    }
    if (headers['content-type']?.startsWith('text/html')) {
      answer.drop()
      return refused(status, webPageText(status))
    }
    const offered = Number(status === 206 ? range?.[2] : (headers['content-length'] ?? totalBytes ?? NaN))
    // Chunks have an end of their own, so that nobody need say before how many bytes they are.
    const isOpen = totalBytes === null && status === 200 && headers['transfer-encoding'] === 'chunked'
    const total = isOpen ? null : (totalBytes ?? offered)
    if (total !== null && (!Number.isSafeInteger(total) || total <= 0 || offered !== total)) {
      answer.drop()
      return refused(status, Number.isSafeInteger(offered) ? otherSizeText(offered, total) : noSizeText)
    }
    if (total !== null && total > maxBytes) {
      answer.drop()
      return refused(status, tooLargeText(total))
    }
    const shortage = totalBytes === null && total !== null ? await missingRoom(total) : null
    if (shortage !== null) {
      answer.drop()
      return { kind: 'no-room', detail: shortage }
    }
    const earlier = have === 0 ? [] : (record?.hosts ?? null)
    const hosts = earlier && [...new Set([...earlier, host])]
    await keepPartRecord(path, {
      address: withoutCredentials(source.url).address,
      validator: validatorOf(headers),
      hosts,
    })
    before = have
    onBytes(have, total ?? 0)
    let problem = null as Downloaded | null
    await answer.each((part) => {
      try {
        const came = have + part.length
        if (came > (total ?? maxBytes))
          problem = refused(status, total === null ? tooLargeText(came) : tooManyBytesText)
        else append(file.fd, part)
      } catch (error) {
        problem = { kind: 'unwritable', code: codeOf(error) }
      }
      if (problem !== null) return false
      have += part.length
      letGo(part)
      onBytes(have, total ?? 0)
      return true
    })
    if (problem !== null) return problem
    if (total === null || have === total) return { kind: 'done', bytes: have, isResumed, hosts }
    return { kind: 'cut', detail: cutText(have, total), hasGained: have > before }
  } catch (error) {
    if (signal.aborted) throw error
    const detail = systemText(error instanceof Error ? error.message : String(error))
    return { kind: 'cut', detail, hasGained: have > before }
  } finally {
    await file.close()
  }
}

const append = (file: number, part: Buffer): void => {
  for (let at = 0; at < part.length;) at += writeSync(file, part, at)
}

const refused = (status: number, detail: Text): Downloaded => ({ kind: 'refused', status, detail })

/** What cmd/go takes for a module at most (golang.org/x/mod/zip, MaxZipFile). */
const maxBytes = 500 * 1024 * 1024

const openFlags =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** A part that is not simply a file of ours, of one name, is none that we left. */
export const preparePart = async (part: string): Promise<void> => {
  const there = await fs.lstat(part).catch(() => null)
  if (there && (!there.isFile() || there.nlink > 1)) await fs.rm(part, { recursive: true, force: true })
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW
  await (await fs.open(part, flags, 0o600)).close()
}

/** Removes a download and what was noted about it. */
export const removePart = async (path: string): Promise<void> => {
  // In this order: a download that is left over is found again, a note alone would not be.
  for (const one of [recordPath(path), path]) await fs.rm(one, { recursive: true, force: true })
}

/** Asks for the rest, of the same state where that has a name; what another address calls its own says nothing here. */
const resumption = (url: string, record: PartRecord | null, have: number): Readonly<Record<string, string>> => {
  const validator = record?.address === withoutCredentials(url).address ? record.validator : null
  return { range: `bytes=${have}-`, ...(validator !== null && { 'if-range': validator }) }
}

/** Only a strong ETag or a date may stand in If-Range (RFC 9110, 13.1.5). */
const validatorOf = ({ etag, 'last-modified': modified }: Answer['headers']): string | null =>
  etag !== undefined && !etag.startsWith('W/') ? etag : (modified ?? null)

/** For so long nothing may come. */
const quietMs = 30_000

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'EIO')

/** As much as a sentence needs of an answer, which may have no end of its own. */
const beginning = async (answer: Answer): Promise<string> => {
  let text = ''
  await answer.each((part) => {
    text += part.toString('utf8')
    return text.length < 2_000
  })
  return text
}
