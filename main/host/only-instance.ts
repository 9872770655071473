/** One window per person: the first start holds a socket, a later one knocks there. */
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'

export type Claimed =
  | {
      readonly kind: 'first'
      /** From now on a later start gets `answer`, and `onKnock` is called. */
      readonly answerWith: (answer: string, onKnock: () => void) => void
      readonly release: () => void
    }
  /** Somebody was first; `answer` is what they said, empty where they said nothing in time. */
  | { readonly kind: 'later'; readonly answer: string }

const answerWithinMs = 2_000

/** Claims `path`, a socket in a private directory. A socket that nobody answers is a dead one's, and is taken over. */
export const claimInstance = async (path: string): Promise<Claimed> => {
  const answer = await knock(path)
  if (answer !== null) return { kind: 'later', answer }
  rmSync(path, { force: true })
  let tell = { answer: '', onKnock: (): void => undefined }
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(tell.answer)
    tell.onKnock()
  })
  const isFirst = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(path, () => resolve(true))
  })
  // Another start was faster by a hair.
  if (!isFirst) return { kind: 'later', answer: (await knock(path)) ?? '' }
  return {
    kind: 'first',
    answerWith: (given, onKnock) => (tell = { answer: given, onKnock }),
    // Closing removes the socket's file.
    release: () => server.close(),
  }
}

/** What is answered at `path`; null where nobody listens. */
const knock = (path: string): Promise<string | null> =>
  new Promise((resolve) => {
    let answer = ''
    const socket = connect({ path, timeout: answerWithinMs })
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
    socket.once('end', () => resolve(answer))
    socket.once('error', () => resolve(null))
    socket.once('timeout', () => {
      socket.destroy()
      resolve(answer)
    })
  })
