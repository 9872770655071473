/** Puts the bridge on `window` for good: the page can neither replace nor change it. */
import type { Bridge } from '#contract/bridge'
import { bridgeName } from '#contract/names'

/** Defines `window.groundwork` once; a second time throws. */
export const expose = (bridge: Bridge): void => {
  Object.defineProperty(window, bridgeName, { value: bridge, enumerable: true, writable: false, configurable: false })
}
