/** The file that `go env -w` writes: settings for every go command of this person. */
import { Unreadable } from '../engine.ts'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readPersonEnvironment } from './go-env.ts'
import { goEnvFileOf, parseGoEnvFile } from './go-paths.ts'

export interface GoenvEntry {
  readonly name: string
  readonly value: string
  /** From 1. */
  readonly line: number
}

export interface GoenvFile {
  readonly path: string
  readonly entries: readonly GoenvEntry[]
}

/**
 * `$GOENV`, else `go/env` in the person's configuration directory. Null where it does not exist or is switched off.
 * Rejects with `Unreadable` where it is there and cannot be read.
 */
export const readGoenvFile = probe(async (host: ReadableHost): Promise<GoenvFile | null> => {
  const { environment } = host.canRun ? await readPersonEnvironment(host) : { environment: await firstHome(host) }
  const path = goEnvFileOf(environment)
  if (!path) return null
  const text = await host.readText(path)
  if (!text.ok) {
    if (text.why === 'absent') return null
    throw new Unreadable(path, text.detail)
  }
  return { path, entries: parseGoenv(text.value) }
})

const firstHome = async (host: ReadableHost): Promise<Readonly<Record<string, string>>> => {
  const home = (await host.homes())[0]
  return home === undefined ? {} : { HOME: home }
}

/** Each setting with its line. */
export const parseGoenv = (text: string): readonly GoenvEntry[] => {
  const lines = text.split('\n')
  return Object.entries(parseGoEnvFile(text)).map(([name, value]) => ({
    name,
    value,
    line: lines.lastIndexOf(`${name}=${value}`) + 1,
  }))
}
