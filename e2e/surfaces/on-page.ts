/** Speaking to the app through the bridge of a page. */
import type { Page } from '@playwright/test'
import { eventNames } from '#contract'
import type { Heard, Surface } from './surface.ts'

/** `window.groundwork` as a test uses it: it may ask what the types forbid. */
interface LooseWindow {
  readonly groundwork: {
    readonly call: (name: string, input: unknown) => Promise<unknown>
    readonly on: (name: string, listener: (payload: unknown) => void) => () => void
  }
  /** By listening, what was heard. */
  readonly heard: Map<string, unknown[]>
}

/** `call` and `listen` through the bridge of `page`. */
export const onPage = (page: Page): Pick<Surface, 'call' | 'listen' | 'page'> => ({
  page,
  call: (name, input) =>
    page.evaluate(([asked, given]) => (window as unknown as LooseWindow).groundwork.call(asked, given), [
      name,
      input,
    ] as const),
  listen: async () => {
    const into = `list${Math.random()}`
    await page.evaluate(
      ({ names, list }) => {
        const loose = window as unknown as LooseWindow
        const heard: unknown[] = []
        Object.assign(loose, { heard: new Map(loose.heard).set(list, heard) })
        for (const name of names) loose.groundwork.on(name, (payload) => heard.push({ name, payload }))
      },
      { names: eventNames, list: into },
    )
    return () =>
      page.evaluate((list) => ((window as unknown as LooseWindow).heard.get(list) ?? []) as readonly Heard[], into)
  },
})
