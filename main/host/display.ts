/** Whether there is a screen to open a window on: a variable may name one that is long gone. */
import { connect, type NetConnectOpts } from 'node:net'
import { isAbsolute, join } from 'node:path'

export type DisplayFound =
  | { readonly kind: 'found'; readonly name: string }
  /** Neither WAYLAND_DISPLAY nor DISPLAY is set. */
  | { readonly kind: 'none' }
  /** `name` is set, and nothing answers there. */
  | { readonly kind: 'dead'; readonly name: string }

const answerWithinMs = 1_000

/** Looks where Wayland's and X11's clients look, and connects for a moment. Never rejects. */
export const findDisplay = async (environment: Readonly<Record<string, string | undefined>>): Promise<DisplayFound> => {
  const { WAYLAND_DISPLAY: wayland, DISPLAY: x11, XDG_RUNTIME_DIR: runtime } = environment
  if (wayland) {
    const path = isAbsolute(wayland) ? wayland : join(runtime ?? '/nowhere', wayland)
    if (await answers([{ path }])) return { kind: 'found', name: wayland }
  }
  if (x11 && (await answers(addressesOf(x11)))) return { kind: 'found', name: x11 }
  const named = x11 ? x11 : wayland
  return named ? { kind: 'dead', name: named } : { kind: 'none' }
}

/** Where X(7) says a display named `HOST:NUMBER.SCREEN` listens; several places where it may be any of them. */
const addressesOf = (name: string): readonly NetConnectOpts[] => {
  const [, host, number] = /^(.*):(\d+)(?:\.\d+)?$/.exec(name) ?? []
  if (host === undefined || number === undefined) return []
  if (host !== '' && host !== 'unix') return [{ host, port: 6000 + Number(number) }]
  const path = `/tmp/.X11-unix/X${number}`
  return [{ path }, { path: `\0${path}` }]
}

const answers = async (addresses: readonly NetConnectOpts[]): Promise<boolean> =>
  (await Promise.all(addresses.map(isListening))).includes(true)

const isListening = (address: NetConnectOpts): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ ...address, timeout: answerWithinMs })
    const end = (isThere: boolean) => (): void => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
