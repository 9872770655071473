/** A person's choices in `$XDG_CONFIG_HOME/groundwork/settings.json`: the only file the app writes by itself. */
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { fail, settingsSchema, succeed, type Settings } from '#contract'
import type { SettingsKeeper } from '../core/application.ts'
import { writePrivateFile } from './private-file.ts'

/** Where the settings are for a person with `environment`; null where neither XDG_CONFIG_HOME nor HOME is usable. */
export const settingsPath = (environment: Readonly<Record<string, string>>): string | null => {
  const { XDG_CONFIG_HOME: config, HOME: home } = environment
  if (config?.startsWith('/')) return join(config, 'groundwork/settings.json')
  return home?.startsWith('/') ? join(home, '.config/groundwork/settings.json') : null
}

/**
 * Keeps settings in `path`. A file that is missing or makes no sense counts as defaults and is replaced at the next
 * change; each change is written beside it and renamed, so that the file is never half.
 */
export const createSettingsFile = (path: string | null): SettingsKeeper => {
  const defaults = settingsSchema.parse({})
  const read = async (): Promise<Settings> => {
    if (path === null) return defaults
    try {
      const parsed = settingsSchema.safeParse(JSON.parse(await fs.readFile(path, 'utf8')))
      return parsed.success ? parsed.data : defaults
    } catch {
      return defaults
    }
  }
  return {
    read: async () => succeed(await read()),
    change: async (change) => {
      const changed: Settings = { ...(await read()), ...withoutUndefined(change) }
      if (path === null) return fail({ kind: 'settings-unusable', path: '', detail: 'HOME is not set' })
      try {
        await writePrivateFile(path, `${JSON.stringify(changed, null, 2)}\n`)
        return succeed(changed)
      } catch (error) {
        return fail({ kind: 'settings-unusable', path, detail: error instanceof Error ? error.message : String(error) })
      }
    },
  }
}

const withoutUndefined = <Shape extends object>(
  shape: Shape,
): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as never
