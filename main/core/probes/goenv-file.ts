/** The file that `go env -w` writes: settings for every go command of this person. */
import { Unreadable } from '../engine.ts'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readPersonEnvironment } from './go-env.ts'

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
  const environment = host.canRun ? (await readPersonEnvironment(host)).environment : {}
  if (environment.GOENV === 'off') return null
  const path = goenvPath(environment, environment.HOME ?? host.user().home ?? (await host.homes())[0] ?? null)
  if (!path) return null
  const text = await host.readText(path)
  if (!text.ok) {
    if (text.why === 'absent') return null
    throw new Unreadable(path, text.detail)
  }
  return { path, entries: parseGoenv(text.value) }
})

const goenvPath = (environment: Readonly<Record<string, string>>, home: string | null): string | null => {
  if (environment.GOENV) return environment.GOENV
  if (environment.XDG_CONFIG_HOME?.startsWith('/')) return `${environment.XDG_CONFIG_HOME}/go/env`
  return home === null ? null : `${home}/.config/go/env`
}

/** As cmd/go reads it (cfg.readEnvFile): `NAME=value` lines, the name in capitals, nothing quoted, the last one counts. */
export const parseGoenv = (text: string): readonly GoenvEntry[] => {
  const entries = new Map<string, GoenvEntry>()
  for (const [index, whole] of text.split('\n').entries()) {
    const match = /^([A-Z]\w*)=(.*)$/.exec(whole.trim())
    if (match?.[1] !== undefined) entries.set(match[1], { name: match[1], value: match[2] ?? '', line: index + 1 })
  }
  return [...entries.values()]
}
