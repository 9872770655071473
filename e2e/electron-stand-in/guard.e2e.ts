/** The stand-in is only worth something if it refuses what Electron does not have. */
import { expect, test } from 'vitest'
import { electronVersion, exportOf } from './electron-types.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { Emitter, preventable } from './emitter.ts'
import { guard } from './guard.ts'
import { protocol, Session } from './session.ts'
import { Menu, nativeTheme, shell } from './small-parts.ts'
import * as electron from './electron.ts'

/** Does what TypeScript would not let through. */
const loosely = (target: object, member: string, ...words: unknown[]): unknown => {
  const method: unknown = Reflect.get(target, member)
  return typeof method === 'function' ? Reflect.apply(method, target, words) : method
}
const construct = (options: unknown): unknown => Reflect.construct(BrowserWindow, [options])

test('it speaks of the installed electron, and exports only what that has', () => {
  expect(electronVersion).toBe('45.4.1')
  for (const name of Object.keys(electron)) expect(exportOf(name), name).not.toBeNull()
})

test.each([
  ['a member', () => loosely(app, 'enableSandboxes'), 'electron 45.4.1 has no App.enableSandboxes'],
  [
    'a static member',
    () => loosely(Menu, 'removeApplicationMenu'),
    'electron 45.4.1 has no Menu.removeApplicationMenu',
  ],
  [
    'a member that the stand-in lacks',
    () => loosely(app, 'getLocale'),
    'the stand-in for electron does not do App.getLocale',
  ],
  [
    'an event',
    () => loosely(app, 'on', 'all-windows-closed', () => undefined),
    "is not 'accessibility-support-changed'",
  ],
  ['an argument too many', () => loosely(app, 'enableSandbox', true), 'argument 1: is not taken'],
  ['an argument missing', () => loosely(shell, 'openExternal'), 'argument 1: undefined is not string'],
  ['a wrong type', () => loosely(shell, 'openExternal', 7), 'argument 1: 7 is not string'],
  ['an option', () => construct({ minimumWidth: 720 }), 'argument 1.minimumWidth: there is no such option'],
  [
    'a nested option',
    () => construct({ webPreferences: { enableRemoteModule: false } }),
    'argument 1.webPreferences.enableRemoteModule: there is no such option',
  ],
  [
    'a wrong type in an option',
    () => construct({ webPreferences: { sandbox: 'yes' } }),
    'argument 1.webPreferences.sandbox: "yes" is not boolean',
  ],
  [
    'a privilege',
    () => loosely(protocol, 'registerSchemesAsPrivileged', [{ scheme: 'app', privileges: { safe: true } }]),
    'there is no such option',
  ],
  ['a word out of a closed list', () => Reflect.set(nativeTheme, 'themeSource', 'sepia'), '"sepia" is not'],
  ['a property that cannot be set', () => Reflect.set(nativeTheme, 'shouldUseDarkColors', true), 'cannot be set'],
] as const)('it throws on %s that is not there', (_, act, problem) => {
  expect(act).toThrow(problem)
})

test('what a handler answers, and what the stand-in gives it, is held to the same types', () => {
  const raw = new Session()
  const session = guard(raw, 'Session')
  loosely(session, 'setPermissionCheckHandler', () => 'no')
  const check = raw.handlers.check
  expect(() => check?.(null, 'media', 'app://groundwork/', { isMainFrame: true })).toThrow(
    'answer: "no" is not boolean',
  )
  expect(() => check?.(null, 'telepathy', '', { isMainFrame: true })).toThrow('"telepathy" is not')
})

test('one function listens and stops listening', () => {
  const raw = new Emitter()
  const target = guard(raw, 'WebFrameMain')
  let heard = 0
  const listener = (): void => {
    heard += 1
  }
  target.on('dom-ready', listener)
  raw.announce('dom-ready')
  target.off('dom-ready', listener)
  raw.announce('dom-ready')
  expect(heard).toBe(1)
})

test('an event knows whether it was prevented', () => {
  const { event, wasPrevented } = preventable({ url: 'https://example.com/' })
  expect(wasPrevented()).toBe(false)
  event.preventDefault()
  expect(wasPrevented()).toBe(true)
})
