/** The frame of the app: the rail on the left, calm lines on top where there is something to say, one screen. */
import { useEffect, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { ChecklistScreen } from '../features/checklist/checklist-screen.tsx'
import { SettingsScreen } from '../features/settings/settings-screen.tsx'
import { languageOf, useSettings } from '../features/settings/settings-store.ts'
import { VersionsScreen } from '../features/versions/versions-screen.tsx'
import { speak } from '../language/words.ts'
import styles from './app.module.css'
import { Banners } from './banners.tsx'
import { LiveRegion } from './live-region.tsx'
import { useNavigation, type Screen } from './navigation-store.ts'
import { Rail } from './rail.tsx'

const screens = {
  checklist: <ChecklistScreen />,
  versions: <VersionsScreen />,
  settings: <SettingsScreen />,
} as const satisfies Record<Screen, ReactNode>

export const App = () => {
  const screen = useNavigation((state) => state.screen)
  const language = useSettings(languageOf)
  const theme = useSettings((state) => state.settings.theme)

  useEffect(() => speak(language), [language])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])

  return (
    <I18nProvider locale={language}>
      <div className={styles.app}>
        <Rail />
        <div className={styles.body}>
          <Banners />
          <div className={styles.screen}>{screens[screen]}</div>
        </div>
        <LiveRegion />
      </div>
    </I18nProvider>
  )
}
