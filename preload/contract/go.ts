/** Go itself, as the page sees it: what is here, what there is, what would be changed, and changes under way. */
import { z } from 'zod'
import { textSchema } from './text.ts'

/** A row of the inventory, or a project: named by main, valid as long as the app runs. The page never sends a path. */
const idSchema = z.string().max(100)

/** Whose Go it is: of one person, or of everybody here. */
export const scopeSchema = z.enum(['user', 'system'])
export type Scope = z.infer<typeof scopeSchema>

/** Whether a tree is as the Go project published it, and who says so. */
export const integritySchema = z.strictObject({
  word: z.enum([
    'published',
    'published-but-go-env',
    // The same of all that builds programs; nobody can say it of the other files.
    'builds-published',
    'builds-published-but-go-env',
    'differs',
    'cannot-tell',
  ]),
  /** The whole sentence: who answered, and what differs. */
  text: textSchema,
  /** Who answered, in a word or two; null where nobody could. */
  by: textSchema.nullable(),
  /** ISO 8601; when the tree was last read. */
  at: z.string(),
})
export type Integrity = z.infer<typeof integritySchema>

/** Where an installation of ours came from, as it was written down then. */
export const provenanceSchema = z.strictObject({
  /** Who served the bytes. */
  from: z.string(),
  /** How they were proved: one sentence each. */
  proofs: z.array(textSchema),
  /** ISO 8601; when it was installed. */
  at: z.string(),
})
export type Provenance = z.infer<typeof provenanceSchema>

/** What to know of a version before building with it. */
export const versionWarningSchema = z.strictObject({
  /** A few words, for a row. */
  short: textSchema,
  /** The whole sentence. */
  text: textSchema,
})
export type VersionWarning = z.infer<typeof versionWarningSchema>

/** A Go on this machine. */
export const goRowSchema = z.strictObject({
  id: idSchema,
  /** e.g. `go1.26.8`; null where the tree does not say. */
  version: z.string().nullable(),
  /** The tree, to be shown. */
  tree: z.string(),
  /** Who put it there: a package by its name, Groundwork, snap, the module cache, … */
  source: textSchema,
  /** The sessions whose `go` it is, and those that find another one first. */
  runsIn: z.array(textSchema),
  hiddenIn: z.array(textSchema),
  /** What a new terminal gets. */
  isActive: z.boolean(),
  /** Which of Groundwork's folders it is in, and whether the link leads to it; null for all others. */
  own: z.strictObject({ scope: scopeSchema, isCurrent: z.boolean() }).nullable(),
  /** What it runs on where that is another machine, e.g. `linux-arm64`; null where it runs here. */
  foreignPlatform: z.string().nullable(),
  /** What is remembered of it; null where it was never proved, or has changed since. */
  integrity: integritySchema.nullable(),
  /** Null for what others put here. */
  provenance: provenanceSchema.nullable(),
  /** No more updates, or known holes. */
  warnings: z.array(versionWarningSchema),
  /** What can be planned for it. */
  can: z.array(z.enum(['use', 'remove', 'clean', 'adopt'])),
})
export type GoRow = z.infer<typeof goRowSchema>

export const inventorySchema = z.strictObject({
  rows: z.array(goRowSchema),
  /** Programs named `go` that lead to no tree, or would not say which. */
  strangers: z.array(z.strictObject({ path: z.string(), problem: textSchema })),
  /** What interrupted changes had left, and was taken away since the app was started: one sentence each. */
  cleaned: z.array(textSchema),
})
export type GoInventory = z.infer<typeof inventorySchema>

/** A version that can be had. */
export const availableVersionSchema = z.strictObject({
  /** e.g. `go1.26.8`. */
  name: z.string(),
  stage: z.enum(['stable', 'archived', 'candidate']),
  /** Whether its line still gets updates; null where too little is known to tell. */
  isSupported: z.boolean().nullable(),
  /** Advisories that hold for it, e.g. `CVE-2026-94447`. */
  advisories: z.array(z.string()),
  /** Who knows of it. */
  from: z.array(z.string()),
  /** Whether it is known to be there for this processor; null where nobody says for which it is. */
  isForThisMachine: z.boolean().nullable(),
})
export type AvailableVersion = z.infer<typeof availableVersionSchema>

/** A release archive that is on this machine already. Its id is a source of the version that it has. */
export const archiveHereSchema = z.strictObject({
  id: idSchema,
  /** e.g. `go1.26.8`. */
  version: z.string(),
  /** The file, and the directory it is in, to be shown. */
  name: z.string(),
  directory: z.string(),
})
export type ArchiveHere = z.infer<typeof archiveHereSchema>

export const catalogueSchema = z.strictObject({
  /** Newest first. */
  versions: z.array(availableVersionSchema),
  /** Who was asked. `at` (ISO 8601) is when it last said something, null where never; `problem` why it was silent now. */
  answers: z.array(z.strictObject({ name: z.string(), at: z.string().nullable(), problem: textSchema.nullable() })),
  /** Names to choose a source by, `auto` first. */
  sources: z.array(z.strictObject({ name: z.string(), text: textSchema })),
  /** Release archives for this processor in the person's home and downloads. */
  archives: z.array(archiveHereSchema),
})
export type GoCatalogue = z.infer<typeof catalogueSchema>

/** A change to be planned. `version` is what a person typed or chose. */
export const changeRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('install'),
    version: z.string().max(40),
    scope: scopeSchema,
    /** The name of a source of the catalogue, or the id of an archive. */
    source: z.string().max(100),
  }),
  z.strictObject({ kind: z.literal('use'), id: idSchema }),
  z.strictObject({ kind: z.literal('remove'), id: idSchema }),
  /** A toolchain of the module cache. */
  z.strictObject({ kind: z.literal('clean'), id: idSchema }),
  /** A Go that somebody else put here, copied to become one of ours. */
  z.strictObject({ kind: z.literal('adopt'), id: idSchema }),
])
export type ChangeRequest = z.infer<typeof changeRequestSchema>

/** What exactly would happen. Nothing has been changed yet. */
export const planSchema = z.strictObject({
  planId: idSchema,
  kind: z.enum(['install', 'use', 'remove', 'clean', 'adopt']),
  /** The effect in one line, e.g. "Switch to go1.26.8". */
  title: textSchema,
  /** What would be done, in order. `lines` are raw: paths, or lines of a file with `+ ` or `- ` in front. */
  steps: z.array(z.strictObject({ text: textSchema, lines: z.array(z.string()) })),
  /** What speaks against it: who uses what would go, what is wrong with what would come. */
  warnings: z.array(textSchema),
  /** What to know before: what it costs, what is left to the person. */
  notes: z.array(textSchema),
  undo: z.strictObject({ level: z.enum(['full', 'partial', 'none']), text: textSchema }),
  /** What only root may do, whole, to be copied; empty where nothing needs root. */
  commands: z.array(z.string()),
  /** Why it cannot be done from here; null where it can. */
  obstacle: textSchema.nullable(),
})
export type Plan = z.infer<typeof planSchema>

/** What can still be done where a change failed. */
export const waySchema = z.strictObject({
  text: textSchema,
  /** For a terminal; null where there is none. */
  command: textSchema.nullable(),
  /** What can be planned for it here; null where nothing can. */
  instead: changeRequestSchema.nullable(),
})
export type Way = z.infer<typeof waySchema>

/** A change under way, or one that has ended since the app was started. */
export const taskSchema = z.strictObject({
  taskId: idSchema,
  kind: planSchema.shape.kind,
  title: textSchema,
  /** `paused` and `failed` can be gone on with. */
  state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled']),
  /** What it does just now. */
  phase: textSchema.nullable(),
  bytes: z.number().nonnegative(),
  /** Null while it is not known. */
  totalBytes: z.number().nonnegative().nullable(),
  bytesPerSecond: z.number().nonnegative().nullable(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** Whether pausing keeps what is there. */
  canPause: z.boolean(),
  /** How it ended, in a sentence or more; null while it runs. */
  outcome: z.array(textSchema).nullable(),
  /** What can still be done where it failed. */
  ways: z.array(waySchema),
  /** The row of the inventory that it made; null while there is none. */
  madeId: idSchema.nullable(),
})
export type Task = z.infer<typeof taskSchema>

/** A directory in which a person has a project that names a version of Go. */
export const projectSchema = z.strictObject({ id: idSchema, directory: z.string(), files: z.array(z.string()) })
export type GoProject = z.infer<typeof projectSchema>

/** Which Go runs in a directory, and why. */
export const whySchema = z.strictObject({
  directory: z.string(),
  /** One entry for each session that could be asked. */
  sessions: z.array(
    z.strictObject({
      title: textSchema,
      /** What runs in the end, e.g. `go1.26.8`; null where nothing would. */
      toolchain: z.string().nullable(),
      /** Why, in order: one sentence for each thing that decides. */
      because: z.array(textSchema),
    }),
  ),
  /** Files that name a version: `line` is as written. */
  pins: z.array(z.strictObject({ path: z.string(), line: z.string() })),
  conflicts: z.array(textSchema),
  /**
   * What the project needs and no new session would run: the release to use, and why that one. `id` is the row that has
   * it, null where it is not here.
   */
  missing: z.strictObject({ version: z.string(), id: idSchema.nullable(), reason: textSchema }).nullable(),
})
export type GoWhy = z.infer<typeof whySchema>

const nothing = z.strictObject({})
const ofRow = z.strictObject({ id: idSchema })
const ofTask = z.strictObject({ taskId: idSchema })

/** The calls about Go; part of `calls`. */
export const goCalls = {
  /** Every Go on this machine, whoever put it there, without sizes. */
  'go:inventory': { input: nothing, answer: inventorySchema },
  /** The size on disk of one, which may take a while; null where it could not be read. */
  'go:size': { input: ofRow, answer: z.strictObject({ bytes: z.number().nonnegative().nullable() }) },
  /** Proves it anew: reads the whole tree, and asks the checksum database or the package manager. */
  'go:prove': { input: ofRow, answer: integritySchema },
  /** Opens its folder in the person's file manager. */
  'go:reveal': { input: ofRow, answer: nothing },
  /** The versions there are, as all who know say now or said last. */
  'go:catalogue': { input: nothing, answer: catalogueSchema },
  /** Projects below the person's home, and the one the app was started in. */
  'go:projects': { input: nothing, answer: z.array(projectSchema) },
  /** Which Go runs in a project; without one, in the person's home. */
  'go:why': { input: z.strictObject({ id: idSchema.nullable() }), answer: whySchema },
  /** What a change would do; changes nothing. */
  'go:plan': { input: changeRequestSchema, answer: planSchema },
  /** Does what was planned, if it still is what would be done. A plan is good for once. */
  'go:apply': { input: z.strictObject({ planId: idSchema }), answer: ofTask },
  /** Every task since the app was started, the newest first. */
  'tasks:list': { input: nothing, answer: z.array(taskSchema) },
  /** Stops a task and keeps what it has, to go on later. */
  'task:pause': { input: ofTask, answer: nothing },
  /** Goes on with a task that was paused or has failed. */
  'task:resume': { input: ofTask, answer: nothing },
  /** Stops a task and leaves nothing of it. */
  'task:cancel': { input: ofTask, answer: nothing },
} as const

/** The events about Go; part of `events`. */
export const goEvents = {
  /** A task as it stands now. */
  'task:changed': taskSchema,
  /** What is here may have changed: the inventory is to be asked for again. */
  'go:changed': nothing,
} as const
