/** A plan whole: what stands in its way, each step with its paths and lines, what to know, the way back, commands. */
import { useTranslation } from 'react-i18next'
import type { Plan } from '#contract'
import { undoTexts } from '#contract/words'
import { CopyButton } from '../../app/copy-button.tsx'
import { pick } from '../../language/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { classes } from '../../ui/classes.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { NoteIcon, ShieldIcon, TriangleIcon, UndoIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './plan-details.module.css'
import { planLine } from './plan-view.ts'

export const PlanDetails = ({ plan }: { readonly plan: Plan }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { steps, warnings, notes, undo, commands, obstacle } = plan
  return (
    <div className={styles.plan}>
      {obstacle && (
        <p className={styles.obstacle}>
          <TriangleIcon size={16} />
          <span>
            <Breakable text={pick(obstacle, language)} />
          </span>
        </p>
      )}
      {steps.length > 0 && (
        <ol className={styles.steps} aria-label={t('plan.steps')}>
          {steps.map(({ text, lines }, index) => (
            <li key={index}>
              <span>
                <Breakable text={pick(text, language)} />
              </span>
              {lines.length > 0 && (
                <pre className={styles.lines}>
                  {lines.map(planLine).map((line, at) => (
                    <code key={at} className={classes(styles.line, styles[line.kind])}>
                      <Breakable text={line.text} />
                      {'\n'}
                    </code>
                  ))}
                </pre>
              )}
            </li>
          ))}
        </ol>
      )}
      {commands.length > 0 && (
        <div className={styles.commands}>
          <p className={styles.root}>
            <ShieldIcon size={16} />
            <span>{t('plan.commands')}</span>
          </p>
          <CodeBlock
            lines={commands}
            label={t('plan.commandsLabel')}
            action={<CopyButton hasWord text={commands.join('\n')} label={t('copy.commands')} />}
          />
        </div>
      )}
      {warnings.length > 0 && (
        <ul className={styles.warnings} aria-label={t('plan.warnings')}>
          {warnings.map((warning, index) => (
            <li key={index}>
              <TriangleIcon size={16} />
              <span>
                <Breakable text={pick(warning, language)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.notes}>
        {notes.map((note, index) => (
          <li key={index}>
            <NoteIcon size={16} />
            <span>
              <Breakable text={pick(note, language)} />
            </span>
          </li>
        ))}
        <li className={styles[`undo-${undo.level}`]}>
          <UndoIcon size={16} />
          <span>
            <b>{undoTexts[undo.level][language]}</b>
            {undo.text[language] === '' ? '' : `${language === 'zh-CN' ? '：' : ': '}${pick(undo.text, language)}`}
          </span>
        </li>
      </ul>
    </div>
  )
}
