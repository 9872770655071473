/** Every event with the schema of what it carries. Events announce; they do not steer. */
import { z } from 'zod'
import { goEvents } from './go.ts'
import type { EventName } from './names.ts'
import { checkResultSchema, reportSchema } from './report.ts'
import { faultSchema } from './result.ts'

const runId = z.string()

export const events = {
  /** A run has begun; `keys` are the checks that will answer. */
  'checks:started': z.strictObject({ runId, keys: z.array(z.string()) }),
  /** One check is being run. */
  'check:started': z.strictObject({ runId, key: z.string() }),
  /** One check has its result. */
  'check:finished': z.strictObject({ runId, result: checkResultSchema }),
  /** The run has ended; `report` is the latest report, brought up to date. */
  'checks:finished': z.strictObject({ runId, report: reportSchema }),
  /** The run has ended without a report, by a mistake of ours. */
  'checks:failed': z.strictObject({ runId, fault: faultSchema }),
  ...goEvents,
} as const satisfies Record<EventName, z.ZodType>

export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>
