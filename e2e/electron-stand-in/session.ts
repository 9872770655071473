/** `session`: what a window may ask and load. Keeps the handlers, so that the stand-in can ask them. */
import { rawApp } from './app.ts'
import { Emitter } from './emitter.ts'
import { guard } from './guard.ts'

type Handler = ((...words: unknown[]) => unknown) | null

/** Own schemes, as registered before the app is ready. */
export const schemes = new Set<string>()

class Protocol {
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>()
  registerSchemesAsPrivileged(
    list: readonly { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[],
  ): void {
    if (rawApp.isReady()) throw new Error('protocol.registerSchemesAsPrivileged must be called before app is ready')
    for (const { scheme, privileges } of list) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error('the stand-in only does standard, secure schemes')
      schemes.add(scheme)
    }
  }
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (this.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    if (!schemes.has(scheme)) throw new Error(`${scheme} was not registered as privileged`)
    this.handlers.set(scheme, handler)
  }
}

class WebRequest {
  beforeRequest: Handler = null
  onBeforeRequest(...words: unknown[]): void {
    if (words.length > 1) throw new Error('the stand-in only does onBeforeRequest without a filter')
    this.beforeRequest = words[0] as Handler
  }
}

export class Session extends Emitter {
  static readonly #all = new Map<string, Session>()
  static fromPartition(partition: string): Session {
    if (!rawApp.isReady()) throw new Error('Session can only be received when app is ready')
    const session = Session.#all.get(partition) ?? new Session()
    Session.#all.set(partition, session)
    return guard(session, 'Session')
  }

  /** Not Electron's: every session there is, unguarded. */
  static all(): readonly Session[] {
    return [...Session.#all.values()]
  }

  readonly rawProtocol = new Protocol()
  readonly protocol = guard(this.rawProtocol, 'Protocol')
  readonly rawWebRequest = new WebRequest()
  readonly webRequest = guard(this.rawWebRequest, 'WebRequest')
  /** By the name of what asks. */
  readonly handlers: Record<'request' | 'check' | 'device' | 'displayMedia' | 'bluetooth', Handler> = {
    request: null,
    check: null,
    device: null,
    displayMedia: null,
    bluetooth: null,
  }
  setPermissionRequestHandler(handler: Handler): void {
    this.handlers.request = handler
  }
  setPermissionCheckHandler(handler: Handler): void {
    this.handlers.check = handler
  }
  setDevicePermissionHandler(handler: Handler): void {
    this.handlers.device = handler
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    this.handlers.displayMedia = handler
  }
  setBluetoothPairingHandler(handler: Handler): void {
    this.handlers.bluetooth = handler
  }
  setSpellCheckerEnabled(): void {
    // Chromium without a window has no spell checker; that it was switched off is in the record.
  }
}

/** The module's own `protocol`: of the default session, and where schemes are registered. */
export const protocol = guard(new Protocol(), 'Protocol')
export const session = guard(Session, 'Session', 'static')
