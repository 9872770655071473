/** `WebContents` and `WebFrameMain`: one page of the real Chromium, with the preload in a world of its own. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fromBrowser, toBrowser } from './addresses.ts'
import type { DevTools, Parameters } from './devtools-pipe.ts'
import { membersOf } from './electron-types.ts'
import { Emitter, preventable } from './emitter.ts'
import { guard } from './guard.ts'
import { rawIpcMain } from './ipc-main.ts'
import type { Session } from './session.ts'
import { rawNativeTheme } from './small-parts.ts'
import { pageWorldScript, preloadWorldScript } from './worlds.ts'

export class WebFrameMain extends Emitter {
  url = 'about:blank'
  constructor(readonly parent: WebFrameMain | null) {
    super()
  }
  get origin(): string {
    return /^[a-z][a-z0-9+.-]*:\/\/[^/]*/.exec(this.url)?.[0] ?? 'null'
  }
}

/** A frame as an app sees it. */
export const frameNamed = (url: string, parent: WebFrameMain | null = null): WebFrameMain => {
  const frame = new WebFrameMain(parent)
  frame.url = url
  return guard(frame, 'WebFrameMain')
}

export interface PageOptions {
  readonly session: Session
  readonly preload: string
  readonly width: number
  readonly height: number
}

const worldName = 'Electron Isolated Context'
const outgoing = '__electronOutgoing'
const incoming = '__electronIncoming'

const namesOf = (type: string): readonly string[] =>
  membersOf(type, 'instance').map((member) => member.name?.getText() ?? '')

export class WebContents extends Emitter {
  readonly #frames = new Map<string, WebFrameMain>()
  readonly #contexts = new Map<number, string>()
  #browser: { readonly tools: DevTools; readonly target: string; readonly session: string } | null = null
  #mainFrameId = ''
  #isGone = false
  /** While the app itself loads a page, the navigation is not the page's. */
  #isLoading = false
  windowOpenHandler: ((details: unknown) => { action: string }) | null = null

  constructor(
    readonly rawSession: Session,
    readonly options: PageOptions,
  ) {
    super()
  }

  get session(): Session {
    return guard(this.rawSession, 'Session')
  }
  get mainFrame(): WebFrameMain {
    return guard(this.#frames.get(this.#mainFrameId) ?? new WebFrameMain(null), 'WebFrameMain')
  }
  isDestroyed(): boolean {
    return this.#isGone
  }
  setWindowOpenHandler(handler: (details: unknown) => { action: string }): void {
    this.windowOpenHandler = handler
  }
  send(channel: string, ...words: unknown[]): void {
    const context = [...this.#contexts].find(([, frame]) => frame === this.#mainFrameId)?.[0]
    if (context !== undefined) void this.#deliver(context, { channel, words: structuredClone(words) })
  }

  /** Opens the page in `tools`' browser, still empty, with everything in place for its first document. */
  async open(tools: DevTools): Promise<void> {
    const { targetId: target } = await tools.send('Target.createTarget', { url: 'about:blank' })
    const attached = await tools.send('Target.attachToTarget', { targetId: target, flatten: true })
    this.#browser = { tools, target: String(target), session: String(attached.sessionId) }
    tools.listen((method, parameters, session) => {
      if (session === this.#browser?.session) void this.#hear(method, parameters)
      else if (method === 'Target.targetDestroyed' && parameters.targetId === target) this.#gone()
      else if (method === 'Target.targetCreated') this.#closePopup(parameters.targetInfo as Parameters)
    })
    const secret = randomBytes(16).toString('hex')
    const members = { contextBridge: namesOf('ContextBridge'), ipcRenderer: namesOf('IpcRenderer') }
    const preload = readFileSync(this.options.preload, 'utf8')
    const { width, height } = this.options
    const theme = rawNativeTheme.shouldUseDarkColors ? 'dark' : 'light'
    await tools.send('Target.setDiscoverTargets', { discover: true })
    await this.#ask('Page.enable')
    await this.#ask('Page.setLifecycleEventsEnabled', { enabled: true })
    await this.#ask('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(secret) })
    await this.#ask('Runtime.addBinding', { name: outgoing, executionContextName: worldName })
    await this.#ask('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(secret, { outgoing, incoming, members }, preload),
      worldName,
    })
    await this.#ask('Runtime.enable')
    await this.#ask('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await this.#ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 0, mobile: false })
    await this.#ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] })
  }

  /** Tells Chromium what the app's check handler says to the permissions a page can meet unasked. */
  async #applyPermissions(origin: string): Promise<void> {
    const names = { 'clipboard-sanitized-write': 'clipboard-write', 'clipboard-read': 'clipboard-read' } as const
    for (const [permission, name] of Object.entries(names)) {
      const details = { isMainFrame: true, requestingUrl: origin }
      const isGranted =
        this.rawSession.handlers.check?.(guard(this, 'WebContents'), permission, origin, details) ?? true
      const setting = isGranted === true ? 'granted' : 'denied'
      await this.#browser?.tools.send('Browser.setPermission', {
        permission: { name },
        setting,
        origin: toBrowser(origin),
      })
    }
  }

  /** Loads `address` and promises its `load` event; rejects as Electron does where the document does not come. */
  async load(address: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.once('did-finish-load', () => resolve())
    })
    await this.#applyPermissions(new URL('/', address).href)
    this.#isLoading = true
    const { errorText } = await this.#ask('Page.navigate', { url: toBrowser(address) })
    this.#isLoading = false
    if (typeof errorText === 'string') throw new Error(`${errorText} loading '${address}'`)
    await loaded
  }

  async close(): Promise<void> {
    if (this.#browser) await this.#browser.tools.send('Target.closeTarget', { targetId: this.#browser.target })
  }

  /** Ends the page's process; DevTools never answers that. */
  crash(): void {
    void this.#ask('Page.crash').catch(() => undefined)
  }

  #gone(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.announce('destroyed')
  }

  async #ask(method: string, parameters: Parameters = {}): Promise<Parameters> {
    if (!this.#browser) throw new Error('the window is not open')
    return this.#browser.tools.send(method, parameters, this.#browser.session)
  }

  async #deliver(contextId: number, message: object): Promise<void> {
    // A page that has gone meanwhile needs no message.
    const expression = `${incoming}(${JSON.stringify(message)})`
    await this.#ask('Runtime.evaluate', { contextId, expression }).catch(() => undefined)
  }

  async #hear(method: string, parameters: Parameters): Promise<void> {
    if (method === 'Fetch.requestPaused') await this.#answer(parameters)
    if (method === 'Runtime.bindingCalled' && parameters.name === outgoing) await this.#carry(parameters)
    if (method === 'Runtime.executionContextCreated') this.#addContext(parameters.context as Parameters)
    if (method === 'Runtime.executionContextDestroyed') this.#contexts.delete(Number(parameters.executionContextId))
    if (method === 'Runtime.executionContextsCleared') this.#contexts.clear()
    if (method === 'Page.frameAttached') this.#addFrame(String(parameters.frameId), String(parameters.parentFrameId))
    if (method === 'Page.frameDetached') this.#frames.delete(String(parameters.frameId))
    if (method === 'Page.frameNavigated') this.#navigated(parameters.frame as Parameters)
    if (method === 'Page.windowOpen') this.#askToOpen(parameters)
    if (method === 'Page.loadEventFired') this.announce('did-finish-load')
    if (method === 'Page.lifecycleEvent' && parameters.name === 'firstPaint') this.announce('painted')
    if (method === 'Inspector.targetCrashed') {
      this.announce('render-process-gone', preventable({}).event, { reason: 'crashed', exitCode: 1 })
    }
  }

  #addContext(context: Parameters): void {
    const details = context.auxData as Parameters
    if (context.name === worldName) this.#contexts.set(Number(context.id), String(details.frameId))
  }

  #addFrame(id: string, parentId: string): WebFrameMain {
    const known = this.#frames.get(id) ?? new WebFrameMain(this.#frames.get(parentId) ?? null)
    this.#frames.set(id, known)
    return known
  }

  #navigated(frame: Parameters): void {
    const id = String(frame.id)
    if (frame.parentId === undefined) this.#mainFrameId = id
    this.#addFrame(id, String(frame.parentId)).url = fromBrowser(String(frame.url))
  }

  /** A call of the preload's `ipcRenderer.invoke`. */
  async #carry({ payload, executionContextId }: Parameters): Promise<void> {
    const context = Number(executionContextId)
    const { id, channel, words } = JSON.parse(String(payload)) as { id: number; channel: string; words: unknown[] }
    const frame = this.#frames.get(this.#contexts.get(context) ?? '')
    const senderFrame = frame ? guard(frame, 'WebFrameMain') : null
    try {
      const value = await rawIpcMain.invoke(channel, guard(this, 'WebContents'), senderFrame, words)
      await this.#deliver(context, { id, ok: true, value })
    } catch (error) {
      await this.#deliver(context, {
        id,
        ok: false,
        value: `Error invoking remote method '${channel}': ${String(error)}`,
      })
    }
  }

  /** Answers one request of the page: the app may forbid it, own schemes have handlers, and there is no network. */
  async #answer({ requestId, request, resourceType, frameId }: Parameters): Promise<void> {
    const { url, method, headers } = request as { url: string; method: string; headers: Record<string, string> }
    const address = fromBrowser(url)
    const refusal = this.#refusalOf(address, resourceType === 'Document', frameId)
    const handler = this.rawSession.rawProtocol.handlers.get(address.split(':')[0] ?? '')
    if (refusal !== null || !handler) {
      await this.#ask('Fetch.failRequest', { requestId, errorReason: refusal ?? 'NameNotResolved' })
      return
    }
    const response = await handler(new Request(address, { method, headers }))
    await this.#ask('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  }

  /** Why the app refuses a request, in DevTools' words; null where it does not. */
  #refusalOf(address: string, isDocument: boolean, frameId: unknown): string | null {
    const isMainFrame = frameId === this.#mainFrameId || this.#mainFrameId === ''
    const isByPage = isDocument && !(this.#isLoading && isMainFrame)
    if (isByPage && this.wouldNavigate(address, isMainFrame)) return 'Aborted'
    return this.wouldCancel(address, isDocument ? 'mainFrame' : 'other') ? 'BlockedByClient' : null
  }

  /** Asks the app whether the page may go to `url`; true when it was prevented. */
  wouldNavigate(url: string, isMainFrame: boolean): boolean {
    const details = { url, isSameDocument: false, isMainFrame, frame: this.mainFrame, initiator: this.mainFrame }
    const inFrame = preventable(details)
    this.announce('will-frame-navigate', inFrame.event)
    if (!isMainFrame) return inFrame.wasPrevented()
    const inWindow = preventable(details)
    this.announce('will-navigate', inWindow.event, url, false, true, 1, 1)
    return inFrame.wasPrevented() || inWindow.wasPrevented()
  }

  /** Asks the app whether a request may be made; true when it was cancelled. */
  wouldCancel(url: string, resourceType: string): boolean {
    let isCancelled = false
    const details = { id: 1, url, method: 'GET', resourceType, referrer: '', timestamp: Date.now(), uploadData: [] }
    this.rawSession.rawWebRequest.beforeRequest?.(details, (answer: { cancel?: boolean }) => {
      isCancelled = answer.cancel ?? false
    })
    return isCancelled
  }

  #askToOpen({ url, windowName, windowFeatures }: Parameters): void {
    const features = Array.isArray(windowFeatures) ? windowFeatures.join(',') : ''
    this.wouldOpen(fromBrowser(String(url)), String(windowName), features)
  }

  /** Asks the app whether a window may be opened; true when it may. */
  wouldOpen(url: string, frameName = '', features = ''): boolean {
    const referrer = { policy: 'default', url: '' }
    const answer = this.windowOpenHandler?.({ url, frameName, features, disposition: 'new-window', referrer })
    if (answer?.action === 'allow') throw new Error('the stand-in for electron opens no second window')
    return false
  }

  #closePopup(target: Parameters): void {
    if (target.openerId !== this.#browser?.target) return
    void this.#browser?.tools.send('Target.closeTarget', { targetId: target.targetId }).catch(() => undefined)
  }
}
