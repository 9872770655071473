/** Who was asked for versions: who answered and when, who was silent and why. */
import { useTranslation } from 'react-i18next'
import type { GoCatalogue } from '#contract'
import { useNow } from '../../app/now-store.ts'
import { formatAgo, formatMoment } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { MinusIcon, TickIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './answers.module.css'

export const Answers = ({ answers }: Pick<GoCatalogue, 'answers'>) => {
  const { t } = useTranslation()
  const answered = answers.filter(({ problem }) => problem === null).length
  return (
    <Disclosure summary={t('available.answered', { count: answered, total: answers.length })}>
      <ul className={styles.answers}>
        {answers.map((answer) => (
          <AnswerLine key={answer.name} answer={answer} />
        ))}
      </ul>
    </Disclosure>
  )
}

const AnswerLine = ({ answer }: { readonly answer: GoCatalogue['answers'][number] }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const nowMs = useNow((state) => state.nowMs)
  const { name, at, problem } = answer
  const atMs = at === null ? null : Date.parse(at)
  const ago = atMs === null ? null : formatAgo(atMs, nowMs, language)
  return (
    <li className={styles.answer}>
      {problem ? <MinusIcon size={15} className={styles.silent} /> : <TickIcon size={15} className={styles.spoke} />}
      <span className={styles.words}>
        <code className={styles.name}>{name}</code>
        <span className={classes(styles.what)} title={atMs === null ? undefined : formatMoment(atMs, language)}>
          {problem === null
            ? ago === null
              ? t('available.saidNow')
              : t('available.said', { ago })
            : [
                t('available.silent', { problem: pick(problem, language) }),
                atMs === null
                  ? t('available.keptNothing')
                  : t('available.kept', { moment: formatMoment(atMs, language) }),
              ].join(language === 'zh-CN' ? '' : ' ')}
        </span>
      </span>
    </li>
  )
}
