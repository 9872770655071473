/** One valid question for every call of the contract. A call that is not here does not compile. */
import type { CallInput, CallName } from '#contract'

export interface QuestionContext {
  /** A run that is under way. */
  readonly runId: string
  /** A check with a reference. */
  readonly key: string
  /** A Go of Groundwork's. */
  readonly id: string
  readonly planId: string
  /** A task in a state for the call. */
  readonly taskId: string
}

/** A version that nobody has. */
export const installation = { kind: 'install', version: '1.99.2', scope: 'user', source: 'auto' } as const

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
  'go:inventory': () => ({}),
  'go:size': ({ id }) => ({ id }),
  'go:prove': ({ id }) => ({ id }),
  'go:reveal': ({ id }) => ({ id }),
  'go:catalogue': () => ({}),
  'go:projects': () => ({}),
  'go:why': () => ({ id: null }),
  'go:plan': () => installation,
  'go:apply': ({ planId }) => ({ planId }),
  'tasks:list': () => ({}),
  'task:pause': ({ taskId }) => ({ taskId }),
  'task:resume': ({ taskId }) => ({ taskId }),
  'task:cancel': ({ taskId }) => ({ taskId }),
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
  'go:inventory': { sizes: true },
  'go:size': { id: 7 },
  'go:prove': { id: 'x'.repeat(101) },
  'go:reveal': { path: '/' },
  'go:catalogue': null,
  'go:projects': { directory: '/' },
  'go:why': {},
  'go:plan': { ...installation, source: 'x'.repeat(101) },
  'go:apply': { planId: null },
  'tasks:list': [],
  'task:pause': {},
  'task:resume': { taskId: 1 },
  'task:cancel': { taskId: 'x'.repeat(101) },
} as const satisfies Readonly<Record<CallName, unknown>>
