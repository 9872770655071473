/** Checks made for tests of what stands around checks. */
import { defineCheck, type AnyCheck, type Check } from '../check.ts'

const words = {
  title: 'It holds',
  why: 'It hurts.',
  says: { good: 'It holds: {seen}.', bad: 'It does not hold: {seen}.', what: 'What was seen' },
  fixes: { mend: { title: 'Mend {seen}', when: 'If it hurts, then mend it.', undo: 'What was there is not kept.' } },
} as const
const chinese = {
  title: '它成立',
  why: '会有麻烦。',
  says: { good: '成立：{seen}。', bad: '不成立：{seen}。', what: '所见' },
  fixes: { mend: { title: '修好 {seen}', when: '如果有麻烦，就修好它。', undo: '原来的内容没有保留。' } },
} as const

/** A check that looks with `look` and passes when it sees `good`. What else differs from a plain one is in `changed`. */
export const madeCheck = (
  key: string,
  look: Check<string>['look'],
  changed: Partial<Pick<AnyCheck, 'platform' | 'timeoutMs' | 'category' | 'severity' | 'references'>> & {
    readonly judge?: (seen: string) => never
  } = {},
): AnyCheck =>
  defineCheck({
    key,
    category: 'shell',
    severity: 'medium',
    references: [],
    words: { en: words, 'zh-CN': chinese },
    look,
    judge: (seen) => ({
      result: seen === 'good' ? 'pass' : 'fail',
      says: { code: seen === 'good' ? 'good' : 'bad', values: { seen } },
      found: seen,
      expected: 'good',
      evidence: [{ label: 'what', source: '/etc/thing', observed: seen, expected: 'good' }],
      causes: [{ likelihood: 'likely', says: 'what' }],
    }),
    fixes: (seen) => [
      {
        id: 'mend',
        values: { seen },
        privilege: 'user',
        activation: 'now',
        commands: ['true'],
        undo: { level: 'none', commands: [] },
      },
    ],
    ...changed,
  })
