/** The counts, which are also the filters of the list. */
import { useTranslation } from 'react-i18next'
import { classes } from '../../ui/classes.ts'
import { useChecklist } from './checklist-store.ts'
import styles from './filter-chips.module.css'
import { chipsOf, type Filter } from './filters.ts'
import { StateIcon } from './state-icon.tsx'
import { toggleFilter, useView } from './view-store.ts'

export const FilterChips = () => {
  const { t } = useTranslation()
  const results = useChecklist((state) => state.results)
  const pressed = useView((state) => state.filter)
  const chips = chipsOf(Object.values(results))
  // A pressed chip stays although it stands for nothing any more: it must be possible to let go of it.
  const shown =
    pressed && !chips.some(({ filter }) => filter === pressed) ? [{ filter: pressed, count: 0 }, ...chips] : chips
  return (
    <div className={styles.chips} role="group" aria-label={t('checklist.filters')}>
      {shown.map(({ filter, count }) => (
        <Chip key={filter} filter={filter} count={count} isPressed={filter === pressed} />
      ))}
    </div>
  )
}

interface ChipProps {
  readonly filter: Filter
  readonly count: number
  readonly isPressed: boolean
}

const Chip = ({ filter, count, isPressed }: ChipProps) => {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={classes(styles.chip, isPressed && styles.pressed)}
      aria-pressed={isPressed}
      onClick={() => toggleFilter(filter)}
    >
      <StateIcon state={filter} severity="high" size={16} />
      {t(`filter.${filter}`, { count })}
    </button>
  )
}
