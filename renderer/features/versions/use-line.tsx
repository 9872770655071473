/** What a Go is to the sessions: its sign and its words. */
import { useTranslation } from 'react-i18next'
import type { GoRow } from '#contract'
import { formatList } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { MinusIcon, NoteIcon, SlashIcon, TickIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { sessionUseOf } from './rows.ts'
import styles from './use-line.module.css'

const icons = { active: TickIcon, runs: NoteIcon, hidden: SlashIcon, unused: MinusIcon } as const

export const UseIcon = ({ row }: { readonly row: GoRow }) => {
  const { kind } = sessionUseOf(row)
  const Icon = icons[kind]
  return <Icon className={styles[kind]} />
}

export const UseLine = ({ row }: { readonly row: GoRow }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { kind, sessions } = sessionUseOf(row)
  const names = formatList(
    sessions.map((session) => pick(session, language)),
    language,
  )
  return (
    <span className={styles.line}>
      {kind === 'active' && <b className={styles.active}>{t('versions.useActive')}</b>}
      <span>{t(`versions.use_${kind}`, { sessions: names })}</span>
    </span>
  )
}
