/** What is Electron's own: how the window is made, and that every door it has is shut. On the stand-in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronChannels } from '../../preload/contract/names.ts'
import { contentSecurityPolicy } from '../../main/surfaces/page/page-headers.ts'
import type { Recorded } from '../electron-stand-in/record.ts'
import { endOfStandIn, launchElectronStandIn, type StandInSurface } from '../surfaces/electron.ts'

let app: StandInSurface
let recorded: readonly Recorded[]
const opened: string[] = []

beforeAll(async () => {
  app = await launchElectronStandIn({ opened })
  recorded = await app.ask('record', {})
})
afterAll(() => app.close())

const calls = (type: string, member: string): readonly (readonly unknown[])[] =>
  recorded.filter((entry) => entry.type === type && entry.member === member).map(({ words }) => words)
const place = (type: string, member: string): number =>
  recorded.findIndex((entry) => entry.type === type && entry.member === member)

describe('how the app is set up', () => {
  test('the sandbox, the scheme and the rest come before Electron is ready', () => {
    const ready = place('App', '(ready)')
    expect(ready).toBeGreaterThan(0)
    for (const [type, member] of [
      ['App', 'enableSandbox'],
      ['App', 'requestSingleInstanceLock'],
      ['Protocol', 'registerSchemesAsPrivileged'],
      ['Menu', 'setApplicationMenu'],
    ] as const) {
      expect(place(type, member), `${type}.${member}`).toBeGreaterThanOrEqual(0)
      expect(place(type, member), `${type}.${member}`).toBeLessThan(ready)
    }
    expect(calls('Menu', 'setApplicationMenu')).toEqual([[null]])
    expect(calls('CommandLine', 'appendSwitch')).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
  })

  test('the scheme is an origin, and may neither pass by the policy nor run service workers', () => {
    const privileges = { standard: true, secure: true, supportFetchAPI: true }
    expect(calls('Protocol', 'registerSchemesAsPrivileged')).toEqual([[[{ scheme: 'app', privileges }]]])
  })

  test('there is one window, with every hardening option said', () => {
    expect(calls('BrowserWindow', 'constructor')).toEqual([
      [
        expect.objectContaining({
          width: 1280,
          height: 800,
          minWidth: 720,
          minHeight: 480,
          show: false,
          backgroundColor: expect.stringMatching(/^#[0-9a-f]{6}$/) as string,
          webPreferences: {
            session: '[Session]',
            preload: expect.stringMatching(/\/dist\/preload\/index\.cjs$/) as string,
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
        }),
      ],
    ])
    expect(calls('BrowserWindow', 'loadURL')).toEqual([['app://groundwork/']])
    expect(calls('Session', 'fromPartition')).toEqual([['groundwork', { cache: false }]])
  })

  test('every handler is set before the page is loaded', () => {
    const loading = place('BrowserWindow', 'loadURL')
    const handlers = recorded
      .slice(0, loading)
      .map(({ type, member, words }) => `${type}.${member} ${String(words[0])}`)
    expect(handlers).toEqual(
      expect.arrayContaining([
        'Session.setPermissionRequestHandler [function]',
        'Session.setPermissionCheckHandler [function]',
        'Session.setDevicePermissionHandler [function]',
        'Session.setDisplayMediaRequestHandler [function]',
        'Session.on will-download',
        'WebRequest.onBeforeRequest [function]',
        'Session.setSpellCheckerEnabled false',
        'Protocol.handle app',
        'WebContents.on will-navigate',
        'WebContents.on will-frame-navigate',
        'WebContents.on will-redirect',
        'WebContents.on will-attach-webview',
        'WebContents.setWindowOpenHandler [function]',
        `IpcMain.handle ${electronChannels.call}`,
      ]),
    )
    expect(calls('IpcMain', 'handle')).toHaveLength(1)
    expect(calls('IpcMain', 'on')).toHaveLength(0)
  })
})

describe('what a page finds', () => {
  test('two functions, frozen, and nothing of Electron or Node', async () => {
    const found = await app.page.evaluate(() => {
      const loose = window as unknown as Record<string, unknown> & { groundwork: Record<string, unknown> }
      const tryTo = (change: () => unknown): string => {
        try {
          return String(change())
        } catch (error) {
          return (error as Error).name
        }
      }
      return {
        members: Object.keys(loose.groundwork),
        isFrozen: Object.isFrozen(loose.groundwork),
        property: Object.getOwnPropertyDescriptor(window, 'groundwork'),
        replaced: tryTo(() => Reflect.set(loose.groundwork, 'call', null)),
        removed: tryTo(() => Reflect.deleteProperty(window, 'groundwork')),
        globals: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].map(
          (name) => typeof loose[name],
        ),
      }
    })
    expect(found).toMatchObject({
      members: ['call', 'on'],
      isFrozen: true,
      property: { writable: false, configurable: false },
      replaced: 'false',
      removed: 'false',
    })
    expect(new Set(found.globals)).toEqual(new Set(['undefined']))
  })

  test('the policy of all surfaces, as a header that holds', async () => {
    const { status, headers } = await app.ask('fetch', { url: 'app://groundwork/', method: 'GET' })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy({ connect: 'none' }),
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
    })
    const held = await app.page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
      const script = document.createElement('script')
      const attempt = (act: () => unknown): void => {
        try {
          act()
        } catch {
          // Trusted types throw; the violation is what counts.
        }
      }
      attempt(() => {
        Reflect.set(document.body, 'innerHTML', '<b>markup</b>')
      })
      attempt(() => {
        script.text = 'window.injected = true'
      })
      attempt(() => document.body.append(script))
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
      await fetch('https://example.com/').catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 200))
      frame.remove()
      return { violations: [...new Set(violations)].sort(), injected: 'injected' in window }
    })
    expect(held).toEqual({ violations: ['connect-src', 'frame-src', 'require-trusted-types-for'], injected: false })
  })

  test('calls are answered, names and inputs that are not of the contract are faults, and nothing rejects', async () => {
    expect(await app.call('app:describe', {})).toMatchObject({
      ok: true,
      value: { surface: 'electron', isSandboxed: process.geteuid?.() !== 0 },
    })
    expect(await app.call('app:exec', {})).toEqual({ ok: false, fault: { kind: 'unknown-call', name: 'app:exec' } })
    expect(await app.call('constructor', {})).toMatchObject({ fault: { kind: 'unknown-call' } })
    expect(await app.call('checks:run', { keys: 'all' })).toMatchObject({ fault: { kind: 'bad-input' } })
    const unsendable = await app.page.evaluate(() => {
      const { groundwork } = window as unknown as { groundwork: { call: (name: string, input: unknown) => unknown } }
      return groundwork.call('checks:run', { keys: [() => 'a function'] })
    })
    expect(unsendable).toMatchObject({ ok: false, fault: { kind: 'bad-input', name: 'checks:run' } })
  })

  test('a run announces its results, and a listener that stops hears no more', async () => {
    const heard = await app.page.evaluate(async () => {
      const { groundwork } = window as unknown as {
        groundwork: {
          call: (
            name: string,
            input: unknown,
          ) => Promise<{ value: { runId: string }[] & { runId: string; key: string }[] }>
          on: (name: string, listener: (payload: { result: { key: string } }) => void) => () => void
        }
      }
      const [first] = (await groundwork.call('checks:list', {})).value
      const seen: string[] = []
      const stop = groundwork.on('check:finished', ({ result }) => seen.push(result.key))
      const run = async (): Promise<void> => {
        const done = new Promise<void>((resolve) => {
          const off = groundwork.on('checks:finished', () => {
            off()
            resolve()
          })
        })
        await groundwork.call('checks:run', { keys: [first?.key] })
        await done
      }
      await run()
      stop()
      await run()
      return { seen, key: first?.key }
    })
    expect(heard.seen).toEqual([heard.key])
  })

  test('a reference is opened by its index in the check, never by an address', async () => {
    const list = (await app.call('checks:list', {})) as { value: { key: string }[] }
    const key = list.value[0]?.key ?? ''
    expect(await app.call('reference:open', { key, index: 0 })).toEqual({ ok: true, value: {} })
    expect(opened).toEqual([expect.stringMatching(/^https:\/\//)])
    expect(await app.call('reference:open', { key, index: 0, url: 'file:///' })).toMatchObject({ ok: false })
    expect(opened).toHaveLength(1)
  })
})

describe('what is denied', () => {
  test.each(['page', 'other-contents', 'sub-frame', 'other-origin', 'gone-frame'] as const)(
    'an ipc call from: %s',
    async (from) => {
      const answer = await app.ask('invoke', { channel: electronChannels.call, from, words: ['app:describe', {}] })
      expect(answer).toMatchObject(from === 'page' ? { ok: true } : { ok: false, fault: { kind: 'disconnected' } })
    },
  )

  const permissions = [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'clipboard-sanitized-write',
    'hid',
    'openExternal',
  ]
  test.each(permissions)('the permission %s', async (permission) => {
    const asked = { permission, address: 'app://groundwork/', isMainFrame: true }
    expect(await app.ask('permission', { ...asked, how: 'request' })).toBe(false)
    expect(await app.ask('permission', { ...asked, how: 'check' })).toBe(false)
  })

  test('devices, the screen, pairing, downloads and webviews', async () => {
    expect(await app.ask('device', { deviceType: 'usb' })).toBe(false)
    expect(await app.ask('displayMedia', {})).toBe(false)
    expect(await app.ask('bluetooth', {})).toBe(false)
    expect(await app.ask('download', {})).toBe(true)
    expect(await app.ask('attachWebview', {})).toBe(true)
  })

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)('%s', async (event) => {
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://groundwork/']) {
      expect(await app.ask('navigate', { event, url })).toBe(true)
    }
  })

  test.each([
    'https://example.com/',
    'file:///etc/passwd',
    'app://groundwork.evil/',
    'app://other/',
    'ws://127.0.0.1:1/',
  ])('a request for %s', async (url) => {
    expect(await app.ask('request', { url })).toBe(true)
  })

  test('leaving the page and opening windows, tried by the page itself', async () => {
    const before = app.page.url()
    await app.page.evaluate(() => {
      window.open('https://example.com/')
      location.href = 'https://example.com/'
    })
    await expect.poll(async () => (await app.ask('window', {})).count).toBe(1)
    await app.page.waitForTimeout(500)
    expect(app.page.context().pages()).toHaveLength(1)
    expect(app.page.url()).toBe(before)
    expect(await app.call('app:describe', {})).toMatchObject({ ok: true })
  })

  test.each([
    ['GET', 'app://groundwork/..%2f..%2fpackage.json', 404],
    ['GET', 'app://groundwork//etc/passwd', 404],
    ['GET', 'app://other/index.html', 404],
    ['POST', 'app://groundwork/', 405],
  ])('%s %s', async (method, url, expected) => {
    const { status, headers } = await app.ask('fetch', { method, url })
    expect(status).toBe(expected)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })
})

describe('how it starts and ends', () => {
  test('a second start shows the first window and ends well', async () => {
    const { timesFocused } = await app.ask('window', {})
    expect(await app.startAgain()).toEqual({ code: 0, stderr: '' })
    await expect.poll(async () => (await app.ask('window', {})).timesFocused).toBe(timesFocused + 1)
  })

  test.runIf(process.geteuid?.() === 0)('root is refused a window, with the reason', async () => {
    const { code, stderr } = await endOfStandIn(['--no-sandbox'])
    expect(code).toBe(1)
    expect(stderr).toContain('The window is not opened as root')
    expect(stderr).toContain('--allow-root')
  })

  test('closing the window ends the app', async () => {
    const second = await launchElectronStandIn()
    await second.close()
    expect(await second.ended).toMatchObject({ code: 0, stderr: '' })
  })
})
