/** What the window is called and how large it opens, on every surface that has one. */

/** The window's title until the page sets its own, and its class for window managers. */
export const pageName = 'Groundwork'

/** In CSS pixels. */
export const windowSize = { width: 1280, height: 800 } as const
