/** One valid question for every call of the contract. A call that is not here does not compile. */
import type { CallInput, CallName } from '#contract'

export interface QuestionContext {
  /** A run that is under way. */
  readonly runId: string
  /** A check with a reference. */
  readonly key: string
}

export const questions = {
  'app:describe': () => ({}),
  'facts:read': () => ({}),
  'checks:list': () => ({}),
  'checks:run': ({ key }) => ({ keys: [key] }),
  'checks:cancel': ({ runId }) => ({ runId }),
  'checks:latest': () => ({}),
  'report:render': () => ({ format: 'text', language: 'zh-CN' }),
  'reference:open': ({ key }) => ({ key, index: 0 }),
  'settings:read': () => ({}),
  'settings:change': () => ({ theme: 'dark' }),
} as const satisfies { readonly [Name in CallName]: (context: QuestionContext) => CallInput<Name> }

/** For every call, something that is nearly right. */
export const badQuestions = {
  'app:describe': { extra: true },
  'facts:read': [],
  'checks:list': 'checks',
  'checks:run': { keys: [] },
  'checks:cancel': { runId: 'x'.repeat(101) },
  'checks:latest': null,
  'report:render': { format: 'html', language: 'en' },
  'reference:open': { key: 'kernel.min-version', index: -1 },
  'settings:read': 7,
  'settings:change': { theme: 'purple' },
} as const satisfies Readonly<Record<CallName, unknown>>
