/** A real situation on a real Linux, made for one check, and what the check must find there. */
import type { ResultState } from '#contract'

/**
 * A file `e2e/real/<key>.real.ts` exports `cases: readonly RealCase[]`. Each runs in its own mount namespace, as a user
 * made for it, with a copy of /etc; nothing of it stays on the machine but what is put under $CACHE.
 *
 * These names stand for real places, in `setup` as shell variables and elsewhere as `$NAME`:
 * HOME (fresh, with /etc/skel in it, owned by the user), WORK (an empty directory on disk, 0755, root's),
 * CACHE (shared by all cases and kept between runs: chroots, toolchains), GOROOT_HERE (a real Go tree), TEST_USER.
 */
export interface RealCase {
  /** The situation, e.g. `fail: GOROOT exported in ~/.profile`. */
  readonly name: string
  readonly expected: { readonly result: ResultState; readonly code?: string }
  /**
   * POSIX sh (`-eu`), run as root in the namespace with $WORK as its directory. May mount, and may write to /etc. What
   * it makes in $HOME belongs to root until it says `chown $TEST_USER`.
   */
  readonly setup: string
  /** Beside HOME, USER, LOGNAME, SHELL, LANG and a PATH of the system's directories, or in place of them. */
  readonly environment?: Readonly<Record<string, string>>
  /** Runs before dropping to the user, as root, e.g. `setarch --uname-2.6` or `chroot $WORK/tree`. */
  readonly prefix?: string
  /** Default `user`. */
  readonly as?: 'user' | 'root'
  /** More words for `check KEY --json`, e.g. `--host root:$WORK/tree`. */
  readonly arguments?: string
  /** Login shell of the user's passwd entry; default /bin/bash. */
  readonly shell?: string
  /** Whether the checksum database is asked for real; where no proxy answers the case is skipped, and says so. */
  readonly needsNetwork?: boolean
  /** Programs without which the situation cannot be made here; where one is missing the case is skipped, and says so. */
  readonly requires?: readonly string[]
}
