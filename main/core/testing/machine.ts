/** A machine written down: what a recorder saw on a real one, or what a distribution documents. Read by `FakeHost`. */
import { z } from 'zod'

/** A file, directory or link by its absolute path. Parents of a named path exist without being named. */
const entrySchema = z.strictObject({
  kind: z.enum(['file', 'directory', 'link', 'other']).optional(),
  /** Octal, as in `0755`. Default 0644 for files, 0755 otherwise. */
  mode: z
    .string()
    .regex(/^[0-7]{3,4}$/)
    .optional(),
  uid: z.int().optional(),
  gid: z.int().optional(),
  size: z.int().optional(),
  modifiedMs: z.number().optional(),
  /** Where a link points. */
  target: z.string().optional(),
  /** What a directory holds beside the paths that are named here. */
  names: z.array(z.string()).optional(),
  /** Two paths with the same word here are one file (hard links, bind mounts). */
  identity: z.string().optional(),
  /** The content, where it is text. */
  text: z.string().optional(),
  /** Parts of the content, where it is not: offset → base64. */
  bytes: z.record(z.string(), z.string()).optional(),
  /** The same, each part deflated (RFC 1951) before: what a recorder writes. */
  packed: z.record(z.string(), z.string()).optional(),
  /** Why a look at the content fails, where it does. */
  refuses: z.enum(['denied', 'wrong-kind', 'too-large', 'loop', 'broken']).optional(),
  /** Why every look at this path fails, where it does: below a directory that may not be searched, a broken mount. */
  hidden: z.enum(['denied', 'loop', 'broken']).optional(),
  /** What access(2) answers where the mode bits do not tell. */
  access: z
    .partialRecord(z.enum(['read', 'write', 'execute']), z.enum(['yes', 'denied', 'readonly', 'absent', 'unknown']))
    .optional(),
})
export type Entry = z.infer<typeof entrySchema>

const ranSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exited'), code: z.int(), stdout: z.string(), stderr: z.string() }),
  z.strictObject({ kind: z.literal('signalled'), signal: z.string(), stdout: z.string(), stderr: z.string() }),
  z.strictObject({ kind: z.literal('timeout'), afterMs: z.number(), stdout: z.string(), stderr: z.string() }),
  z.strictObject({ kind: z.literal('flooded'), maxBytes: z.number(), stdout: z.string(), stderr: z.string() }),
  z.strictObject({ kind: z.literal('unstartable'), code: z.string(), detail: z.string() }),
])

const runSchema = z.strictObject({
  argv: z.array(z.string()).min(1).readonly(),
  /** What of the command's `env` tells this run from others with the same arguments; null for not set. */
  env: z.record(z.string(), z.string().nullable()).optional(),
  ran: ranSchema,
})
export type RecordedRun = z.infer<typeof runSchema>

export const machineSchema = z.strictObject({
  format: z.literal(1),
  name: z.string(),
  /** `recorded`: every answer was measured on such a machine. `documented`: written from what `sources` say. */
  origin: z.enum(['recorded', 'documented']),
  date: z.string(),
  /** How it was recorded, or the documents it was written from. */
  sources: z.array(z.string()).min(1),
  kernel: z.strictObject({ release: z.string(), machine: z.string() }),
  user: z.strictObject({
    uid: z.int().nullable(),
    gid: z.int().nullable(),
    name: z.string().nullable(),
    home: z.string().nullable(),
    shell: z.string().nullable(),
  }),
  environment: z.record(z.string(), z.string()),
  files: z.record(z.string().startsWith('/'), entrySchema),
  /** By the program and its arguments; a command that is not here is not there (`ENOENT`). */
  runs: z.array(runSchema),
  /** By mount point: the longest that leads to a path answers for it. */
  spaces: z.record(
    z.string(),
    z.strictObject({
      freeBytes: z.number(),
      totalBytes: z.number(),
      freeInodes: z.number().nullable(),
      totalInodes: z.number().nullable(),
      type: z.number(),
    }),
  ),
})
export type Machine = z.infer<typeof machineSchema>
