/** Errors whose sentence people read: in every language, from wherever they are thrown. */
import type { Text } from '#contract'

export class Told extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/** What an error says: in words of ours, or as the system said it, which is in one language only. */
export const toldBy = (error: unknown): Text => {
  if (error instanceof Told) return error.text
  const detail = error instanceof Error ? error.message : String(error)
  return { en: detail, 'zh-CN': detail }
}
