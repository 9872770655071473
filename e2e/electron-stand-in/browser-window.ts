/** `BrowserWindow`: a page that is hidden until it is shown, and takes the app with it when the last one closes. */
import { rawApp } from './app.ts'
import { startChromium, type DevTools } from './devtools-pipe.ts'
import { Emitter, preventable } from './emitter.ts'
import { guard } from './guard.ts'
import { Session } from './session.ts'
import { WebContents } from './web-contents.ts'

interface Options {
  readonly width?: number
  readonly height?: number
  readonly show?: boolean
  readonly webPreferences?: {
    readonly session?: object
    readonly preload?: string
    readonly sandbox?: boolean
    readonly contextIsolation?: boolean
    readonly nodeIntegration?: boolean
  }
}

let browser: DevTools | null = null
const windows = new Set<BrowserWindowClass>()

/** The browser of all windows, started with the app's own switches when the first one needs it. */
export const startedBrowser = (): DevTools => {
  if (browser) return browser
  const switches = [...rawApp.rawCommandLine.switches]
  browser = startChromium(switches.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)))
  rawApp.atEnd = () => browser?.end()
  return browser
}

/** The windows that are open. */
export const openWindows = (): readonly BrowserWindowClass[] => [...windows]

export class BrowserWindowClass extends Emitter {
  readonly rawWebContents: WebContents
  readonly #opened: Promise<void>
  isShown = false
  timesFocused = 0

  constructor(options: Options = {}) {
    super()
    if (!rawApp.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { webPreferences: preferences = {}, width = 800, height = 600 } = options
    if (
      preferences.sandbox === false ||
      preferences.contextIsolation === false ||
      preferences.nodeIntegration === true
    ) {
      throw new Error('the stand-in for electron only does sandboxed, isolated pages without node')
    }
    if (!preferences.preload?.startsWith('/')) throw new Error('preload must be an absolute path')
    const session = rawSessionOf(preferences.session)
    this.rawWebContents = new WebContents(session, { session, preload: preferences.preload, width, height })
    this.isShown = options.show ?? true
    windows.add(this)
    rawApp.announce('web-contents-created', preventable({}).event, this.webContents)
    this.rawWebContents.once('destroyed', () => this.#closed())
    this.rawWebContents.once('painted', () => this.announce('ready-to-show'))
    this.#opened = this.rawWebContents.open(startedBrowser())
  }

  get webContents(): WebContents {
    return guard(this.rawWebContents, 'WebContents')
  }
  async loadURL(address: string): Promise<void> {
    await this.#opened
    await this.rawWebContents.load(address)
  }
  show(): void {
    this.isShown = true
    this.announce('show')
  }
  focus(): void {
    this.timesFocused += 1
  }
  restore(): void {
    this.announce('restore')
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return this.rawWebContents.isDestroyed()
  }
  close(): void {
    void this.rawWebContents.close()
  }

  #closed(): void {
    windows.delete(this)
    this.announce('closed')
    if (windows.size === 0) rawApp.announce('window-all-closed')
  }
}

/** A session is handed over in its guarded form, which is the only one an app has. */
const rawSessionOf = (session: object | undefined): Session => {
  if (!session) throw new Error('the stand-in for electron wants a session of the app’s own')
  const raw = Session.all().find((known) => guard(known, 'Session') === session)
  if (!raw) throw new Error('the session is not one of Electron’s')
  return raw
}

export const BrowserWindow = guard(BrowserWindowClass, 'BrowserWindow', 'static')
