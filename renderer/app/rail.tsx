/** The screens there are. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useChecklist } from '../features/checklist/checklist-store.ts'
import { badgeOf } from '../features/versions/task-line.ts'
import { useTasks } from '../features/versions/tasks-store.ts'
import { classes } from '../ui/classes.ts'
import { ChecklistIcon, GroundworkIcon, SettingsIcon, VersionsIcon } from '../ui/icons.tsx'
import { goTo, useNavigation, type Screen } from './navigation-store.ts'
import styles from './rail.module.css'

export const Rail = () => {
  const { t } = useTranslation()
  const results = useChecklist((state) => state.results)
  const problems = Object.values(results).filter(({ result }) => result === 'fail').length
  return (
    <nav className={styles.rail} aria-label={t('app.screens')}>
      <span className={styles.sign}>
        <GroundworkIcon size={26} />
      </span>
      <Place screen="checklist" label={t('app.checklist')} icon={<ChecklistIcon size={22} />}>
        {problems > 0 && (
          <span className={styles.badge} aria-label={t('app.problemsBadge', { count: problems })} role="img">
            {problems}
          </span>
        )}
      </Place>
      <Place screen="versions" label={t('app.versions')} icon={<VersionsIcon size={22} />}>
        <VersionsBadge />
      </Place>
      <span className={styles.gap} />
      <Place screen="settings" label={t('app.settings')} icon={<SettingsIcon size={22} />} />
    </nav>
  )
}

/** Only while a task is under way, or when one has failed. */
const VersionsBadge = () => {
  const { t } = useTranslation()
  const { tasks, putAway } = useTasks()
  const badge = badgeOf(tasks, putAway)
  if (!badge) return null
  const isFailed = badge.kind === 'failed'
  const label = isFailed ? t('app.failedBadge', { count: badge.count }) : t('app.runningBadge', { count: badge.count })
  return (
    <span className={classes(styles.badge, !isFailed && styles.busy)} aria-label={label} role="img">
      {isFailed ? '!' : badge.count}
    </span>
  )
}

interface PlaceProps {
  readonly screen: Screen
  readonly label: string
  readonly icon: ReactNode
  readonly children?: ReactNode
}

const Place = ({ screen, label, icon, children }: PlaceProps) => {
  const isHere = useNavigation((state) => state.screen === screen)
  return (
    <button
      type="button"
      className={classes(styles.place, isHere && styles.here)}
      aria-current={isHere ? 'page' : undefined}
      onClick={() => goTo(screen)}
    >
      <span className={styles.icon}>
        {icon}
        {children}
      </span>
      <span>{label}</span>
    </button>
  )
}
