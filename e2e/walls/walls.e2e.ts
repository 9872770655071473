/** The walls hold: each mistake, made on purpose, is caught by the net that is there for it, and told why. */
import { describe, expect, test } from 'vitest'
import { mistakes, type Mistake } from './mistakes.ts'
import { ask } from './nets.ts'

/** Every file that a mistake shows in, in one room's project. */
const shownIn = (asks: string): readonly string[] =>
  mistakes
    .filter((made) => made.caughtBy === 'tsc' && made.asks === asks)
    .flatMap((made) => made.shownIn ?? made.edits.map(({ file }) => file))

/** What each net says where nothing is wrong: the same questions, without the mistakes. */
const harmless: readonly Mistake[] = [
  ...[...new Set(mistakes.filter(({ caughtBy }) => caughtBy === 'tsc').map(({ asks = '' }) => asks))].map(
    (asks): Mistake => ({ mistake: asks, edits: [], shownIn: shownIn(asks), caughtBy: 'tsc', asks, says: /^$/ }),
  ),
  ...[...new Set(mistakes.filter(({ caughtBy }) => caughtBy === 'laws').map(({ asks = '' }) => asks))].map(
    (asks): Mistake => ({ mistake: asks, edits: [], caughtBy: 'laws', asks, says: /^$/ }),
  ),
  {
    mistake: 'a file of core',
    edits: [{ file: 'main/core/size.ts', change: (old) => old }],
    caughtBy: 'eslint',
    says: /^$/,
    needsTypes: true,
  },
]

describe('without a mistake nothing is said', () => {
  test.each(harmless)('$caughtBy: $mistake', async (nothing) => {
    expect(await ask[nothing.caughtBy](nothing)).toBe('')
  })
})

describe('each mistake is caught', () => {
  test.each(mistakes)('$mistake — by $caughtBy', async (made) => {
    expect(await ask[made.caughtBy](made)).toMatch(made.says)
  })
})
