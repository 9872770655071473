/** Every version there is, to be searched. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AvailableVersion } from '#contract'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import card from '../../ui/card.module.css'
import { ChevronIcon } from '../../ui/icons.tsx'
import { useRoving } from '../../ui/roving.ts'
import { SearchField } from '../../ui/search-field.tsx'
import styles from './all-versions.module.css'
import { matching } from './available.ts'
import { useInventory } from './inventory-store.ts'
import { VersionAction } from './version-action.tsx'
import { VersionMarks } from './version-marks.tsx'
import { allVersionsSearchId } from './version-search.ts'
import { searchVersions, setAllOpen, setCurrentVersion, useVersionsView } from './view-store.ts'

export const AllVersions = ({ versions }: { readonly versions: readonly AvailableVersion[] }) => {
  const { t } = useTranslation()
  const isOpen = useVersionsView((state) => state.isAllOpen)
  return (
    <div className={styles.all}>
      <Button
        look="bare"
        isSmall
        className={classes(styles.fold, isOpen && styles.open)}
        icon={<ChevronIcon size={14} />}
        aria-expanded={isOpen}
        onClick={() => setAllOpen(!isOpen)}
      >
        {t('available.all', { count: versions.length })}
      </Button>
      {isOpen && <List versions={versions} />}
    </div>
  )
}

const List = ({ versions }: { readonly versions: readonly AvailableVersion[] }) => {
  const { t } = useTranslation()
  const { query, currentVersion } = useVersionsView()
  const rows = useInventory((state) => state.inventory?.rows ?? noRows)
  const list = useRef<HTMLUListElement>(null)
  const roving = useRoving(list, { onPlace: setCurrentVersion, homeId: allVersionsSearchId })
  const shown = matching(versions, query)
  const places = shown.map(({ name }) => `version:${name}`)
  const current = currentVersion !== null && places.includes(currentVersion) ? currentVersion : places[0]
  return (
    <>
      <div className={styles.search}>
        <SearchField
          id={allVersionsSearchId}
          query={query}
          label={t('available.search')}
          clearLabel={t('checklist.clearSearch')}
          onSearch={searchVersions}
        />
        <span role="status" className={styles.count}>
          {shown.length === 0 ? t('available.noMatch') : t('available.shown', { count: shown.length })}
        </span>
      </div>
      {shown.length > 0 && (
        <ul className={classes(card.card, styles.list)} ref={list} aria-label={t('available.list')} {...roving}>
          {shown.map((version) => (
            <li key={version.name} className={styles.version} data-version={version.name}>
              <span className={styles.name}>{version.name}</span>
              <VersionMarks version={version} />
              <VersionAction
                name={version.name}
                rows={rows}
                look="bare"
                place={`version:${version.name}`}
                tabIndex={current === `version:${version.name}` ? 0 : -1}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const noRows: readonly never[] = []
