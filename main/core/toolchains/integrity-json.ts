/** Integrity as JSON: for programs, and for what is remembered between runs. */
import { z } from 'zod'
import type { Genuineness } from './genuine.ts'
import type { Integrity, RememberedIntegrity } from './integrity.ts'
import { archiveSchema, hashProofAsJson, hashProofFromJson, hashProofSchema } from './provenance.ts'

const paths = z.array(z.string())
const managers = ['dpkg', 'rpm', 'pacman', 'apk'] as const

const authoritySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('checksum-database'),
    proof: hashProofSchema,
    provedAt: z.coerce.date(),
    isKept: z.boolean(),
  }),
  z.object({ kind: z.literal('archive'), version: z.string(), archive: archiveSchema, provedAt: z.coerce.date() }),
  z.object({ kind: z.literal('package-manager'), manager: z.enum(managers), packages: paths }),
])

const leftOutSchema = z.object({ directories: paths, files: z.number(), isListed: z.boolean() }).nullable()
const publishedSchema = z.object({ by: authoritySchema, files: z.number(), leftOut: leftOutSchema })

const genuinenessSchema = z.discriminatedUnion('kind', [
  publishedSchema.extend({ kind: z.literal('published') }),
  publishedSchema.extend({ kind: z.literal('published-but-go-env'), settings: paths }),
  z.object({
    kind: z.literal('differs'),
    by: authoritySchema,
    files: z.number(),
    differences: z.object({ changed: paths, missing: paths, added: paths, more: z.number() }).nullable(),
    foreign: paths,
    modes: z.array(z.object({ path: z.string(), mode: z.string() })),
  }),
  z.object({
    kind: z.literal('cannot-tell'),
    reason: z.enum([
      'not-a-release',
      'unreadable',
      'no-network',
      'not-asked',
      'unsound-proof',
      'no-list',
      'no-proof',
      'other-build',
      'silent-manager',
    ]),
    detail: z.string(),
  }),
])

const rememberedSchema = z.object({
  format: z.literal(3),
  tree: z.string(),
  signatures: z.object({ all: z.string(), compiledIn: z.string() }),
  at: z.coerce.date(),
  found: genuinenessSchema,
})

/** With the proof whole, so that somebody else can check it: hashes as hexadecimal digits. */
export const genuinenessAsJson = (found: Genuineness): object => {
  if (found.kind === 'cannot-tell') return found
  const { by } = found
  return { ...found, by: by.kind === 'checksum-database' ? { ...by, proof: hashProofAsJson(by.proof) } : by }
}

/** Null where nothing is known. */
export const integrityAsJson = (integrity: Integrity | null): object | null =>
  integrity && { ...genuinenessAsJson(integrity.found), at: integrity.at }

export const formatRemembered = ({ integrity, signatures }: RememberedIntegrity): string => {
  const { tree, at, found } = integrity
  return JSON.stringify({ format: 3, tree, signatures, at, found: genuinenessAsJson(found) })
}

/** What was written down; null where it is damaged, or of another version of the app. */
export const parseRemembered = (text: string): RememberedIntegrity | null => {
  try {
    const { tree, signatures, at, found } = rememberedSchema.parse(JSON.parse(text))
    return { integrity: { tree, at, found: fromJson(found) }, signatures }
  } catch {
    return null
  }
}

const fromJson = (found: z.infer<typeof genuinenessSchema>): Genuineness => {
  if (found.kind === 'cannot-tell') return found
  const { by } = found
  return { ...found, by: by.kind === 'checksum-database' ? { ...by, proof: hashProofFromJson(by.proof) } : by }
}
