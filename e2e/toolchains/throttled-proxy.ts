/** The machine's own module proxy behind one on loopback that can be made slow: real answers, at the test's pace. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { goproxy } from './reachable-proxy.ts'

export interface ThrottledProxy {
  readonly url: string
  /** `Range` of each request for an archive that is more than its directory, `-` where it had none. */
  readonly ranges: readonly string[]
  /** Bytes a second of each download from now on; Infinity as fast as it comes. */
  pace(bytesPerSecond: number): void
  close(): Promise<void>
}

const kept = ['content-type', 'content-range', 'etag', 'last-modified', 'accept-ranges']

export const startThrottledProxy = async (): Promise<ThrottledProxy> => {
  const base = goproxy
    .split(/[,|]/)
    .find((one) => one.startsWith('http'))
    ?.replace(/\/$/, '')
  if (base === undefined) throw new Error('GOPROXY names no proxy')
  const ranges: string[] = []
  let rate = Infinity

  const pass = async (path: string, range: string | undefined, response: ServerResponse): Promise<void> => {
    const answer = await fetch(`${base}${path}`, { headers: range === undefined ? {} : { range } })
    const headers = kept.flatMap((name) => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value] as const]
    })
    const length = answer.headers.get('content-length')
    const isPlain = answer.headers.get('content-encoding') === null
    const size = isPlain && length !== null ? { 'content-length': length } : {}
    const isGone = (): boolean => response.destroyed
    response.writeHead(answer.status, { ...Object.fromEntries(headers), ...size })
    for await (const chunk of answer.body ?? []) {
      for (let at = 0; at < chunk.length && !isGone(); at += 65_536) {
        const piece = chunk.subarray(at, at + 65_536)
        // What a client does not take waits here, so that the pace stays the test's.
        while (response.writableLength > 1_000_000 && !isGone()) await wait(5)
        response.write(piece)
        if (rate !== Infinity) await wait((piece.length / rate) * 1_000)
      }
      if (isGone()) return
    }
    response.end()
  }

  const server = createServer((request, response) => {
    const { range } = request.headers
    const path = request.url ?? '/'
    if (path.endsWith('.zip') && !/^bytes=-\d+$/.test(range ?? '')) ranges.push(range ?? '-')
    pass(path, range, response).catch(() => response.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    pace: (bytesPerSecond) => {
      rate = bytesPerSecond
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
