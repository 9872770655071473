import { expect, test } from 'vitest'
import type { CheckResult, Report } from '#contract'
import { countStates } from '../engine.ts'
import { exitCodeOf } from './exit-code.ts'

const reportOf = (results: readonly Partial<CheckResult>[], complete = true): Report =>
  ({ complete, counts: countStates(results as CheckResult[]), results }) as Report

test.each([
  [[{ result: 'pass', severity: 'high' }], 'medium', 0],
  [[{ result: 'fail', severity: 'low' }], 'medium', 0],
  [[{ result: 'fail', severity: 'low' }], 'low', 2],
  [[{ result: 'fail', severity: 'medium' }], 'medium', 2],
  [[{ result: 'fail', severity: 'medium' }], 'high', 0],
  [[{ result: 'fail', severity: 'high' }], 'high', 2],
  [
    [
      { result: 'fail', severity: 'high' },
      { result: 'error', severity: 'low' },
    ],
    'high',
    1,
  ],
  [
    [
      { result: 'notchecked', severity: 'high' },
      { result: 'informational', severity: 'high' },
    ],
    'low',
    0,
  ],
] as const)('%j with --fail-on %s ends with %i', (results, failOn, code) => {
  expect(exitCodeOf(reportOf(results), failOn)).toBe(code)
})

test('an interrupted report ends with 130, whatever it found', () => {
  expect(exitCodeOf(reportOf([{ result: 'fail', severity: 'high' }], false), 'medium')).toBe(130)
})
