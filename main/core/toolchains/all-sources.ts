/** Every place that Go comes from: each file in `sources/` is one, found by its being there. There is no list to edit. */
import type { Source } from './source.ts'

const files = import.meta.glob<{ readonly source: Source }>('./sources/*.ts', { eager: true })

const rank = ({ kind, name }: Source): number => (name === 'official' ? 0 : kind === 'list' ? 1 : 2)

/** By name, but the Go project's own lists first. */
export const allSources: readonly Source[] = Object.values(files)
  .map(({ source }) => source)
  .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
