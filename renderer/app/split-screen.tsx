/** A screen with a list, and beside it (or over it, in a small window) the panel of what is chosen. */
import type { ReactNode } from 'react'
import { classes } from '../ui/classes.ts'
import styles from './split-screen.module.css'

/** From this width on, the panel stands beside the list. */
export const wideQuery = '(min-width: 1100px)'

export interface SplitScreenProps {
  readonly isWide: boolean
  /** Whether the panel is over the list, which then cannot be reached. */
  readonly isCovered: boolean
  readonly panel: ReactNode
  readonly children: ReactNode
}

export const SplitScreen = ({ isWide, isCovered, panel, children }: SplitScreenProps) => (
  <div className={classes(styles.screen, isWide && styles.wide)}>
    <main className={styles.main} inert={isCovered}>
      <div className={styles.column}>{children}</div>
    </main>
    {(isWide || isCovered) && panel}
  </div>
)
