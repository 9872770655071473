/** The app on one surface, as a test meets it: through the bridge of a real page, or without one. */
import type { Page } from '@playwright/test'
import type { EventName, SurfaceName } from '#contract'
import type { ReadableHost } from '../../main/core/host.ts'

export interface Heard {
  readonly name: EventName
  readonly payload: unknown
}

export interface Surface {
  /** What `app:describe` should say. */
  readonly name: SurfaceName
  /** Calls through `window.groundwork`. Anything may be asked; what comes back is not trusted to fit the contract. */
  readonly call: (name: string, input: unknown) => Promise<unknown>
  /** Listens to every event from now on; the returned function gives what was heard so far, in order. */
  readonly listen: () => Promise<() => Promise<readonly Heard[]>>
  /** The page, on surfaces that have one. */
  readonly page?: Page
  readonly close: () => Promise<void>
}

export interface LaunchOptions {
  /** Default: this machine. */
  readonly host?: ReadableHost
  /** Default: a small page of the tests, which does nothing by itself. */
  readonly rendererDirectory?: string
  /** Addresses the app wanted to open are pushed here. */
  readonly opened?: string[]
}

export type Launch = (options?: LaunchOptions) => Promise<Surface>
