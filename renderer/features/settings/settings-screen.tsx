/** The Settings screen: language, appearance, and what this app is. */
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract'
import styles from './settings-screen.module.css'
import { changeSettings, useSettings } from './settings-store.ts'

export const SettingsScreen = () => {
  const { t } = useTranslation()
  const { settings, app } = useSettings()
  const own = { en: t('settings.english'), 'zh-CN': t('settings.chinese') }
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <h1 className={styles.title}>{t('settings.title')}</h1>
        <Choice
          name="language"
          legend={t('settings.language')}
          chosen={settings.language}
          options={[
            { value: 'system', label: t('settings.languageSystem', { language: own[app.systemLanguage] }) },
            { value: 'en', label: own.en, lang: 'en' },
            { value: 'zh-CN', label: own['zh-CN'], lang: 'zh-CN' },
          ]}
          onChoose={(language) => void changeSettings({ language })}
        />
        <Choice
          name="theme"
          legend={t('settings.theme')}
          chosen={settings.theme}
          options={themes.map((value) => ({ value, label: themeWord(value, t), picture: <Swatch theme={value} /> }))}
          onChoose={(theme) => void changeSettings({ theme })}
        />
        <section className={styles.section}>
          <h2 className={styles.legend}>{t('settings.keyboard')}</h2>
          <dl className={styles.keys}>
            {keys(t).map(([does, ...pressed]) => (
              <div key={does} className={styles.key}>
                <dt>{does}</dt>
                <dd>
                  {pressed.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section className={styles.section}>
          <h2 className={styles.legend}>{t('settings.about')}</h2>
          <p>{t('settings.version', { version: app.version })}</p>
          <p className={styles.soft}>{t('settings.promise')}</p>
        </section>
      </div>
    </main>
  )
}

const keys = (t: TFunction): readonly (readonly [string, ...string[]])[] => [
  [t('settings.keyMove'), '↑', '↓'],
  [t('settings.keyOpen'), 'Enter'],
  [t('settings.keyClose'), 'Esc'],
  [t('settings.keyFold'), '←', '→'],
  [t('settings.keySearch'), '/', 'Ctrl+F'],
  [t('settings.keyAgain'), 'F5', 'Ctrl+R'],
]

const themes = ['system', 'light', 'dark'] as const

const themeWord = (theme: Settings['theme'], t: TFunction): string => {
  switch (theme) {
    case 'system':
      return t('settings.themeSystem')
    case 'light':
      return t('settings.themeLight')
    case 'dark':
      return t('settings.themeDark')
  }
}

const Swatch = ({ theme }: { readonly theme: Settings['theme'] }) => (
  <span className={styles.swatch} data-swatch={theme} aria-hidden="true">
    <span />
    <span />
  </span>
)

interface ChoiceProps<Value extends string> {
  readonly name: string
  readonly legend: string
  readonly chosen: Value
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly lang?: string
    readonly picture?: ReactNode
  }[]
  readonly onChoose: (value: Value) => void
}

const Choice = <Value extends string>({ name, legend, chosen, options, onChoose }: ChoiceProps<Value>) => (
  <fieldset className={styles.section}>
    <legend className={styles.legend}>{legend}</legend>
    <div className={styles.options}>
      {options.map(({ value, label, lang, picture }) => (
        <label key={value} className={styles.option}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
          {picture}
          <span lang={lang}>{label}</span>
        </label>
      ))}
    </div>
  </fieldset>
)
