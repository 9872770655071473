/** A group of rows under the name of their category; one line when it is closed. */
import { useTranslation } from 'react-i18next'
import type { CheckResult } from '#contract'
import { categoryTexts } from '#contract/words'
import { useNavigation } from '../../app/navigation-store.ts'
import { formatList } from '../../language/format.ts'
import { pick } from '../../language/words.ts'
import card from '../../ui/card.module.css'
import { ChevronIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { chipsOf } from './filters.ts'
import styles from './group.module.css'
import { RowView } from './row.tsx'
import type { Group } from './rows.ts'
import { setOpen } from './view-store.ts'

export interface GroupViewProps {
  readonly group: Group
  readonly isOpen: boolean
  /** The place in the list that Tab leads to. */
  readonly current: string | null
  readonly isStale: (result: CheckResult) => boolean
}

export const GroupView = ({ group, isOpen, current, isStale }: GroupViewProps) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const panel = useNavigation((state) => state.panel)
  const { category, rows } = group
  const place = `group:${category}`
  const results = rows.flatMap(({ result }) => result ?? [])
  const counts = chipsOf(results).map(({ filter, count }) => t(`filter.${filter}`, { count }))
  return (
    <section className={card.card} aria-labelledby={`group-${category}`}>
      <h2 className={styles.heading}>
        <button
          type="button"
          id={`group-${category}`}
          className={styles.fold}
          data-place={place}
          tabIndex={current === place ? 0 : -1}
          aria-expanded={isOpen}
          onClick={() => setOpen(category, !isOpen)}
        >
          <ChevronIcon size={16} className={styles.chevron} />
          <span className={styles.name}>{pick(categoryTexts[category], language)}</span>
          {counts.length > 0 && <span className={styles.counts}>— {formatList(counts, language)}</span>}
        </button>
      </h2>
      {isOpen && (
        <ul>
          {rows.map((row) => (
            <RowView
              key={row.key}
              row={row}
              isCurrent={current === `row:${row.key}`}
              isOpen={panel.kind === 'check' && panel.key === row.key}
              isStale={row.result !== null && isStale(row.result)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
