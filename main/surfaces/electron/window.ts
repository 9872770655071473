/** The one window. */
import { BrowserWindow, nativeTheme, type Session } from 'electron'
import { pageName, windowSize } from '../page/window-shape.ts'
import { pageAddress } from './page-address.ts'

/** The page's own background, so that nothing flashes before its first paint. */
const backgrounds = { light: '#eef1ee', dark: '#131816' } as const

export interface WindowOptions {
  readonly session: Session
  /** The built bridge. */
  readonly preload: string
  readonly theme: 'system' | 'light' | 'dark'
}

/** Makes the window, hidden until its page has painted. Loading is left to `showPage`. */
export const createWindow = ({ session, preload, theme }: WindowOptions): BrowserWindow => {
  nativeTheme.themeSource = theme
  const window = new BrowserWindow({
    title: pageName,
    ...windowSize,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  return window
}

/** Loads the page; what can be asked of it is promised to be answered from before this is called. */
export const showPage = (window: BrowserWindow): Promise<void> => window.loadURL(pageAddress)

/** Brings the window to the front. */
export const focusWindow = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
