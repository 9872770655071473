/** What is Electron's own: how the window is made, and that every door it has is shut. On the stand-in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronChannels } from '../../preload/contract/names.ts'
import { pageHeaders } from '../../main/surfaces/page/page-headers.ts'
import type { Recorded } from '../electron-stand-in/record.ts'
import { endOfStandIn, launchElectronStandIn, type StandInSurface } from '../surfaces/electron.ts'

let app: StandInSurface
let recorded: readonly Recorded[]

beforeAll(async () => {
  app = await launchElectronStandIn()
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

test('the policy of all surfaces is a header of every answer', async () => {
  const { status, headers } = await app.ask('fetch', { url: 'app://groundwork/', method: 'GET' })
  expect(status).toBe(200)
  expect(headers).toMatchObject({ ...pageHeaders({ connect: 'none' }), 'content-type': 'text/html; charset=utf-8' })
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
    const english = await endOfStandIn(['--no-sandbox'], { LC_ALL: 'C.UTF-8' })
    expect(english.code).toBe(1)
    expect(english.stderr).toMatch(/The window is not opened as root.*--allow-root/)
    const chinese = await endOfStandIn(['--no-sandbox'], { LC_ALL: 'zh_CN.UTF-8' })
    expect(chinese).toMatchObject({ code: 1, stderr: expect.stringContaining('不以 root 身份打开窗口') as string })
  })

  test('a page that crashes ends the app with a sentence', async () => {
    const crashing = await launchElectronStandIn()
    await crashing.ask('crash', {})
    const { code, stderr } = await crashing.ended
    expect(code).toBe(1)
    expect(stderr).toMatch(/ended \(crashed\)|已终止（crashed）/)
    await crashing.close()
  })

  test('the window has the person’s theme from the first moment', async () => {
    const dark = await launchElectronStandIn({ settings: { theme: 'dark' } })
    const done = await dark.ask('record', {})
    const theme = done.findIndex(({ member, words }) => member === 'themeSource =' && words[0] === 'dark')
    const window = done.findIndex(({ type, member }) => type === 'BrowserWindow' && member === 'constructor')
    expect(theme).toBeGreaterThan(0)
    expect(theme).toBeLessThan(window)
    expect(done[window]?.words).toMatchObject([{ backgroundColor: '#131816' }])
    await dark.close()
  })

  test('closing the window ends the app', async () => {
    const second = await launchElectronStandIn()
    await second.close()
    expect(await second.ended).toMatchObject({ code: 0, stderr: '' })
  })
})
