/** What is read aloud, politely, without being shown. */
import styles from './live-region.module.css'
import { useNotices } from './notice-store.ts'

export const LiveRegion = () => {
  const announcement = useNotices((state) => state.announcement)
  return (
    <div className={styles.aloud} role="status" aria-live="polite" data-announcement="">
      {announcement}
    </div>
  )
}
