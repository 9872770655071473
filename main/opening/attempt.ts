/** What the chooser knows of each surface: whether it could be shown, and why not. */
import type { Language, Text } from '#contract'
import type { Application } from '../core/application.ts'
import type { Surroundings } from '../assemble.ts'
import type { DisplayFound } from '../host/display.ts'

/** What a surface needs to show itself. */
export interface Opening {
  /** `dist/`: holds `main/`, `preload/` and `renderer/`. */
  readonly builtDirectory: string
  /** The built page; `dist/renderer` but in tests. */
  readonly rendererDirectory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Effective user id. */
  readonly uid: number
  readonly language: Language
  readonly allowRoot: boolean
  readonly printUrl: boolean
  /** Whether the person named this surface. */
  readonly isForced: boolean
  readonly display: () => Promise<DisplayFound>
  readonly assemble: (surroundings: Surroundings) => Application
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** Chromium-family browsers to try, by absolute path; undefined to look for them. */
  readonly browsers: readonly string[] | undefined
  /** What opens a browser; null where nothing can, undefined to look for it. */
  readonly opener: string | null | undefined
  /** For tests: a second way into the window. */
  readonly debuggingPort?: number
}

/** A surface that shows itself. */
export interface Shown {
  /** What it is shown with, in a few words: a program, a port. */
  readonly detail: Text
  /** One more sentence for the line. */
  readonly note?: Text
  /** What is printed after the line, such as an address to open; whole lines. */
  readonly after?: Text
  /** The exit status, once it is over. */
  readonly ended: Promise<number>
  readonly focus: () => void
  readonly close: () => Promise<void>
}

/** `reason` is a clause without a full stop, for the line that says which surface was chosen and why. */
export type Attempt = { readonly ok: true; readonly shown: Shown } | { readonly ok: false; readonly reason: Text }

export const impossible = (reason: Text): Attempt => ({ ok: false, reason })
