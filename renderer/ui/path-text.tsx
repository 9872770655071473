/** Something raw (a path, a version, a value) that shortens in its middle where room is scarce. */
import { classes } from './classes.ts'
import styles from './path-text.module.css'

/** How many characters of the end always stay: the name of the file is what tells paths apart. */
const tailLength = 22

/** Raw text in fixed-width letters; never broken over lines, shortened in the middle, whole in its tooltip. */
export const PathText = ({ text, className }: { readonly text: string; readonly className?: string }) => {
  const cut = text.length > 2 * tailLength ? text.length - tailLength : text.length
  return (
    <code className={classes(styles.path, className)} title={text}>
      <span className={styles.head} data-shortens="">
        {text.slice(0, cut)}
      </span>
      {cut < text.length && <span className={styles.tail}>{text.slice(cut)}</span>}
    </code>
  )
}
