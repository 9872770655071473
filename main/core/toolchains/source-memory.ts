/** Who was the fastest last time: kept between runs, so that not everybody is asked each time. */
import { z } from 'zod'

export interface SourceMemory {
  /** The name of a supplier; null where none is kept, or only one that is too old. */
  read(): Promise<string | null>
  /** Keeps `name`, or with null forgets. Nothing fails where nothing can be kept. */
  keep(name: string | null): Promise<void>
}

const keptSchema = z.object({ at: z.coerce.date(), name: z.string() })

/** Networks change: after so long, everybody is asked again. */
const daysKept = 30

export const keptSourceText = (name: string, at: Date): string => `${JSON.stringify({ at, name })}\n`

/** The name in what was written down; null where that is damaged, too old, or from a time to come. */
export const parseKeptSource = (text: string, now: Date): string | null => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const kept = keptSchema.safeParse(json)
  if (!kept.success) return null
  const days = (now.getTime() - kept.data.at.getTime()) / 86_400_000
  return days >= 0 && days <= daysKept ? kept.data.name : null
}
