/** One task: what, how far, how fast, and what can be asked of it; at its end how it ended and what comes next. */
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '#contract'
import { formatList } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CrossIcon, DownloadIcon, OctagonIcon, PauseIcon, SlashIcon, TickIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { changeAsked } from './go-actions.ts'
import { useInventory } from './inventory-store.ts'
import { headlineId } from './leave-versions-panel.ts'
import { isEnded, progressParts, shareOf } from './task-line.ts'
import styles from './task-row.module.css'
import { putTaskAway, steerTask, takeWanted, useTasks, wantTask } from './tasks-store.ts'
import { Ways } from './ways.tsx'

const icons = {
  running: DownloadIcon,
  paused: PauseIcon,
  done: TickIcon,
  failed: OctagonIcon,
  cancelled: SlashIcon,
} as const

export interface TaskRowProps {
  readonly task: Task
  /** Its title, told apart from others of the same. */
  readonly name: string
}

export const TaskRow = ({ task, name }: TaskRowProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const title = useRef<HTMLHeadingElement>(null)
  const isWanted = useTasks((state) => state.wanted === task.taskId)
  const made = useInventory((state) => state.inventory?.rows.find(({ id }) => id === task.madeId))
  const { taskId, state, phase, outcome } = task
  const Icon = icons[state]
  const isOpen = !isEnded(task)
  const parts = progressParts(task, t, language)

  // Whoever has just agreed to it sees how it goes.
  useLayoutEffect(() => {
    if (!isWanted) return
    title.current?.focus()
    takeWanted()
  }, [isWanted])

  /** It may stand in another place afterwards. */
  const resume = async (): Promise<void> => {
    await steerTask('task:resume', taskId)
    wantTask(taskId)
  }
  const putAway = (): void => {
    putTaskAway(taskId)
    document.getElementById(headlineId)?.focus()
  }
  return (
    <li className={styles.task} data-task={state} data-kind={task.kind}>
      <Icon className={styles[state]} />
      <div className={styles.body}>
        <h3 className={styles.title} tabIndex={-1} ref={title}>
          {pick(task.title, language)}
        </h3>
        <p className={styles.line}>
          <span className={styles.state}>
            {state === 'running' && phase ? pick(phase, language) : t(`task.state_${state}`)}
          </span>
          {isOpen && parts.length > 0 && <span className={styles.numbers}>{formatList(parts, language)}</span>}
        </p>
        {isOpen && <Progress task={task} words={formatList(parts, language)} />}
        {outcome && outcome.length > 0 && (
          <ul className={styles.outcome}>
            {outcome.map((sentence, index) => (
              <li key={index}>
                <Breakable text={pick(sentence, language)} />
              </li>
            ))}
          </ul>
        )}
        {task.ways.length > 0 && <Ways ways={task.ways} />}
      </div>
      <span className={styles.actions}>
        {state === 'running' && task.canPause && (
          <Button isSmall onClick={() => void steerTask('task:pause', taskId)}>
            {t('task.pause')}
          </Button>
        )}
        {(state === 'paused' || state === 'failed') && (
          <Button isSmall look="soft" onClick={() => void resume()}>
            {t(state === 'paused' ? 'task.resume' : 'task.tryAgain')}
          </Button>
        )}
        {state !== 'done' && state !== 'cancelled' && (
          <Button isSmall onClick={() => void steerTask('task:cancel', taskId)}>
            {t(state === 'failed' ? 'task.discard' : 'task.cancel')}
          </Button>
        )}
        {state === 'done' && made?.can.includes('use') && (
          <Button isSmall look="soft" onClick={() => changeAsked('use', made)}>
            {t('task.use')}
          </Button>
        )}
        {!isOpen && (
          <IconButton label={t('task.putAway', { title: name })} onClick={putAway}>
            <CrossIcon />
          </IconButton>
        )}
      </span>
    </li>
  )
}

const Progress = ({ task, words }: { readonly task: Task; readonly words: string }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const share = shareOf(task)
  return (
    <progress
      className={styles.bar}
      aria-label={t('task.progress', { title: pick(task.title, language) })}
      aria-valuetext={words === '' ? undefined : words}
      {...(share === null ? {} : { max: 1, value: share })}
    />
  )
}
