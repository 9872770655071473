/** One way to put it right: the effect, for whom, what it costs, the commands, and the way back. */
import { useTranslation } from 'react-i18next'
import type { Fix } from '#contract'
import { activationTexts, privilegeTexts, undoTexts } from '#contract/words'
import { CopyButton } from '../../app/copy-button.tsx'
import { pick } from '../../language/words.ts'
import { classes } from '../../ui/classes.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { ShieldIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './fix-card.module.css'

export const FixCard = ({ fix }: { readonly fix: Fix }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const title = pick(fix.title, language)
  const { undo } = fix
  const undoWords = undo.reason
    ? `${undoTexts[undo.level][language]}: ${pick(undo.reason, language)}`
    : undoTexts[undo.level][language]
  return (
    <div className={styles.card}>
      <h4 className={styles.title}>{title}</h4>
      <p className={styles.when}>{pick(fix.when, language)}</p>
      {fix.tradeoff && (
        <p className={styles.tradeoff}>
          <b>{t('details.tradeoff')}</b> {pick(fix.tradeoff, language)}
        </p>
      )}
      <ul className={styles.marks}>
        <li className={classes(styles.mark, fix.privilege === 'root' && styles.root)}>
          {fix.privilege === 'root' && <ShieldIcon size={14} />}
          {privilegeTexts[fix.privilege][language]}
        </li>
        <li className={styles.mark}>{activationTexts[fix.activation][language]}</li>
        <li className={styles.mark}>{undoWords}</li>
      </ul>
      {fix.commands.length > 0 ? (
        <CodeBlock
          lines={fix.commands}
          label={t('details.commands', { title })}
          action={<CopyButton hasWord text={fix.commands.join('\n')} label={t('copy.commands')} />}
        />
      ) : (
        <p className={styles.soft}>{t('details.byHand')}</p>
      )}
      {undo.commands.length > 0 && (
        <Disclosure summary={t('details.undo')}>
          <CodeBlock
            lines={undo.commands}
            label={t('details.undoCommands', { title })}
            action={<CopyButton hasWord text={undo.commands.join('\n')} label={t('copy.commands')} />}
          />
        </Disclosure>
      )}
    </div>
  )
}
