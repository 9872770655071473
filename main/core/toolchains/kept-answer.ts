/** How what a list of releases said is written down between runs. */
import { z } from 'zod'
import type { KeptAnswer } from './catalogue.ts'

const keptSchema = z.object({
  name: z.string(),
  at: z.coerce.date(),
  releases: z.array(
    z.object({
      name: z.string(),
      isStable: z.boolean(),
      archives: z.array(
        z.object({ filename: z.string(), arch: z.string(), sha256: z.string().nullable(), bytes: z.number() }),
      ),
    }),
  ),
})

/** What was written down, and whose it is; null where it is damaged, which is as good as none. */
export const parseKeptAnswer = (text: string): (KeptAnswer & { readonly name: string }) | null => {
  try {
    return keptSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
