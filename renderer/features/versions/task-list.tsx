/** Changes under way, and how the last one ended; those before it are one line. */
import { useTranslation } from 'react-i18next'
import type { Task } from '#contract'
import { formatList } from '../../language/format.ts'
import card from '../../ui/card.module.css'
import { Disclosure } from '../../ui/disclosure.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import styles from './task-list.module.css'
import { arrangeTasks, distinctTitles, shownTasks } from './task-line.ts'
import { TaskRow } from './task-row.tsx'
import { useTasks } from './tasks-store.ts'

export const TaskList = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const { tasks, putAway, lastEnded } = useTasks()
  const shown = shownTasks(tasks, putAway)
  if (shown.length === 0) return null
  const { current, earlier } = arrangeTasks(shown, lastEnded)
  const titles = distinctTitles(tasks, language)
  const failed = earlier.filter(({ state }) => state === 'failed').length
  const rows = (some: readonly Task[]) => (
    <ul className={card.card}>
      {some.map((task) => (
        <TaskRow key={task.taskId} task={task} name={titles.get(task.taskId) ?? ''} />
      ))}
    </ul>
  )
  return (
    <section className={styles.section} aria-labelledby="versions-tasks">
      <h2 className={styles.heading} id="versions-tasks">
        {t('task.title')}
      </h2>
      {current.length > 0 && rows(current)}
      {earlier.length > 0 && (
        <Disclosure
          summary={formatList(
            [
              t('task.earlier', { count: earlier.length }),
              ...(failed > 0 ? [t('task.earlierFailed', { count: failed })] : []),
            ],
            language,
          )}
        >
          {rows(earlier)}
        </Disclosure>
      )}
    </section>
  )
}
