/** Answers a test's questions inside the process of the app, by asking the handlers that the app registered. */
import { openWindows, startedBrowser, type BrowserWindowClass } from './browser-window.ts'
import { Emitter, preventable } from './emitter.ts'
import { guard } from './guard.ts'
import { rawIpcMain } from './ipc-main.ts'
import type { AnsweredQuestion, AskedQuestion, QuestionName, Questions } from './questions.ts'
import { everythingRecorded } from './record.ts'
import type { Session } from './session.ts'
import { frameNamed, WebContents } from './web-contents.ts'

type Answers = {
  readonly [Name in QuestionName]: (
    ask: Questions[Name]['ask'],
  ) => Questions[Name]['answer'] | Promise<Questions[Name]['answer']>
}

const theWindow = (): BrowserWindowClass => {
  const [window] = openWindows()
  if (!window) throw new Error('no window is open')
  return window
}
const contents = (): WebContents => theWindow().rawWebContents
const theSession = (): Session => contents().rawSession

/** A handler that is not set would leave Electron's default, which grants; so none is a failure of the test. */
const handlerOf = (name: keyof Session['handlers']): ((...words: unknown[]) => unknown) => {
  const handler = theSession().handlers[name]
  if (!handler) throw new Error(`the app has no handler for ${name}, so Electron would grant it`)
  return handler
}

/** Hears whether the app prevented the event that `announce` sends. */
const isPrevented = (details: object, announce: (event: object) => void): boolean => {
  const { event, wasPrevented } = preventable(details)
  announce(event)
  return wasPrevented()
}

const answers: Answers = {
  record: () => everythingRecorded(),
  port: () => startedBrowser().port(),
  window: () => {
    const [window] = openWindows()
    return {
      count: openWindows().length,
      isShown: window?.isShown ?? false,
      timesFocused: window?.timesFocused ?? 0,
    }
  },
  permission: async ({ how, permission, address, isMainFrame }) => {
    const handler = handlerOf(how)
    const details = { isMainFrame, requestingUrl: address }
    const { webContents } = theWindow()
    if (how === 'check') return handler(webContents, permission, address, details) === true
    return new Promise((resolve) => handler(webContents, permission, resolve, details))
  },
  device: ({ deviceType }) => {
    const device = { collections: [], deviceId: '1', name: 'a device', productId: 1, vendorId: 1 }
    return handlerOf('device')({ deviceType, origin: contents().mainFrame.origin, device }) === true
  },
  displayMedia: async () => {
    const handler = handlerOf('displayMedia')
    const { mainFrame: frame } = contents()
    const asked = { frame, securityOrigin: frame.origin, videoRequested: true, audioRequested: true, userGesture: true }
    return new Promise((resolve) => handler(asked, (streams: unknown) => resolve(streams !== null)))
  },
  bluetooth: async () => {
    const handler = handlerOf('bluetooth')
    const asked = { deviceId: '1', pairingKind: 'confirm', frame: contents().mainFrame }
    return new Promise((resolve) => handler(asked, (answer: { confirmed: boolean }) => resolve(answer.confirmed)))
  },
  download: () => {
    const item = guard(new Emitter(), 'DownloadItem')
    const { webContents } = theWindow()
    return isPrevented({}, (event) =>
      theSession().announce('will-download', event, item, webContents, contents().mainFrame),
    )
  },
  navigate: ({ event: name, url }) => {
    const frame = contents().mainFrame
    const details = { url, isSameDocument: false, isMainFrame: true, frame, initiator: frame }
    const deprecated = name === 'will-frame-navigate' ? [] : [url, false, true, 1, 1]
    return isPrevented(details, (event) => contents().announce(name, event, ...deprecated))
  },
  attachWebview: () =>
    isPrevented({}, (event) =>
      contents().announce('will-attach-webview', event, { sandbox: true }, { src: 'https://example.com' }),
    ),
  request: ({ url }) => contents().wouldCancel(url, 'other'),
  invoke: ({ channel, from, words }) => {
    const { webContents } = theWindow()
    const { mainFrame } = contents()
    const other = new WebContents(theSession(), contents().options)
    const origin = mainFrame.origin
    const callers = {
      page: [webContents, mainFrame],
      'other-contents': [guard(other, 'WebContents'), mainFrame],
      'sub-frame': [webContents, frameNamed(`${origin}/`, mainFrame)],
      'other-origin': [webContents, frameNamed('https://example.com/')],
      'gone-frame': [webContents, null],
    } as const
    const [sender, frame] = callers[from]
    return rawIpcMain.invoke(channel, sender, frame, words)
  },
  fetch: async ({ url, method }) => {
    const handler = theSession().rawProtocol.handlers.get(url.split(':')[0] ?? '')
    if (!handler) throw new Error(`the app handles no ${url}`)
    const response = await handler(new Request(url, { method }))
    return { status: response.status, headers: Object.fromEntries(response.headers) }
  },
  crash: () => {
    contents().crash()
    return null
  },
  close: () => {
    theWindow().close()
    return null
  },
}

/** Starts to answer what comes over the process' own channel. */
export const answerQuestions = (): void => {
  process.on('message', (question: AskedQuestion) => {
    const answer = answers[question.name] as (ask: object) => unknown
    Promise.resolve()
      .then(() => answer(question.ask))
      .then(
        (value): AnsweredQuestion => ({ id: question.id, ok: true, answer: value }),
        (error: unknown): AnsweredQuestion => ({ id: question.id, ok: false, problem: String(error) }),
      )
      .then((message) => process.send?.(message))
      .catch(() => undefined)
  })
}
