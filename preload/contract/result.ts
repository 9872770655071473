/** How every call is answered: an answer or a fault, both plain data. Nothing is thrown across the wall. */
import { z } from 'zod'

/**
 * Everything that can go wrong with a call, with the data needed to say it in words. Closed: the page turns each
 * `kind` into a sentence with an exhaustive switch.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  /** No such call in the contract. `name` is what was asked for, shortened. */
  z.strictObject({ kind: z.literal('unknown-call'), name: z.string() }),
  /** The input did not fit the call's schema. `problems` name the places. */
  z.strictObject({ kind: z.literal('bad-input'), name: z.string(), problems: z.array(z.string()) }),
  /** No check has this key. */
  z.strictObject({ kind: z.literal('unknown-check'), key: z.string() }),
  /** The run is not (or no longer) under way. */
  z.strictObject({ kind: z.literal('unknown-run'), runId: z.string() }),
  /** There is no report yet: nothing has been checked since the app was started. */
  z.strictObject({ kind: z.literal('no-report') }),
  /** This surface cannot open web pages; here is the address to copy. */
  z.strictObject({ kind: z.literal('cannot-open'), url: z.string() }),
  /** The settings could not be read or kept. `path` is the file, `detail` the system's word for it. */
  z.strictObject({ kind: z.literal('settings-unusable'), path: z.string(), detail: z.string() }),
  /** No Go of the inventory has this id: it may have been removed since. */
  z.strictObject({ kind: z.literal('unknown-go'), id: z.string() }),
  /** No project has this id. */
  z.strictObject({ kind: z.literal('unknown-project'), id: z.string() }),
  /** `text` is not written like a version of Go. */
  z.strictObject({ kind: z.literal('not-a-version'), text: z.string() }),
  /** No source of the catalogue has this name. */
  z.strictObject({ kind: z.literal('unknown-source'), name: z.string() }),
  /** The plan was used, was made too long ago, or would do something else by now. */
  z.strictObject({ kind: z.literal('outdated-plan') }),
  /** The plan cannot be applied from here: what it said under `obstacle`. */
  z.strictObject({ kind: z.literal('not-from-here') }),
  /** There is no such task, or it is not in a state for that. */
  z.strictObject({ kind: z.literal('unknown-task'), taskId: z.string() }),
  /** This surface cannot open folders; here is the path to copy. */
  z.strictObject({ kind: z.literal('cannot-reveal'), path: z.string() }),
  /** The app's other half is gone: its window or its process was closed. */
  z.strictObject({ kind: z.literal('disconnected') }),
  /** A bug of ours. `id` stands in the log beside the details. */
  z.strictObject({ kind: z.literal('internal'), id: z.string() }),
])
export type Fault = z.infer<typeof faultSchema>

export type Result<Answer> =
  { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly fault: Fault }

export const succeed = <Answer>(value: Answer): Result<Answer> => ({ ok: true, value })
export const fail = (fault: Fault): Result<never> => ({ ok: false, fault })

/** The schema of a result whose answer is `answer`. */
export const resultSchema = <Answer extends z.ZodType>(answer: Answer) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: answer }),
    z.strictObject({ ok: z.literal(false), fault: faultSchema }),
  ])
