/** Commands to copy: one per line, wrapped where they must be, copied as they are. */
import type { ReactNode } from 'react'
import styles from './code-block.module.css'

export interface CodeBlockProps {
  readonly lines: readonly string[]
  /** What is in it, for screen readers. */
  readonly label: string
  /** The button that copies it. */
  readonly action: ReactNode
}

export const CodeBlock = ({ lines, label, action }: CodeBlockProps) => (
  <figure className={styles.block} aria-label={label}>
    <pre className={styles.lines}>
      {lines.map((line, index) => (
        <code key={index} className={styles.line}>
          {line}
          {'\n'}
        </code>
      ))}
    </pre>
    <div className={styles.action}>{action}</div>
  </figure>
)
