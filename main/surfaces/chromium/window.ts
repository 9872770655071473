/** The page in a window of a Chromium-family browser, over a pipe: no port is opened, and it lives as long as its window. */
import { pageOrigin } from '#contract'
import type { Application } from '../../core/application.ts'
import type { PageFiles } from '../page/page-files.ts'
import { bindApplication } from './binding.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import { interceptRequests } from './page-interception.ts'
import { startBrowser, type Browser, type BrowserStart } from './start-browser.ts'

export interface ChromiumWindowOptions extends BrowserStart {
  readonly application: Pick<Application, 'call' | 'subscribe'>
  readonly files: PageFiles
  /** JavaScript of `preload/pipe.ts`, built. */
  readonly script: string
  /** How long the browser may take to answer; default 5 000. */
  readonly answerWithinMs?: number
}

export type ChromiumWindowOpened =
  | { readonly ok: true; readonly window: ChromiumWindow }
  /** `silent`: no answer in time. `ended`: it ended by itself; `detail` is its last line. */
  | { readonly ok: false; readonly why: 'silent' | 'ended'; readonly detail: string }

export interface ChromiumWindow {
  /** Resolves when the window is closed, its process ended and its profile removed. */
  readonly closed: Promise<void>
  /** Brings the window to the front. */
  readonly focus: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the window with the page in it, or says why it could not. */
export const openChromiumWindow = async (options: ChromiumWindowOptions): Promise<ChromiumWindowOpened> => {
  const browser = await startBrowser(options)
  const limitMs = options.answerWithinMs ?? 5_000
  let timer: NodeJS.Timeout | undefined
  const first = await Promise.race([
    browser.pipe.send('Browser.getVersion').then(
      () => 'answers' as const,
      () => 'ended' as const,
    ),
    browser.ended.then(() => 'ended' as const),
    new Promise<'silent'>((resolve) => (timer = setTimeout(() => resolve('silent'), limitMs))),
  ])
  clearTimeout(timer)
  if (first !== 'answers') return giveUp(browser, first, limitMs)
  const gone = browser.ended.then(() => Promise.reject(new Error('the browser is gone')))
  try {
    return { ok: true, window: await Promise.race([showPage(browser, options), gone]) }
  } catch {
    return giveUp(browser, 'ended', limitMs)
  }
}

const giveUp = async (browser: Browser, why: 'silent' | 'ended', limitMs: number): Promise<ChromiumWindowOpened> => {
  await browser.stop(why === 'silent' ? 0 : 1_000)
  const { lastLine } = await browser.ended
  return { ok: false, why, detail: why === 'silent' ? `${limitMs / 1000} s` : lastLine }
}

const showPage = async (browser: Browser, options: ChromiumWindowOptions): Promise<ChromiumWindow> => {
  const { pipe } = browser
  const sessionId = await attachToOnlyPage(pipe)
  const mainFrameId = await pipe
    .send('Page.getFrameTree', {}, sessionId)
    .then(({ frameTree }) => (frameTree as { readonly frame: { readonly id: string } }).frame.id)
  const [unsubscribe] = await Promise.all([
    bindApplication({ pipe, sessionId, mainFrameId, application: options.application, script: options.script }),
    interceptRequests(pipe, sessionId, options.files),
    pipe.send('Page.enable', {}, sessionId),
    pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ])
  await pipe.send('Page.navigate', { url: `${pageOrigin}/` }, sessionId)
  return {
    closed: browser.ended.then(unsubscribe),
    focus: async () => {
      await pipe.send('Page.bringToFront', {}, sessionId).catch(() => undefined)
    },
    close: () => browser.stop(),
  }
}

/** The session of the first page there is; every further one is closed before it does anything. */
const attachToOnlyPage = (pipe: DevtoolsPipe): Promise<string> =>
  new Promise((resolve, reject) => {
    let ours: string | null = null
    pipe.onEvent(({ method, params }) => {
      if (method !== 'Target.attachedToTarget') return
      const { targetId } = params.targetInfo as { readonly targetId: string }
      if (ours === null) {
        ours = targetId
        const sessionId = String(params.sessionId)
        pipe.send('Runtime.runIfWaitingForDebugger', {}, sessionId).then(() => resolve(sessionId), reject)
      } else if (targetId !== ours) void pipe.send('Target.closeTarget', { targetId }).catch(() => undefined)
    })
    const filter = [{ type: 'page', exclude: false }, { exclude: true }]
    pipe
      .send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter })
      .catch(reject)
  })
