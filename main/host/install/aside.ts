/** Where something that is in the way is moved to: beside its place, named after the day. */
import { isThere } from '../is-there.ts'

/** A name that is free, e.g. `/usr/local/go.disabled-2026-11-23`. */
export const asideOf = async (path: string, now = new Date()): Promise<string> => {
  const dated = `${path}.disabled-${now.toISOString().slice(0, 10)}`
  for (let count = 1; ; count += 1) {
    const aside = count === 1 ? dated : `${dated}.${count}`
    if (!(await isThere(aside))) return aside
  }
}
