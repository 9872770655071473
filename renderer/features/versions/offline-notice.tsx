/** That nobody answers, since when the list is kept, and which ways remain. */
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../app/copy-button.tsx'
import { formatMoment } from '../../language/format.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { NoteIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import type { Freshness } from './available.ts'
import styles from './offline-notice.module.css'

/** Needs no network where its proof lies beside it: an archive that somebody brought. */
const fromFile = 'groundwork go install 1.26.8 --from ./go1.26.8.linux-amd64.tar.gz'

export const OfflineNotice = ({ freshness }: { readonly freshness: Freshness }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  if (freshness.kind === 'now') return null
  return (
    <div className={styles.notice} data-offline={freshness.kind}>
      <p className={styles.line}>
        <NoteIcon size={16} />
        <span>
          {freshness.kind === 'kept'
            ? t('available.offlineKept', { moment: formatMoment(Date.parse(freshness.at), language) })
            : t('available.offline')}
        </span>
      </p>
      {freshness.kind === 'nothing' && (
        <>
          <p className={styles.ways}>{t('available.ways')}</p>
          <CodeBlock
            lines={[fromFile]}
            label={t('available.fromFile')}
            action={<CopyButton hasWord text={fromFile} label={t('copy.commands')} />}
          />
        </>
      )}
    </div>
  )
}
