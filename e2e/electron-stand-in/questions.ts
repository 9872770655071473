/** What a test may ask of an app that runs on the stand-in: what it recorded, and what it does when it is attacked. */
import type { Recorded } from './record.ts'

/** Who an ipc call comes from. Only `page` is the app's own. */
export type Caller = 'page' | 'other-contents' | 'sub-frame' | 'other-origin' | 'gone-frame'

/** Each question with its answer. */
export interface Questions {
  /** Everything the app did with Electron. */
  record: { ask: object; answer: readonly Recorded[] }
  /** The port that a test can attach to. */
  port: { ask: object; answer: number }
  window: { ask: object; answer: { count: number; isShown: boolean; timesFocused: number } }
  /** Whether a permission was granted that the page requested, or that Chromium checked. */
  permission: {
    ask: { how: 'request' | 'check'; permission: string; address: string; isMainFrame: boolean }
    answer: boolean
  }
  device: { ask: { deviceType: 'hid' | 'serial' | 'usb' }; answer: boolean }
  /** Whether any stream was given. */
  displayMedia: { ask: object; answer: boolean }
  bluetooth: { ask: object; answer: boolean }
  /** Whether the event was prevented. */
  download: { ask: object; answer: boolean }
  navigate: {
    ask: { event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect'; url: string }
    answer: boolean
  }
  attachWebview: { ask: object; answer: boolean }
  /** Whether a request was cancelled. */
  request: { ask: { url: string }; answer: boolean }
  /** What `ipcMain` answered. */
  invoke: { ask: { channel: string; from: Caller; words: readonly unknown[] }; answer: unknown }
  /** The status and headers of the app's own answer to a request for one of its addresses. */
  fetch: {
    ask: { url: string; method: string }
    answer: { status: number; headers: Record<string, string> }
  }
  /** Closes the window, as a person does. */
  close: { ask: object; answer: null }
}

export type QuestionName = keyof Questions

/** A question on its way to the process of the app. */
export interface AskedQuestion {
  readonly id: number
  readonly name: QuestionName
  readonly ask: object
}

/** Its answer on the way back. */
export type AnsweredQuestion =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: string }
