/** Every call with the schema of its input and of its answer. Bridge, handlers, client and transports derive from it. */
import { z } from 'zod'
import { factsSchema } from './facts.ts'
import { goCalls } from './go.ts'
import type { CallName } from './names.ts'
import { categorySchema, reportSchema, severitySchema } from './report.ts'
import { settingsChangeSchema, settingsSchema } from './settings.ts'
import { languageSchema, textSchema } from './text.ts'

const nothing = z.strictObject({})
const keySchema = z.string().max(100)

export const surfaceNames = ['electron', 'chromium', 'loopback', 'terminal'] as const
export const surfaceSchema = z.enum(surfaceNames)
export type SurfaceName = z.infer<typeof surfaceSchema>

export const calls = {
  /** What this is: version, the surface it shows itself on, the languages. */
  'app:describe': {
    input: nothing,
    answer: z.strictObject({
      version: z.string(),
      surface: surfaceSchema,
      /** What the system's locale asks for, resolved to a language of ours. */
      systemLanguage: languageSchema,
      /** Whether the app runs as root, which its window never needs. */
      isRoot: z.boolean(),
      /** Whether the browser's own sandbox had to be left off (a window of root's). */
      isSandboxed: z.boolean(),
    }),
  },
  /** The facts of the machine, measured anew. */
  'facts:read': { input: nothing, answer: factsSchema },
  /** The checks there are, in the order of the report. */
  'checks:list': {
    input: nothing,
    answer: z.array(
      z.strictObject({ key: z.string(), title: textSchema, category: categorySchema, severity: severitySchema }),
    ),
  },
  /**
   * Starts a run and answers at once with its id; results arrive as events. With `keys`, only these are run and the
   * latest report is brought up to date with them.
   */
  'checks:run': {
    input: z.strictObject({ keys: z.array(keySchema).min(1).max(200).optional() }),
    answer: z.strictObject({ runId: z.string() }),
  },
  /** Ends a run; what it had not finished stays without a result. */
  'checks:cancel': { input: z.strictObject({ runId: z.string().max(100) }), answer: nothing },
  /** The latest finished report, or null when there is none yet. */
  'checks:latest': { input: nothing, answer: reportSchema.nullable() },
  /** The latest report as a person would paste it: the terminal's text, or the JSON of `check --json`. */
  'report:render': {
    input: z.strictObject({ format: z.enum(['text', 'json']), language: languageSchema }),
    answer: z.strictObject({ content: z.string() }),
  },
  /** Opens the `index`-th reference of a check in the person's browser. The page never names an address. */
  'reference:open': {
    input: z.strictObject({ key: keySchema, index: z.int().min(0).max(50) }),
    answer: nothing,
  },
  'settings:read': { input: nothing, answer: settingsSchema },
  'settings:change': { input: settingsChangeSchema, answer: settingsSchema },
  ...goCalls,
} as const satisfies Record<CallName, { input: z.ZodType; answer: z.ZodType }>

export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>
export type CallAnswer<Name extends CallName> = z.output<(typeof calls)[Name]['answer']>
