/** Messages between app and page as text, for surfaces that carry no functions. */
import { requestSchema, type EventName, type EventPayload, type Result, type WireMessage } from '#contract'

/** Answers one call; an `Application`, or a stand-in for it. */
export type Answerer = (name: unknown, input: unknown) => Promise<Result<unknown>>

/** The answer to `text`, which should be JSON of a `WireRequest`; null where it is not. Never rejects. */
export const answerText = async (answer: Answerer, text: string): Promise<string | null> => {
  const request = requestSchema.safeParse(parseJson(text))
  if (!request.success) return null
  const { id, name, input } = request.data
  return JSON.stringify({ kind: 'answer', id, result: await answer(name, input) } satisfies WireMessage)
}

/** An event as it travels. */
export const eventText = <Name extends EventName>(name: Name, payload: EventPayload<Name>): string =>
  JSON.stringify({ kind: 'event', name, payload } satisfies WireMessage)

/** `text` as JSON; undefined, which no schema of ours accepts, where it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
