/** Downloading one large file, resumable: what is there stays there, and only the rest is asked for. */
import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'
import { request, type Dispatcher } from 'undici'
import { withoutCredentials } from '../credentials.ts'
import { isRedirect, maxRedirects, nextAddress } from '../redirects.ts'

export interface DownloadSource {
  readonly url: string
  readonly dispatcher: Dispatcher
  readonly userAgent: string
}

export type Downloaded =
  | { readonly kind: 'done'; readonly bytes: number; readonly isResumed: boolean }
  /** The server's answer was not the file; `detail` is its own sentence where it gave one. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  /** The connection ended early, never came about, or carried less than was promised. What came is kept. */
  | { readonly kind: 'cut'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  /** The disk: `code` is the system's, e.g. `ENOSPC`. */
  | { readonly kind: 'unwritable'; readonly code: string }

/**
 * Downloads `source` into `path`, going on where an earlier attempt ended, until it has `totalBytes`. `onBytes` hears
 * how many bytes from the start are in the file.
 */
export const download = async (
  source: DownloadSource,
  path: string,
  totalBytes: number,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Downloaded> => {
  let file: fs.FileHandle
  try {
    file = await fs.open(path, openFlags, 0o600)
  } catch (error) {
    return { kind: 'unwritable', code: codeOf(error) }
  }
  try {
    let have = (await file.stat()).size
    if (have > totalBytes) {
      await file.truncate(0)
      have = 0
    }
    onBytes(have)
    if (have === totalBytes) return { kind: 'done', bytes: have, isResumed: have > 0 }
    const isResumed = have > 0
    const { statusCode, headers, body } = await follow(source, isResumed ? { range: `bytes=${have}-` } : {}, signal)
    if (statusCode === 200 && isResumed) {
      // It does not know ranges: from the start, then.
      await file.truncate(0)
      have = 0
    } else if (statusCode === 206 && !String(headers['content-range']).startsWith(`bytes ${have}-`)) {
      await body.dump()
      return {
        kind: 'refused',
        status: statusCode,
        detail: `another range than was asked for: ${String(headers['content-range'])}`,
      }
    } else if (statusCode !== 200 && statusCode !== 206) {
      return { kind: 'refused', status: statusCode, detail: await firstLine(body) }
    }
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (have + chunk.length > totalBytes)
        return { kind: 'refused', status: statusCode, detail: 'more bytes than the file has' }
      try {
        await file.appendFile(chunk)
      } catch (error) {
        return { kind: 'unwritable', code: codeOf(error) }
      }
      have += chunk.length
      onBytes(have)
    }
    return have === totalBytes
      ? { kind: 'done', bytes: have, isResumed }
      : { kind: 'cut', detail: `${have} of ${totalBytes} bytes came` }
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' }
    return { kind: 'cut', detail: error instanceof Error ? error.message : String(error) }
  } finally {
    await file.close()
  }
}

const openFlags =
  constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Asks, and goes where it is sent. A redirect that may not be followed is the answer itself. */
const follow = async (
  { url, dispatcher, userAgent }: DownloadSource,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> => {
  let address = url
  for (let redirects = 0; ; redirects += 1) {
    const asked = withoutCredentials(address)
    const answer = await request(asked.address, {
      dispatcher,
      signal,
      headers: { 'user-agent': userAgent, ...asked.headers, ...headers },
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    })
    const next = isRedirect(answer.statusCode) ? nextAddress(String(answer.headers.location), address) : null
    if (next === null || redirects === maxRedirects) return answer
    await answer.body.dump()
    address = next
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'EIO')

const firstLine = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  let text = ''
  // As much as a sentence needs; leaving the loop ends the answer, which may have no end of its own.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length >= 2_000) break
  }
  return text.trimStart().startsWith('<') ? '' : (text.split('\n', 1)[0]?.slice(0, 200) ?? '')
}
