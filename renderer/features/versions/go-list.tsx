/** What is here: one row for every Go on this machine, and below it the programs that only bear the name. */
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../../ui/classes.ts'
import card from '../../ui/card.module.css'
import { useRoving } from '../../ui/roving.ts'
import { GoRowView } from './go-row.tsx'
import styles from './go-list.module.css'
import { useInventory } from './inventory-store.ts'
import { goPlace, headlineId } from './leave-versions-panel.ts'
import { inOrder } from './rows.ts'
import { Cleaned } from './cleaned.tsx'
import { Strangers } from './strangers.tsx'
import { setCurrentGo, useVersionsView } from './view-store.ts'

export const GoList = () => {
  const { t } = useTranslation()
  const inventory = useInventory((state) => state.inventory)
  const hasFault = useInventory((state) => state.fault !== null)
  const { panel, currentGo } = useVersionsView()
  const list = useRef<HTMLElement>(null)
  const roving = useRoving(list, { onPlace: setCurrentGo, homeId: headlineId })
  if (!inventory) return hasFault ? null : <Skeleton />
  const rows = inOrder(inventory.rows)
  const current = rows.some(({ id }) => goPlace(id) === currentGo) ? currentGo : rows[0] ? goPlace(rows[0].id) : null
  return (
    <section className={styles.section} ref={list} aria-labelledby="versions-here" {...roving}>
      {rows.length > 0 && (
        <>
          <h2 className={styles.heading} id="versions-here">
            {t('versions.here')}
          </h2>
          <ul className={card.card} data-list="here">
            {rows.map((row) => (
              <GoRowView
                key={row.id}
                row={row}
                isCurrent={goPlace(row.id) === current}
                isOpen={panel.kind === 'go' && panel.id === row.id}
              />
            ))}
          </ul>
        </>
      )}
      <Strangers strangers={inventory.strangers} />
      <Cleaned cleaned={inventory.cleaned} />
    </section>
  )
}

/** As high as a few rows, so that little moves when they come. */
const Skeleton = () => {
  const { t } = useTranslation()
  return (
    <section className={styles.section} aria-busy="true" aria-labelledby="versions-here">
      <h2 className={styles.heading} id="versions-here">
        {t('versions.here')}
      </h2>
      <div className={classes(card.card, styles.skeleton)} aria-hidden="true">
        <span />
        <span />
      </div>
    </section>
  )
}
