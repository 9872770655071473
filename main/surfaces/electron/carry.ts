/** Carries calls and events between the app and the page of one window, and of nobody else. */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { electronChannels, fail, type EventName, type EventPayload, type Result } from '#contract'
import { isPageAddress } from './page-address.ts'

/** The part of the app that a window needs. */
export interface Carried {
  call(name: unknown, input: unknown): Promise<Result<unknown>>
  subscribe(listener: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void): () => void
}

/**
 * Connects `application` with `window` until the window is closed. A call from another web contents, from a frame
 * inside the page, or from a page that is not ours is answered `disconnected` and reaches nothing.
 */
export const carry = (application: Carried, window: BrowserWindow): void => {
  const { webContents } = window
  ipcMain.handle(electronChannels.call, (event, name: unknown, input: unknown) =>
    isOurPage(event, window) ? application.call(name, input) : fail({ kind: 'disconnected' }),
  )
  const unsubscribe = application.subscribe((name, payload) => {
    if (!webContents.isDestroyed()) webContents.send(electronChannels.event, name, payload)
  })
  window.on('closed', () => {
    unsubscribe()
    ipcMain.removeHandler(electronChannels.call)
  })
}

const isOurPage = ({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean =>
  !window.isDestroyed() &&
  sender === window.webContents &&
  senderFrame !== null &&
  senderFrame.parent === null &&
  isPageAddress(senderFrame.url) &&
  isPageAddress(senderFrame.origin)
