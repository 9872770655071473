/** What can still be done where a change failed: what can be planned here as buttons, the rest as commands to copy. */
import { useTranslation } from 'react-i18next'
import type { Way } from '#contract'
import { CopyButton } from '../../app/copy-button.tsx'
import { pick } from '../../language/words.ts'
import { Button } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { askPlan } from './plan-store.ts'
import styles from './ways.module.css'

export const Ways = ({ ways }: { readonly ways: readonly Way[] }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const elsewhere = ways.filter(({ instead }) => instead === null)
  return (
    <div className={styles.ways}>
      {ways.map(({ text, instead }, index) =>
        instead?.kind === 'install' ? (
          <Button key={index} isSmall onClick={() => void askPlan(instead, instead.version)}>
            {pick(text, language)}…
          </Button>
        ) : null,
      )}
      {elsewhere.length > 0 && (
        <Disclosure summary={t('task.otherWays', { count: elsewhere.length })}>
          <ul className={styles.list}>
            {elsewhere.map((way, index) => (
              <li key={index}>
                <p>{pick(way.text, language)}</p>
                {way.command && (
                  <CodeBlock
                    lines={[pick(way.command, language)]}
                    label={pick(way.text, language)}
                    action={<CopyButton hasWord text={pick(way.command, language)} label={t('copy.commands')} />}
                  />
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}
