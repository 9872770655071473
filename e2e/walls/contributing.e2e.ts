/** The check that CONTRIBUTING.md writes works as it stands there: it compiles, passes its test, the laws and the linter. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Edit, Mistake } from './mistakes.ts'
import { ask } from './nets.ts'

const text = readFileSync(join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8')
const edits = [...text.matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']): Edit => ({
  file,
  change: () => code,
}))
const nothing: Mistake = { mistake: 'none', edits, caughtBy: 'laws', says: /^$/ }
const inCore = edits.filter(({ file }) => file.startsWith('main/core/') && !file.includes('.test.'))

test('the page has a check, its test and its real cases', () => {
  expect(edits.map(({ file }) => file)).toEqual([
    'main/core/checks/fs.local-bin.ts',
    'main/core/checks/fs.local-bin.test.ts',
    'e2e/real/fs.local-bin.real.ts',
  ])
})

test('it compiles', async () => {
  expect(await ask.tsc({ ...nothing, edits: inCore, asks: 'main/core' })).toBe('')
})

test('the linter has nothing to say', async () => {
  expect(await ask.eslint(nothing)).toBe('')
})

test.each(['main/core/checks/fs.local-bin.test.ts', 'main/core/laws.test.ts'])('%s passes', async (asks) => {
  expect(await ask.laws({ ...nothing, asks })).toBe('')
})
