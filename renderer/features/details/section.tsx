/** A part of the panel under its own heading. */
import type { ReactNode } from 'react'
import styles from './section.module.css'

export const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.section}>
    <h3 className={styles.title}>{title}</h3>
    {children}
  </section>
)
