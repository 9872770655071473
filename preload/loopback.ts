/**
 * The bridge in any browser, over loopback: loaded before the page's own scripts. The one-time ticket of the address
 * is taken out of it and exchanged for a session, which lives in this tab only and is the socket's first message.
 */
import { loopbackPaths, readyWord } from '#contract/names'
import { expose } from './expose.ts'
import { createMessageBridge } from './message-bridge.ts'

const sessionKey = 'groundwork-session'

/** The ticket of the address, if any; afterwards neither the address nor the history has it. */
const takeTicket = (): string | null => {
  const ticket = new URLSearchParams(location.hash.slice(1)).get('t')
  if (ticket !== null) history.replaceState(null, '', location.pathname)
  return ticket
}

const exchange = async (ticket: string): Promise<string | null> => {
  const answer = await fetch(loopbackPaths.session, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ticket }),
    credentials: 'omit',
    redirect: 'error',
  })
  if (!answer.ok) return null
  const { session } = (await answer.json()) as { session: string }
  sessionStorage.setItem(sessionKey, session)
  return session
}

const waiting: string[] = []
let send = (text: string): void => void waiting.push(text)
const { bridge, receive, disconnect } = createMessageBridge((text) => send(text))

const connect = (session: string): void => {
  const socket = new WebSocket(`ws://${location.host}${loopbackPaths.socket}`)
  socket.addEventListener('open', () => socket.send(JSON.stringify({ session })))
  socket.addEventListener('close', disconnect)
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    if (data !== readyWord) {
      receive(data)
      return
    }
    send = (text) => socket.send(text)
    for (const text of waiting.splice(0)) socket.send(text)
  })
}

const begin = async (ticket: string | null): Promise<void> => {
  const session = ticket === null ? sessionStorage.getItem(sessionKey) : await exchange(ticket)
  if (session === null) disconnect()
  else connect(session)
}

// A page inside a frame gets nothing: no bridge, no ticket, no session.
if (window === window.top) {
  expose(bridge)
  begin(takeTicket()).catch(disconnect)
}
