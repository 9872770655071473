/** The report: what was looked at, and what came out. This is also what `groundwork check --json` prints. */
import { z } from 'zod'
import { factsSchema } from './facts.ts'
import { observationSchema, textSchema } from './text.ts'

/** Raised when a reader of version N could misread version N + 1. New optional fields do not raise it. */
export const reportSchemaVersion = 1

/** XCCDF 1.2's result words, all nine, with its meaning of each. Only `pass` means that all is well. */
export const resultStates = [
  'fail',
  'error',
  'unknown',
  'notchecked',
  'informational',
  'pass',
  'notapplicable',
  'notselected',
  'fixed',
] as const
export const resultStateSchema = z.enum(resultStates)
export type ResultState = z.infer<typeof resultStateSchema>

export const severities = ['high', 'medium', 'low', 'info'] as const
export const severitySchema = z.enum(severities)
export type Severity = z.infer<typeof severitySchema>

export const categories = [
  'toolchain',
  'shell',
  'libc',
  'filesystem',
  'packages',
  'kernel',
  'debug',
  'security',
  'network',
  'systemd',
] as const
export const categorySchema = z.enum(categories)
export type Category = z.infer<typeof categorySchema>

/** One thing that was measured. */
export const evidenceSchema = z.strictObject({
  label: textSchema,
  /** Where it comes from: a path, or the command that was run. */
  source: z.string(),
  /** What was there; null means nothing was. */
  observed: observationSchema.nullable(),
  /** What should be there; null where nothing in particular is expected. */
  expected: observationSchema.nullable(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** One way to put it right, described. Nothing here is run by the app: commands are for the person to copy. */
export const fixSchema = z.strictObject({
  /** Unique within the check. */
  id: z.string(),
  /** The effect, e.g. "Comment out GOROOT in ~/.profile". */
  title: textSchema,
  /** For whom it is: "If you want …, then …". */
  when: textSchema,
  /** What it costs, if anything. */
  tradeoff: textSchema.nullable(),
  /** Whose rights the commands need. */
  privilege: z.enum(['user', 'root']),
  /** When the effect is there. */
  activation: z.enum(['now', 'new-shell', 'relogin', 'service-restart', 'reboot']),
  /** Lines for a POSIX shell, already quoted. Empty where it is done by hand, as `title` and `when` say. */
  commands: z.array(z.string()),
  undo: z.strictObject({
    level: z.enum(['full', 'partial', 'none']),
    /** Why not fully; null when it is full. */
    reason: textSchema.nullable(),
    commands: z.array(z.string()),
  }),
})
export type Fix = z.infer<typeof fixSchema>

export const causeSchema = z.strictObject({ likelihood: z.enum(['likely', 'possible']), text: textSchema })

export const referenceSchema = z.strictObject({
  title: z.string(),
  url: z.url({ protocol: /^https$/ }).regex(/^https:\/\//),
})

export const checkResultSchema = z
  .strictObject({
    /** Never re-used, never renamed, e.g. `go.goroot.drift`. */
    key: z.string(),
    /** What should hold, so that the row reads true when it passes. */
    title: textSchema,
    category: categorySchema,
    severity: severitySchema,
    result: resultStateSchema,
    /** The reason for the result as a word for programs, stable like `key`. */
    code: z.string(),
    /** The same in a sentence. */
    summary: textSchema,
    /** The one line of the row: "Found …, expected …". Null where the summary says it better. */
    found: observationSchema.nullable(),
    expected: observationSchema.nullable(),
    /** What a person notices when this is wrong. */
    why: textSchema,
    evidence: z.array(evidenceSchema),
    causes: z.array(causeSchema),
    fixes: z.array(fixSchema),
    references: z.array(referenceSchema),
    startedAt: z.iso.datetime(),
    durationMs: z.number().nonnegative(),
  })
  .meta({ id: 'CheckResult' })
export type CheckResult = z.infer<typeof checkResultSchema>

export const countsSchema = z.strictObject({
  fail: z.int().nonnegative(),
  error: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
  notchecked: z.int().nonnegative(),
  informational: z.int().nonnegative(),
  pass: z.int().nonnegative(),
  notapplicable: z.int().nonnegative(),
  notselected: z.int().nonnegative(),
  fixed: z.int().nonnegative(),
})
export type Counts = z.infer<typeof countsSchema>

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(reportSchemaVersion),
  tool: z.strictObject({ name: z.literal('groundwork'), version: z.string() }),
  host: factsSchema,
  /** Effective user id of the process that looked; null where the system has none. */
  euid: z.number().int().nullable(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** False when the run was cancelled before every check had its result. */
  complete: z.boolean(),
  counts: countsSchema,
  results: z.array(checkResultSchema),
})
export type Report = z.infer<typeof reportSchema>
