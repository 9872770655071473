/** What a shell offers for a word of the command line: said where the word is defined, read when a completion is made. */
import type { Argument, Option } from 'commander'

/** What only looking at the disk tells, done by the shell itself while it completes. */
export type Place =
  /** Versions that Groundwork has installed: for the person, or with `--system` for everybody. */
  | 'installed'
  /** Versions that there are to install, as of the last time the lists were read. */
  | 'available'
  /** Paths of the trees of installed versions. */
  | 'trees'
  | 'files'
  | 'directories'

export interface Offer {
  /** What ends with a colon is to be written on. */
  readonly words: readonly string[]
  readonly places: readonly Place[]
}

const offers = new WeakMap<Argument | Option, Offer>()

/** Says what a shell offers for `word`; answers it, so that it is said where the word is defined. */
export const offering = <Word extends Argument | Option>(
  word: Word,
  words: readonly string[],
  ...places: readonly Place[]
): Word => {
  offers.set(word, { words, places })
  return word
}

/** What was said; the choices, where there are some; null where nothing is known of the word. */
export const offerOf = (word: Argument | Option): Offer | null =>
  word.argChoices ? { words: word.argChoices, places: [] } : (offers.get(word) ?? null)
