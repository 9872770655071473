/** Changes under way, and how the last ones ended. */
import { useTranslation } from 'react-i18next'
import card from '../../ui/card.module.css'
import styles from './task-list.module.css'
import { shownTasks } from './task-line.ts'
import { TaskRow } from './task-row.tsx'
import { useTasks } from './tasks-store.ts'

export const TaskList = () => {
  const { t } = useTranslation()
  const { tasks, putAway } = useTasks()
  const shown = shownTasks(tasks, putAway)
  if (shown.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="versions-tasks">
      <h2 className={styles.heading} id="versions-tasks">
        {t('task.title')}
      </h2>
      <ul className={card.card}>
        {shown.map((task) => (
          <TaskRow key={task.taskId} task={task} />
        ))}
      </ul>
    </section>
  )
}
