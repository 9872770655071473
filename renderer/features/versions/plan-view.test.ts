import { expect, test } from 'vitest'
import type { Plan } from '#contract'
import { applyWord, canApply, firstButton, planLine } from './plan-view.ts'

const text = { en: 'x', 'zh-CN': 'x' }
const plan = (level: Plan['undo']['level'], obstacle: Plan['obstacle'] = null): Plan => ({
  planId: 'p',
  kind: 'use',
  title: text,
  steps: [],
  warnings: [],
  notes: [],
  undo: { level, text },
  commands: [],
  obstacle,
})

test.each([
  ['+ export PATH', 'added'],
  ['- export GOROOT', 'removed'],
  ['/home/ana/.profile', 'plain'],
  ['-rw-r--r--', 'plain'],
  ['+', 'plain'],
])('%s is %s', (line, kind) => {
  expect(planLine(line)).toEqual({ kind, text: line })
})

test.each(['remove', 'clean'] as const)('the keyboard never starts on what takes something away: %s', (kind) => {
  expect(firstButton({ ...plan('full'), kind })).toBe('cancel')
})

test('the button says so where what is removed is used', () => {
  const removal = { ...plan('partial'), kind: 'remove' } as const
  expect(applyWord(removal)).toBe('remove')
  expect(applyWord({ ...removal, warnings: [text] })).toBe('remove-used')
  expect(applyWord({ ...plan('full'), warnings: [text] })).toBe('use')
})

test('the keyboard starts on the change only where it can be taken back and be made', () => {
  expect(firstButton(plan('full'))).toBe('apply')
  expect(firstButton(plan('partial'))).toBe('apply')
  expect(firstButton(plan('none'))).toBe('cancel')
  expect(firstButton(plan('full', text))).toBe('cancel')
  expect(canApply(plan('full', text))).toBe(false)
})
