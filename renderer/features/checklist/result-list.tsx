/** The groups and their rows. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../app/now-store.ts'
import { Button } from '../../ui/button.tsx'
import { useRoving } from '../../ui/roving.ts'
import { useLanguage } from '../settings/settings-store.ts'
import { useChecklist } from './checklist-store.ts'
import { filterRows } from './filters.ts'
import { fold } from './fold.ts'
import { GroupView } from './group.tsx'
import styles from './result-list.module.css'
import { groupsOf, rowsOf } from './rows.ts'
import { haveFactsChanged, isOld } from './staleness.ts'
import { isFiltered, setCurrent, showAll, useView } from './view-store.ts'

export const ResultList = () => {
  const { t } = useTranslation()
  const language = useLanguage()
  const checklist = useChecklist()
  const view = useView()
  const { filter, query, current } = view
  const nowMs = useNow((state) => state.nowMs)
  const list = useRef<HTMLDivElement>(null)
  const roving = useRoving(list, { onPlace: setCurrent, homeId: 'verdict', onSideways: fold })

  const rows = rowsOf(checklist)
  const shown = filterRows(rows, filter, query, language)
  const isPart = isFiltered(view)
  const groups = groupsOf(shown).map((group) => ({
    group,
    isOpen: isPart
      ? (view.openAmongMatches[group.category] ?? true)
      : (view.openByHand[group.category] ?? !group.isCalm),
  }))
  const places = groups.flatMap(({ group, isOpen }) => [
    `group:${group.category}`,
    ...(isOpen ? group.rows.map(({ key }) => `row:${key}`) : []),
  ])
  const place =
    current !== null && places.includes(current)
      ? current
      : (places.find((candidate) => candidate.startsWith('row:')) ?? places[0] ?? null)
  const { report, facts } = checklist
  const haveChanged = report !== null && facts !== null && haveFactsChanged(report.host, facts)

  return (
    <div className={styles.list} ref={list} role="region" aria-label={t('checklist.list')} {...roving}>
      {isPart && (
        <p className={styles.filtered} role="status">
          {shown.length === 0 ? t('checklist.noMatch') : t('checklist.filtered', { count: shown.length })}
          <Button look="bare" isSmall onClick={showAll}>
            {t('checklist.showAll')}
          </Button>
        </p>
      )}
      {groups.map(({ group, isOpen }) => (
        <GroupView
          key={group.category}
          group={group}
          isOpen={isOpen}
          current={place}
          isStale={(result) => haveChanged || isOld(result, nowMs)}
        />
      ))}
    </div>
  )
}
