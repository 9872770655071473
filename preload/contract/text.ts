/** Words in every language the app speaks. Wherever a person reads a sentence made by the core, it is a `Text`. */
import { z } from 'zod'

/** The languages, as BCP 47 tags. A new language starts here; the compiler then asks for its words everywhere. */
export const languages = ['en', 'zh-CN'] as const
export const languageSchema = z.enum(languages)
export type Language = z.infer<typeof languageSchema>

/** One sentence, or a few words, in every language. Plain text: never markup. */
export const textSchema = z.strictObject({ en: z.string(), 'zh-CN': z.string() }).meta({ id: 'Text' })
export type Text = z.infer<typeof textSchema>

/** Something observed or expected: raw (a path, a version: the same in every language) or in words. */
export const observationSchema = z.union([z.string(), textSchema])
export type Observation = z.infer<typeof observationSchema>
