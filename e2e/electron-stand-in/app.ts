/** `app`: the life of the process, its switches, its paths, and the lock that keeps it single. */
import { readFileSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Emitter, preventable } from './emitter.ts'
import { guard } from './guard.ts'
import { record } from './record.ts'

class CommandLine {
  readonly switches = new Map<string, string>()
  appendSwitch(name: string, value = ''): void {
    this.switches.set(name, value)
  }
  hasSwitch(name: string): boolean {
    return this.switches.has(name)
  }
  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? ''
  }
}

class App extends Emitter {
  readonly #paths = new Map([
    ['userData', join(tmpdir(), 'never-used')],
    ['temp', tmpdir()],
  ])
  #isReady = false
  #nowReady: () => void = () => undefined
  readonly #ready = new Promise<void>((resolve) => (this.#nowReady = resolve))
  #lock: string | null = null
  readonly rawCommandLine = new CommandLine()
  readonly commandLine = guard(this.rawCommandLine, 'CommandLine')
  readonly isPackaged = false
  /** Called before the process ends. */
  atEnd: () => void = () => undefined

  whenReady(): Promise<void> {
    return this.#ready
  }
  isReady(): boolean {
    return this.#isReady
  }
  becomeReady(): void {
    record('App', '(ready)', [])
    this.#isReady = true
    this.#nowReady()
    this.announce('ready', preventable({}).event, {})
  }
  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }
  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`the stand-in for electron has no path ${name}`)
    return path
  }
  setPath(name: string, path: string): void {
    if (this.#lock !== null) throw new Error('the path was set after the lock was taken there')
    readdirOrThrow(path)
    this.#paths.set(name, path)
  }
  requestSingleInstanceLock(): boolean {
    const lock = join(this.getPath('userData'), 'SingletonLock')
    const [holder] = readLines(lock)
    if (holder !== undefined && isAlive(Number(holder))) {
      writeFileSync(`${lock}-${holder}`, JSON.stringify([process.argv, process.cwd()]))
      return false
    }
    writeFileSync(lock, `${process.pid}\n`)
    this.#lock = lock
    const notice = `${lock}-${process.pid}`
    watchFile(notice, { interval: 50, persistent: false }, () => {
      const [line] = readLines(notice)
      if (line === undefined) return
      const [words, directory] = JSON.parse(line) as [string[], string]
      rmSync(notice, { force: true })
      this.announce('second-instance', preventable({}).event, words, directory, null)
    })
    return true
  }
  quit(): void {
    this.announce('before-quit', preventable({}).event)
    this.announce('will-quit', preventable({}).event)
    this.exit(0)
  }
  exit(code = 0): void {
    this.announce('quit', preventable({}).event, code)
    if (this.#lock !== null) {
      unwatchFile(`${this.#lock}-${process.pid}`)
      rmSync(this.#lock, { force: true })
    }
    this.atEnd()
    process.exit(code)
  }
}

const readdirOrThrow = (path: string): void => {
  writeFileSync(join(path, '.exists'), '')
  rmSync(join(path, '.exists'))
}

const readLines = (path: string): readonly string[] => {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export const rawApp = new App()
export const app = guard(rawApp, 'App')
