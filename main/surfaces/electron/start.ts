/** Starts the app in Electron: everything that must be so before it is ready, then the window. */
import { join } from 'node:path'
import { app, Menu, session, shell } from 'electron'
import { settingsSchema, type Language, type Text } from '#contract'
import { placeBrowserProfile } from './browser-profile.ts'
import { carry, type Carried } from './carry.ts'
import { denyNavigation } from './navigation.ts'
import { denyNetwork, resolveNoNames } from './network.ts'
import { registerPageScheme, servePage } from './page-scheme.ts'
import { denyPermissions } from './permissions.ts'
import { createWindow, focusWindow, showPage } from './window.ts'
import { cannotOpen, pageEnded, refusedAsRoot } from './words.ts'

export interface ElectronParts {
  /** `dist/`: holds `renderer/` and `preload/`. */
  readonly builtDirectory: string
  /** Of what is said on standard error. */
  readonly language: Language
  /** Makes the app; called once, when Electron is ready. */
  readonly assemble: (shown: {
    readonly isSandboxed: boolean
    readonly openAddress: (url: string) => Promise<boolean>
  }) => Carried & { close(): void }
}

/**
 * Opens the app's window, or says on standard error why not and ends with 1. Root's window is refused unless
 * `--allow-root` is said. A second start focuses the first one's window and ends with 0. Returns at once: Electron
 * becomes ready only after the entry module has been evaluated.
 */
export const startElectron = (parts: ElectronParts): void => {
  if (process.geteuid?.() === 0 && !process.argv.includes('--allow-root')) {
    giveUp(refusedAsRoot, parts.language)
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
  app
    .whenReady()
    .then(() => open(parts))
    .catch((error: unknown) => giveUp(cannotOpen(describe(error)), parts.language))
}

const open = async (parts: ElectronParts): Promise<void> => {
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
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') giveUp(pageEnded(reason), parts.language)
  })
  carry(application, window)
  await showPage(window)
}

/** The port `openAddress`: core passes only references of checks, which are https. */
const openAddress = async (url: string): Promise<boolean> => {
  if (!url.startsWith('https://')) return false
  return shell.openExternal(url).then(
    () => true,
    () => false,
  )
}

const giveUp = (why: Text, language: Language): void => {
  process.stderr.write(`groundwork: ${why[language]}\n`)
  app.exit(1)
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
