/** Chooses how the app is shown: the best surface that works here, in one line that says which and why. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Language, SurfaceName, Text } from '#contract'
import { assemble } from './assemble.ts'
import { exitCodeOf } from './core/report/exit-code.ts'
import { renderText } from './core/report/text.ts'
import { findDisplay } from './host/display.ts'
import { claimInstance, type Claimed } from './host/only-instance.ts'
import { runtimeDirectory } from './host/runtime-directory.ts'
import { impossible, type Attempt, type Opening, type Shown } from './opening/attempt.ts'
import { tryChromium } from './opening/chromium.ts'
import { tryElectron } from './opening/electron.ts'
import { tryLoopback } from './opening/loopback.ts'
import { notes, reasons, surfaceTexts } from './opening/words.ts'

export interface OpenOptions {
  /** Undefined: the best that works here. */
  readonly surface?: SurfaceName | undefined
  readonly allowRoot?: boolean
  /** Loopback: print the address instead of opening a browser. */
  readonly printUrl?: boolean
  readonly builtDirectory: string
  readonly language: Language
  readonly isColoured: boolean
  readonly columns: number
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** Aborts when the person interrupts. */
  readonly interrupted: AbortSignal
}

/** For tests: what is otherwise taken from the process and the system. */
export interface OpenSurroundings {
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly uid?: number
  readonly rendererDirectory?: string
  readonly browsers?: readonly string[]
  readonly opener?: string | null
  readonly debuggingPort?: number
}

type WindowName = Exclude<SurfaceName, 'terminal'>
const windows = { electron: tryElectron, chromium: tryChromium, loopback: tryLoopback } as const satisfies Record<
  WindowName,
  (opening: Opening) => Promise<Attempt>
>

/** Shows the app and promises the exit status once it is over. */
export const open = async (options: OpenOptions, around: OpenSurroundings = {}): Promise<number> => {
  const environment = around.environment ?? process.env
  const { builtDirectory, language, surface } = options
  const opening: Opening = {
    builtDirectory,
    rendererDirectory: around.rendererDirectory ?? join(builtDirectory, 'renderer'),
    environment,
    uid: around.uid ?? process.geteuid?.() ?? 0,
    language,
    allowRoot: options.allowRoot ?? false,
    printUrl: options.printUrl ?? false,
    isForced: surface !== undefined,
    display: () => findDisplay(environment),
    assemble,
    write: options.write,
    writeError: options.writeError,
    browsers: around.browsers,
    opener: around.opener,
    ...(around.debuggingPort === undefined ? {} : { debuggingPort: around.debuggingPort }),
  }
  if (surface === 'terminal') return showInTerminal(options, reasons.asked('terminal'))
  const claim = await claimSocket(opening)
  if (claim?.kind === 'later') {
    options.write(`${(isFocusable(claim.answer) ? notes.already[claim.answer] : notes.already.unknown)[language]}\n`)
    return 0
  }
  try {
    const tried: Text[] = []
    for (const name of surface === undefined ? (['electron', 'chromium', 'loopback'] as const) : [surface]) {
      const attempt = await attemptAt(name, opening)
      if (attempt.ok) {
        const why = surface === undefined ? joined(tried, reasons.best) : reasons.asked(surface)
        return await stay(name, attempt.shown, why, claim, options)
      }
      tried.push(attempt.reason)
    }
    const why = joined(tried, reasons.best)
    if (surface === undefined) return await showInTerminal(options, why)
    options.writeError(`groundwork: ${notes.cannot(surface, why[language])[language]}\n`)
    return 1
  } finally {
    claim?.release()
  }
}

/** What every window needs is asked before the window itself, so that the reason is the first that holds. */
const attemptAt = async (name: WindowName, opening: Opening): Promise<Attempt> => {
  const display = await opening.display()
  const isNeeded = name !== 'loopback' || !opening.isForced
  if (isNeeded && display.kind === 'none') return impossible(reasons.noDisplay)
  if (isNeeded && display.kind === 'dead') return impossible(reasons.deadDisplay(display.name))
  const { rendererDirectory } = opening
  if (!existsSync(join(rendererDirectory, 'index.html'))) return impossible(reasons.noPage(rendererDirectory))
  return windows[name](opening)
}

const stay = async (
  name: WindowName,
  shown: Shown,
  why: Text,
  claim: FirstClaim | null,
  { language, write, interrupted }: OpenOptions,
): Promise<number> => {
  // Before anything is said: whoever reads the line may ask for the end at once.
  const stopped = onStop(interrupted, shown.close)
  const note = shown.note === undefined ? '' : ` ${shown.note[language]}`
  const [surface, detail, reason] = [surfaceTexts[name][language], shown.detail[language], why[language]]
  write(
    language === 'zh-CN'
      ? `${surface}（${detail}）：${reason}。${note}\n`
      : `${surface} (${detail}): ${reason}.${note}\n`,
  )
  if (shown.after) write(shown.after[language])
  // Electron answers later starts itself.
  if (name === 'electron') claim?.release()
  else claim?.answerWith(name, shown.focus)
  if (interrupted.aborted) void shown.close()
  const status = await shown.ended
  return stopped() ?? status
}

/** Closes in order when the process is asked to end; the returned function stops that, and says with which status. */
const onStop = (interrupted: AbortSignal, close: () => Promise<void>): (() => number | null) => {
  let status: number | null = null
  const stop = (code: number) => (): void => {
    status = code
    void close()
  }
  const onInterrupted = stop(130)
  const onTerminated = stop(143)
  const onHangUp = stop(129)
  interrupted.addEventListener('abort', onInterrupted, { once: true })
  process.once('SIGTERM', onTerminated)
  process.once('SIGHUP', onHangUp)
  return () => {
    interrupted.removeEventListener('abort', onInterrupted)
    process.off('SIGTERM', onTerminated)
    process.off('SIGHUP', onHangUp)
    return status
  }
}

type FirstClaim = Extract<Claimed, { readonly kind: 'first' }>

/** Null where there is no private place for the socket: then there is no such lock, and nothing else is lost. */
const claimSocket = async ({ environment, uid }: Opening): Promise<Claimed | null> => {
  const directory = runtimeDirectory(environment, uid)
  return directory === null ? null : claimInstance(join(directory, 'groundwork.sock'))
}

const isFocusable = (answer: string): answer is 'chromium' | 'loopback' =>
  answer === 'chromium' || answer === 'loopback'

/** The reasons, each once. */
const joined = (tried: readonly Text[], otherwise: Text): Text => {
  if (tried.length === 0) return otherwise
  const distinct = tried.filter((text, index) => tried.findIndex((other) => other.en === text.en) === index)
  return {
    en: distinct.map((text) => text.en).join('; '),
    'zh-CN': distinct.map((text) => text['zh-CN']).join('；'),
  }
}

const showInTerminal = async (options: OpenOptions, why: Text): Promise<number> => {
  const { language } = options
  options.write(
    language === 'zh-CN'
      ? `${surfaceTexts.terminal[language]}：${why[language]}。\n\n`
      : `${surfaceTexts.terminal[language]}: ${why[language]}.\n\n`,
  )
  const report = await assemble({ surface: 'terminal' }).check(undefined, options.interrupted)
  if (!report.ok) return 1
  options.write(renderText(report.value, options))
  return exitCodeOf(report.value, 'medium')
}
