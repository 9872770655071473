/** A window shows our page for as long as it lives: it goes nowhere, opens nothing, embeds nothing. */
import type { App } from 'electron'

/** Holds for every web contents there will ever be, not only for the window's. */
export const denyNavigation = (app: App): void => {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
