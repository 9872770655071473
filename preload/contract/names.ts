/**
 * The names of the contract, without its schemas: all that the preload bridge needs to know.
 * `calls.ts` and `events.ts` must have an entry for each, or they do not compile.
 */

/** What the page may ask for: `noun:verb`. */
export const callNames = [
  'app:describe',
  'facts:read',
  'checks:list',
  'checks:run',
  'checks:cancel',
  'checks:latest',
  'report:render',
  'reference:open',
  'settings:read',
  'settings:change',
  'go:inventory',
  'go:size',
  'go:prove',
  'go:reveal',
  'go:catalogue',
  'go:projects',
  'go:why',
  'go:plan',
  'go:apply',
  'tasks:list',
  'task:pause',
  'task:resume',
  'task:cancel',
] as const
export type CallName = (typeof callNames)[number]

/** What the app announces by itself: `noun:happened`. */
export const eventNames = [
  'checks:started',
  'check:started',
  'check:finished',
  'checks:finished',
  'checks:failed',
  'task:changed',
  'go:changed',
] as const
export type EventName = (typeof eventNames)[number]

/** Whether `value` is the name of a call; a wall for names that come from outside. */
export const isCallName = (value: unknown): value is CallName => callNames.some((name) => name === value)

/** Whether `value` is the name of an event; a wall for names that come from outside. */
export const isEventName = (value: unknown): value is EventName => eventNames.some((name) => name === value)

/** The name under which every surface puts the bridge on `window`. */
export const bridgeName = 'groundwork'

/** Where Electron carries calls (asked, answered) and events (announced); no other channel is used. */
export const electronChannels = { call: 'groundwork:call', event: 'groundwork:event' } as const

/** The name of the browser's raw pipe in the page; the bridge takes it away before any script of the page runs. */
export const pipeName = 'groundworkPipe'

/** The origin of the page in a Chromium window: a name that exists nowhere (RFC 6761), answered by the app itself. */
export const pageOrigin = 'https://groundwork.invalid'

/** What a page sends through the pipe, and loopback's app to its page, when it is ready for messages. */
export const readyWord = 'ready'

/** Where loopback's page exchanges its ticket, holds its socket, and gets its bridge from. */
export const loopbackPaths = { session: '/session', socket: '/socket', bridge: '/bridge.js' } as const

/** No message between page and app is larger, in bytes of UTF-8. */
export const maxMessageBytes = 1024 * 1024
