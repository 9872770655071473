/** Starts the app in Electron: everything that must be so before it is ready, then the window. */
import { join } from 'node:path'
import { app, Menu, session, shell } from 'electron'
import { settingsSchema } from '#contract'
import { placeBrowserProfile } from './browser-profile.ts'
import { carry, type Carried } from './carry.ts'
import { denyNavigation } from './navigation.ts'
import { denyNetwork, resolveNoNames } from './network.ts'
import { registerPageScheme, servePage } from './page-scheme.ts'
import { denyPermissions } from './permissions.ts'
import { refusalOf } from './refusal.ts'
import { createWindow, focusWindow, showPage } from './window.ts'

export interface ElectronParts {
  /** `dist/`: holds `renderer/` and `preload/`. */
  readonly builtDirectory: string
  /** Makes the app; called once, when Electron is ready. */
  readonly assemble: (shown: {
    readonly isSandboxed: boolean
    readonly openAddress: (url: string) => Promise<boolean>
  }) => Carried & { close(): void }
}

/**
 * Opens the app's window, or says on standard error why not and ends with 1. A second start focuses the first one's
 * window and ends. Returns at once: Electron becomes ready only after the entry module has been evaluated.
 */
export const startElectron = (parts: ElectronParts): void => {
  const refusal = refusalOf({ euid: process.geteuid?.() ?? null, words: process.argv })
  if (refusal !== null) {
    process.stderr.write(`groundwork: ${refusal}\n`)
    app.exit(1)
    return
  }
  placeBrowserProfile(app, process.env)
  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  app.enableSandbox()
  resolveNoNames()
  registerPageScheme()
  denyNavigation(app)
  // No menu, no accelerators: nothing opens developer tools, reloads or zooms by surprise. Editing keys work without.
  Menu.setApplicationMenu(null)
  app.on('window-all-closed', () => app.quit())
  app.whenReady().then(
    () => open(parts),
    (error: unknown) => giveUp(error),
  )
}

const open = async (parts: ElectronParts): Promise<void> => {
  try {
    // In memory: no cookies, no history, no cache of pages on disk.
    const own = session.fromPartition('groundwork', { cache: false })
    denyPermissions(own)
    denyNetwork(own)
    servePage(own, join(parts.builtDirectory, 'renderer'))
    const application = parts.assemble({ isSandboxed: !app.commandLine.hasSwitch('no-sandbox'), openAddress })
    const settings = await application.call('settings:read', {})
    const { theme } = settingsSchema.parse(settings.ok ? settings.value : {})
    const window = createWindow({ session: own, preload: join(parts.builtDirectory, 'preload/index.cjs'), theme })
    app.on('second-instance', () => focusWindow(window))
    window.on('closed', () => application.close())
    window.webContents.on('render-process-gone', (_event, { reason }) => giveUp(`the page ended: ${reason}`))
    carry(application, window)
    await showPage(window)
  } catch (error) {
    giveUp(error)
  }
}

/** The port `openAddress`: core passes only references of checks, which are https. */
const openAddress = async (url: string): Promise<boolean> => {
  if (!url.startsWith('https://')) return false
  return shell.openExternal(url).then(
    () => true,
    () => false,
  )
}

const giveUp = (error: unknown): void => {
  process.stderr.write(`groundwork: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  app.exit(1)
}
