/** Everything the app did with Electron, in order, as data that a test can read. */
import { liveTypes } from './conform.ts'

export interface Recorded {
  /** The type in electron.d.ts, e.g. `Session`. */
  readonly type: string
  /** The member that was called or set (`themeSource =`), `constructor`, or `(ready)` of `App`. */
  readonly member: string
  /** The arguments; functions as `[function]`, Electron's own objects as `[Session]`. */
  readonly words: readonly unknown[]
}

const recorded: Recorded[] = []

export const record = (type: string, member: string, words: readonly unknown[]): void => {
  recorded.push({ type, member, words: words.map(toData) })
}

export const everythingRecorded = (): readonly Recorded[] => recorded

const toData = (value: unknown): unknown => {
  if (typeof value === 'function') return '[function]'
  if (typeof value !== 'object' || value === null) return value
  const live = liveTypes.get(value)
  if (live !== undefined) return `[${live}]`
  if (Array.isArray(value)) return value.map(toData)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toData(part)]))
}
