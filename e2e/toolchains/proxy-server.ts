/** A server on loopback that serves one file, well or badly: a module proxy's zip, a mirror's archive. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Behaviour =
  | 'good'
  /** The connection is cut after `share` of the body, for the first `times` downloads. */
  | { readonly kind: 'cut'; readonly share: number; readonly times: number }
  /** Answers every download from the start, whatever range was asked for; the directory is still served by range. */
  | 'no-resume'
  | 'captive-portal'
  | 'forbidden'
  /** It has no such file, as the protocol of module proxies says it. */
  | 'absent'
  /** Answers after so long. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  | 'redirecting'
  /** Redirects every address to one and the same. */
  | 'circling'
  /** Serves only this share of the file, and says that this is all. */
  | { readonly kind: 'short'; readonly share: number }
  | 'slow'
  /** Answers whatever range with the whole file; a part of it only to who goes on with a download, where it `resumes`. */
  | {
      readonly kind: 'whole-only'
      readonly resumes?: boolean
      /** So many downloads are cut in the middle. */
      readonly cuts?: number
      /** What it says of the length: the truth, nothing, less (and sends no more), or more than there is. */
      readonly says?: 'truth' | 'nothing' | 'less' | 'more'
    }
  /** Says where the end of the archive is, then refuses the download with words that never end. */
  | 'endless-refusal'

export interface ProxyServer {
  readonly url: string
  /** `Range` of each request, `-` where it had none. */
  readonly ranges: readonly string[]
  /** `Authorization`, each once. */
  readonly authorizations: readonly string[]
  /** `If-Range` of the requests that had one. */
  readonly conditions: readonly string[]
  close(): Promise<void>
}

/** Serves `file` at every path but those of `pages` (path and query, as asked for), which are answered with their text. */
export const startProxy = async (
  file: Buffer,
  behaviour: Behaviour,
  pages: ReadonlyMap<string, string> = new Map(),
): Promise<ProxyServer> => {
  const isShort = typeof behaviour === 'object' && behaviour.kind === 'short'
  const zip = isShort ? file.subarray(0, Math.floor(file.length * behaviour.share)) : file
  const ranges: string[] = []
  const authorizations: string[] = []
  const conditions: string[] = []
  let cuts = 0
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    if (page !== undefined) return void response.end(page)
    const range = request.headers.range ?? '-'
    ranges.push(range)
    const { authorization } = request.headers
    if (authorization !== undefined && !authorizations.includes(authorization)) authorizations.push(authorization)
    if (typeof behaviour === 'object' && behaviour.kind === 'late')
      setTimeout(() => answer(request, response, range), behaviour.milliseconds)
    else answer(request, response, range)
  })
  const answer = (request: IncomingMessage, response: ServerResponse, range: string): void => {
    if (behaviour === 'captive-portal')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>')
    if (behaviour === 'forbidden') return void response.writeHead(403).end('not found: this version is not held here\n')
    if (behaviour === 'absent') return void response.writeHead(404).end('not found\n')
    if (behaviour === 'circling') return void response.writeHead(302, { location: '/moved/' }).end()
    if (behaviour === 'redirecting' && !request.url?.includes('moved')) {
      return void response.writeHead(302, { location: `/moved${request.url ?? ''}` }).end()
    }
    const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
    /** A look at the beginning or the end, not a download. */
    const isLook = last !== ''
    const from = first === '' && isLook ? Math.max(0, zip.length - Number(last)) : Number(first)
    const to = first === '' || last === '' ? zip.length - 1 : Math.min(Number(last), zip.length - 1)
    if (from >= zip.length) return void response.writeHead(416, { 'content-range': `bytes */${zip.length}` }).end()
    if (behaviour === 'endless-refusal' && !isLook) {
      response.writeHead(403)
      const timer = setInterval(() => response.write('no '.repeat(10_000)), 1)
      return void response.on('close', () => clearInterval(timer))
    }
    if (
      typeof behaviour === 'object' &&
      behaviour.kind === 'whole-only' &&
      !(behaviour.resumes && !isLook && from > 0)
    ) {
      const { cuts: times = 0, says = 'truth' } = behaviour
      const body = says === 'less' ? zip.subarray(0, Math.floor(zip.length * 0.7)) : zip
      const length = body.length + (says === 'more' ? 1_000 : 0)
      response.writeHead(200, says === 'nothing' ? {} : { 'content-length': length })
      const isCut = !isLook && cuts < times
      if (isCut) cuts += 1
      else if (says !== 'more') return void response.end(body)
      const sent = isCut ? body.subarray(0, Math.floor(body.length / 2)) : body
      return void response.write(sent, () => setTimeout(() => response.destroy(), 50))
    }
    const etag = '"1"'
    const condition = request.headers['if-range']
    const isSame = condition === undefined || condition === etag
    if (typeof condition === 'string') conditions.push(condition)
    const isPart = range !== '-' && isSame && !(behaviour === 'no-resume' && !isLook)
    const body = isPart ? zip.subarray(from, to + 1) : zip
    response.writeHead(isPart ? 206 : 200, {
      'content-length': body.length,
      etag,
      ...(isPart ? { 'content-range': `bytes ${from}-${to}/${zip.length}` } : {}),
    })
    if (typeof behaviour === 'object' && behaviour.kind === 'cut' && !isLook && cuts < behaviour.times) {
      cuts += 1
      response.write(body.subarray(0, Math.floor(body.length * behaviour.share)), () =>
        setTimeout(() => response.destroy(), 50),
      )
    } else if (behaviour === 'slow' && !isLook) drip(response, body)
    else response.end(body)
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    authorizations,
    conditions,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const drip = (response: ServerResponse, body: Buffer): void => {
  const step = Math.ceil(body.length / 40)
  let at = 0
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + step))
    at += step
    if (at < body.length) return
    clearInterval(timer)
    response.end()
  }, 100)
  response.on('close', () => clearInterval(timer))
}
