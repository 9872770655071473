/** What a person chose. Everything has a default, so a lost or damaged file costs nothing but the choices. */
import { z } from 'zod'
import { languages } from './text.ts'

export const settingsSchema = z.strictObject({
  /** `system` follows LC_ALL, LC_MESSAGES, LANG. */
  language: z.enum(['system', ...languages]).default('system'),
  /** `system` follows the desktop. */
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Whether the calm first-run line was put away. */
  introductionSeen: z.boolean().default(false),
})
export type Settings = z.infer<typeof settingsSchema>

/** A change names only what changes. Nothing in it has a default: what is not named stays as it is. */
export const settingsChangeSchema = z.strictObject({
  language: z.enum(['system', ...languages]).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  introductionSeen: z.boolean().optional(),
})
export type SettingsChange = z.infer<typeof settingsChangeSchema>
