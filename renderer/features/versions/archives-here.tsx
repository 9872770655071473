/** Ways that need no list: release archives that are on this computer, and what a terminal can be told besides. */
import { useTranslation } from 'react-i18next'
import type { ArchiveHere } from '#contract'
import { CopyButton } from '../../app/copy-button.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../../ui/card.module.css'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import styles from './archives-here.module.css'
import { useCatalogue } from './catalogue-store.ts'
import { askPlan } from './plan-store.ts'

export interface ArchivesHereProps {
  readonly archives: readonly ArchiveHere[]
  /** What stands in the commands, e.g. `go1.27.4`. */
  readonly example: string
}

export const ArchivesHere = ({ archives, example }: ArchivesHereProps) => {
  const { t } = useTranslation()
  const scope = useCatalogue((state) => state.scope)
  const number = example.slice(2)
  const commands = [
    `groundwork go install ${number} --from https://ADDRESS/`,
    `groundwork go install ${number} --from ./FOLDER`,
  ]
  return (
    <div className={styles.ways}>
      {archives.length > 0 && (
        <div>
          <h3 className={styles.heading}>{t('archives.title')}</h3>
          <ul className={card.card} data-list="archives">
            {archives.map(({ id, version, name, directory }) => (
              <li key={id} className={styles.archive}>
                <span className={styles.words}>
                  <b>{name}</b>
                  <code>
                    <Breakable text={directory} />
                  </code>
                </span>
                <Button
                  isSmall
                  aria-label={t('archives.installThis', { name })}
                  onClick={() => void askPlan({ kind: 'install', version, scope, source: id }, version)}
                >
                  {t('available.install')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Disclosure summary={t('archives.elsewhere')}>
        <p className={styles.soft}>{t('archives.elsewhereHow')}</p>
        <CodeBlock
          lines={commands}
          label={t('archives.elsewhere')}
          action={<CopyButton hasWord text={commands.join('\n')} label={t('copy.commands')} />}
        />
      </Disclosure>
    </div>
  )
}
