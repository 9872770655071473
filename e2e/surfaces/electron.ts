/** The app in Electron: built, whole, on the real program or on the stand-in for it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, chromium, type Page } from '@playwright/test'
import type { Settings } from '#contract'
import { findElectron } from '../../main/host/electron-binary.ts'
import { buildStandIn } from '../electron-stand-in/build.ts'
import type { AnsweredQuestion, QuestionName, Questions } from '../electron-stand-in/questions.ts'
import { builtDirectory, fixturePage, projectRoot } from './built.ts'
import { onPage } from './on-page.ts'
import type { Launch, LaunchOptions, Surface } from './surface.ts'

/** Root needs both words: Chromium's to start at all, ours to open a window. */
const wordsForUser = process.geteuid?.() === 0 ? ['--no-sandbox', '--allow-root'] : []

export interface ElectronLaunchOptions extends LaunchOptions {
  /** What the person chose earlier. */
  readonly settings?: Partial<Settings>
}

/** A project directory that Electron can run: the built app with the page of the test, and settings of its own. */
export const prepareProject = ({ host, rendererDirectory = fixturePage, settings }: ElectronLaunchOptions) => {
  if (host) throw new Error('the built app looks at this machine, at no other')
  const directory = mkdtempSync(join(tmpdir(), 'groundwork-electron-'))
  writeFileSync(join(directory, 'package.json'), '{"name":"groundwork","type":"module","main":"dist/main/index.js"}')
  for (const room of ['main', 'preload']) {
    cpSync(join(builtDirectory, room), join(directory, 'dist', room), { recursive: true })
  }
  cpSync(rendererDirectory, join(directory, 'dist/renderer'), { recursive: true })
  mkdirSync(join(directory, 'config/groundwork'), { recursive: true })
  if (settings) writeFileSync(join(directory, 'config/groundwork/settings.json'), JSON.stringify(settings))
  return {
    directory,
    environment: {
      ...process.env,
      XDG_CONFIG_HOME: join(directory, 'config'),
      XDG_CACHE_HOME: join(directory, 'cache'),
    },
    remove: () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }),
  }
}

export interface StandInSurface extends Surface {
  readonly page: Page
  /** Asks the process of the app; rejects with its words where it cannot answer. */
  readonly ask: <Name extends QuestionName>(
    name: Name,
    ask: Questions[Name]['ask'],
  ) => Promise<Questions[Name]['answer']>
  /** Starts the same app once more, and promises how that ended. */
  readonly startAgain: () => Promise<Ended>
  /** Promises how the app ended by itself. */
  readonly ended: Promise<Ended>
}

export interface Ended {
  readonly code: number | null
  readonly stderr: string
}

/** Runs the built app on the stand-in, without waiting for a window. */
const runStandIn = async (directory: string, environment: NodeJS.ProcessEnv, words: readonly string[]) => {
  const child = spawn(process.execPath, [await buildStandIn(), directory, ...words], {
    env: environment,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = once(child, 'exit').then(([code]): Ended => ({ code: code as number | null, stderr }))
  return { child, ended }
}

/** Starts the app on the stand-in and promises how it ended; for starts that are refused. */
export const endOfStandIn = async (words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> => {
  const prepared = prepareProject({})
  const { ended } = await runStandIn(prepared.directory, { ...prepared.environment, ...environment }, words)
  return ended.finally(prepared.remove)
}

export const launchElectronStandIn = async (options: ElectronLaunchOptions = {}): Promise<StandInSurface> => {
  const prepared = prepareProject(options)
  const { child, ended } = await runStandIn(prepared.directory, prepared.environment, wordsForUser)
  const ask = asker(child, ended)
  await untilShown(ask)
  const watcher = await chromium.connectOverCDP(`http://127.0.0.1:${await ask('port', {})}`)
  const page = watcher.contexts()[0]?.pages()[0]
  if (!page) throw new Error('the window has no page')
  const bridge = onPage(page)
  let opened = 0
  return {
    name: 'electron',
    ...bridge,
    page,
    ask,
    ended,
    call: async (name, input) => {
      const answer = await bridge.call(name, input)
      const all = (await ask('record', {})).filter(({ type, member }) => type === 'Shell' && member === 'openExternal')
      options.opened?.push(...all.slice(opened).map(({ words }) => String(words[0])))
      opened = all.length
      return answer
    },
    startAgain: async () => (await runStandIn(prepared.directory, prepared.environment, wordsForUser)).ended,
    close: async () => {
      await ask('close', {}).catch(() => undefined)
      await ended
      prepared.remove()
    },
  }
}

const asker = (child: ChildProcess, ended: Promise<Ended>): StandInSurface['ask'] => {
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  child.on('message', (message: AnsweredQuestion) => {
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.ok) asked?.resolve(message.answer as never)
    else asked?.reject(new Error(message.problem))
  })
  void ended.then(({ code, stderr }) => {
    for (const { reject } of waiting.values()) reject(new Error(`the app ended with ${code}: ${stderr}`))
  })
  return (name, ask) =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1)
      waiting.set(id, { resolve, reject })
      child.send({ id, name, ask }, (error) => error && reject(error))
    })
}

/** The window is hidden until its page has painted. */
const untilShown = async (ask: StandInSurface['ask']): Promise<void> => {
  const deadline = Date.now() + 20_000
  while (!(await ask('window', {})).isShown) {
    if (Date.now() > deadline) throw new Error('the window was not shown within 20 s')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The real Electron, if it is here; asked before every launch, because playwright dies of a wrong one. */
export const realElectron = findElectron(projectRoot, process.env)

export const launchRealElectron: Launch = async (options = {}) => {
  if (!realElectron.found) throw new Error(realElectron.reason.en)
  const prepared = prepareProject(options)
  const app = await _electron.launch({
    executablePath: realElectron.path,
    args: [prepared.directory, ...wordsForUser],
    env: Object.fromEntries(
      Object.entries(prepared.environment).filter((entry): entry is [string, string] => !!entry[1]),
    ),
    chromiumSandbox: process.geteuid?.() !== 0,
  })
  const page = await app.firstWindow()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
  const bridge = onPage(page)
  return {
    name: 'electron',
    ...bridge,
    page,
    call: async (name, input) => {
      const answer = await bridge.call(name, input)
      const opened = await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.splice(0))
      options.opened?.push(...opened)
      return answer
    },
    close: async () => {
      await app.close()
      prepared.remove()
    },
  }
}
