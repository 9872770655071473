/** What a test may ask of an app that runs on the stand-in: what it recorded, and what it does when it is attacked. */
import type { Recorded } from './record.ts'

/** Who an ipc call comes from. Only `page` is the app's own. */
export type Caller = 'page' | 'other-contents' | 'sub-frame' | 'other-origin' | 'gone-frame'

/** Each question with its answer. */
export interface Questions {
  /** Everything the app did with Electron. */
  readonly record: { readonly ask: object; readonly answer: readonly Recorded[] }
  /** The port that a test can attach to. */
  readonly port: { readonly ask: object; readonly answer: number }
  readonly window: {
    readonly ask: object
    readonly answer: { readonly count: number; readonly isShown: boolean; readonly timesFocused: number }
  }
  /** Whether a permission was granted that the page requested, or that Chromium checked. */
  readonly permission: {
    readonly ask: {
      readonly how: 'request' | 'check'
      readonly permission: string
      readonly address: string
      readonly isMainFrame: boolean
    }
    readonly answer: boolean
  }
  readonly device: { readonly ask: { readonly deviceType: 'hid' | 'serial' | 'usb' }; readonly answer: boolean }
  /** Whether any stream was given. */
  readonly displayMedia: { readonly ask: object; readonly answer: boolean }
  readonly bluetooth: { readonly ask: object; readonly answer: boolean }
  /** Whether the event was prevented. */
  readonly download: { readonly ask: object; readonly answer: boolean }
  readonly navigate: {
    readonly ask: { readonly event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect'; readonly url: string }
    readonly answer: boolean
  }
  readonly attachWebview: { readonly ask: object; readonly answer: boolean }
  /** Whether a request was cancelled. */
  readonly request: { readonly ask: { readonly url: string }; readonly answer: boolean }
  /** What `ipcMain` answered. */
  readonly invoke: {
    readonly ask: { readonly channel: string; readonly from: Caller; readonly words: readonly unknown[] }
    readonly answer: unknown
  }
  /** The status and headers of the app's own answer to a request for one of its addresses. */
  readonly fetch: {
    readonly ask: { readonly url: string; readonly method: string }
    readonly answer: { readonly status: number; readonly headers: Record<string, string> }
  }
  /** Ends the page's process, as a bug or a full memory does. */
  readonly crash: { readonly ask: object; readonly answer: null }
  /** Closes the window, as a person does. */
  readonly close: { readonly ask: object; readonly answer: null }
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
