/** Where all versions are searched, and how to get there. */
import { flushSync } from 'react-dom'
import { setAllOpen } from './view-store.ts'

/** The field in the list of all versions. */
export const allVersionsSearchId = 'search-versions'

/** Opens the list of all versions, so that its field is there at once. */
export const openAllVersions = (): void => flushSync(() => setAllOpen(true))
