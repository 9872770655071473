/** The window of an ordinary user: the built app over loopback, with the test in the place of the page. */
import {
  calls,
  events,
  resultSchema,
  type CallAnswer,
  type CallInput,
  type CallName,
  type Result,
  type Task,
  type WireMessage,
} from '#contract'
import type { z } from 'zod'
import { ask, openSocket, ownHeaders } from '../attacks/ask.ts'
import { until } from '../surfaces/until.ts'
import { startAsGopher } from './as-gopher.ts'

export interface GopherWindow {
  readonly home: string
  /** Answers are checked against the contract. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallAnswer<Name>>>
  /** The same, of a call that must succeed. */
  value<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>>
  /** Every announcement of a task so far. */
  heard(taskId: string): readonly Task[]
  /** Waits for an announcement. */
  untilTask(taskId: string, is: (task: Task) => boolean, withinMs?: number): Promise<Task>
  /** Ends the app, but not the home. */
  kill(signal: NodeJS.Signals): Promise<void>
  end(): Promise<void>
}

/** `environment` is in shell words, e.g. `GOPROXY=http://…`. */
export const openGopherWindow = async (shell: string, prepare: string, environment: string): Promise<GopherWindow> => {
  const gopher = startAsGopher(
    shell,
    prepare,
    `exec env ${environment} "$NODE" "$CLI" open --surface loopback --print-url`,
  )
  let printed = ''
  gopher.child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  gopher.child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const ended = new Promise<void>((done) => gopher.child.once('close', () => done()))
  const address = await until(
    `an address in ${printed}`,
    () => /http:\/\/127\.0\.0\.1:(\d+)\/#t=([\w-]+)/.exec(printed) ?? undefined,
  )
  const [, port, ticket] = [address[0], Number(address[1]), address[2]]
  const answer = await ask(port, {
    method: 'POST',
    path: '/session',
    headers: ownHeaders(port),
    body: JSON.stringify({ ticket }),
  })
  const { session } = JSON.parse(answer.body) as { session: string }
  const { socket, opened, messages } = openSocket(port)
  await opened
  socket.send(JSON.stringify({ session }))
  await until('the app is ready', () => (messages.length > 0 ? true : undefined))

  const parsed = (): readonly WireMessage[] =>
    messages.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text) as WireMessage)
  let lastId = 0
  const call: GopherWindow['call'] = async (name, input) => {
    const id = (lastId += 1)
    socket.send(JSON.stringify({ id, name, input }))
    const answered = (): { readonly result: unknown } | undefined =>
      parsed().flatMap((message) => (message.kind === 'answer' && message.id === id ? [message] : []))[0]
    const { result } = await until(`an answer to ${name}`, answered, 60_000)
    return resultSchema(calls[name].answer as z.ZodType).parse(result) as never
  }
  const heard = (taskId: string): readonly Task[] =>
    parsed().flatMap((message) => {
      if (message.kind !== 'event' || message.name !== 'task:changed') return []
      const task = events['task:changed'].parse(message.payload)
      return task.taskId === taskId ? [task] : []
    })
  return {
    home: gopher.home,
    call,
    value: async (name, input) => {
      const result = await call(name, input)
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.fault)}; ${printed}`)
      return result.value as never
    },
    heard,
    untilTask: (taskId, is, withinMs = 60_000) =>
      until(`the task ${JSON.stringify(heard(taskId).at(-1))}`, () => heard(taskId).find(is), withinMs),
    kill: async (signal) => {
      gopher.child.kill(signal)
      await ended
    },
    end: () => gopher.end(),
  }
}
