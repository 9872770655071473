/** Where the person keeps what may be deleted at any time (XDG Base Directory Specification). */
import { join } from 'node:path'

/** `$XDG_CACHE_HOME`, else `~/.cache`; null where neither is usable. */
export const cachesOf = ({ XDG_CACHE_HOME: cache, HOME: home }: Readonly<Record<string, string>>): string | null =>
  cache?.startsWith('/') ? cache : home?.startsWith('/') ? join(home, '.cache') : null
