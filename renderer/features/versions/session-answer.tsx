/** What runs in some sessions, and each thing that decides it, in order. */
import { useTranslation } from 'react-i18next'
import { formatList } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './session-answer.module.css'
import type { SessionGroup } from './why-view.ts'

export const SessionAnswer = ({ group }: { readonly group: SessionGroup }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { titles, toolchain, because } = group
  const names = formatList(
    titles.map((title) => pick(title, language)),
    language,
  )
  return (
    <li className={styles.session}>
      <h4 className={styles.names}>{names}</h4>
      <p className={styles.toolchain}>{toolchain ?? t('why.nothingRuns')}</p>
      <ol className={styles.because}>
        {because.map((reason, index) => (
          <li key={index}>
            <Breakable text={pick(reason, language)} />
          </li>
        ))}
      </ol>
    </li>
  )
}
