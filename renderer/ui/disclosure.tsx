/** A line that opens to show more. */
import type { ReactNode } from 'react'
import styles from './disclosure.module.css'
import { ChevronIcon } from './icons.tsx'

export const Disclosure = ({ summary, children }: { readonly summary: string; readonly children: ReactNode }) => (
  <details className={styles.disclosure}>
    <summary className={styles.summary}>
      <ChevronIcon size={14} />
      {summary}
    </summary>
    <div className={styles.content}>{children}</div>
  </details>
)
