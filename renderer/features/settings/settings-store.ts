/** What the person chose, as the app keeps it. */
import { create } from 'zustand'
import type { CallAnswer, Language, Settings, SettingsChange } from '#contract'
import { tellFault } from '../../app/notice-store.ts'
import { call } from '../../client/client.ts'

export type AppDescription = CallAnswer<'app:describe'>

interface SettingsState {
  readonly app: AppDescription
  readonly settings: Settings
}

/** Filled by `readSettings` before the first paint. */
export const useSettings = create<SettingsState>(() => ({
  app: { version: '', surface: 'chromium', systemLanguage: 'en', isRoot: false, isSandboxed: true },
  settings: { language: 'system', theme: 'system', introductionSeen: false },
}))

/** The language the page speaks: the chosen one, or the system's. */
export const languageOf = ({ settings, app }: SettingsState): Language =>
  settings.language === 'system' ? app.systemLanguage : settings.language

/** The language the page speaks, in a component. */
export const useLanguage = (): Language => useSettings(languageOf)

/** Asks for the settings. Where they cannot be read, the defaults stand, and the page says why. */
export const readSettings = async (): Promise<void> => {
  const [app, settings] = await Promise.all([call('app:describe', {}), call('settings:read', {})])
  if (app.ok) useSettings.setState({ app: app.value })
  else tellFault(app.fault)
  if (settings.ok) useSettings.setState({ settings: settings.value })
  else tellFault(settings.fault)
}

/** Applies a choice at once, and has it kept. Where it cannot be kept it holds for now, and the page says so. */
export const changeSettings = async (change: SettingsChange): Promise<void> => {
  const { settings } = useSettings.getState()
  useSettings.setState({
    settings: {
      language: change.language ?? settings.language,
      theme: change.theme ?? settings.theme,
      introductionSeen: change.introductionSeen ?? settings.introductionSeen,
    },
  })
  const kept = await call('settings:change', change)
  if (!kept.ok) tellFault(kept.fault)
}
