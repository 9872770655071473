/** The sources of a Go tree are megabytes that everyone has: of each file only what could tell two trees apart is kept. */
import type { Entry, Machine } from '../../core/testing/machine.ts'

const goSource = /^(.*\/src\/.*)\/[^/]+\.go$/
/** Made by whoever built that Go: its defaults. */
const keptWhole = /\/zbootstrap\.go$/
/** Top-level names, and the names in tables of settings. */
const declaration = /^(?:func ([A-Za-z_]\w*)[ \t]*[[(]|type ([A-Za-z_]\w*)\b|(?:var|const) ([A-Za-z_]\w*)\b)/
const setting = /\{[nN]ame: "/

/** `machine` with its Go sources cut down to names that two files of a directory declare, and to tables of settings. */
export const cutGoSources = (machine: Machine): Machine => {
  const sources = Object.entries(machine.files).filter(
    ([path, { text }]) => text !== undefined && goSource.test(path) && !keptWhole.test(path),
  )
  const declaredIn = new Map<string, Set<string>>()
  for (const [path, { text }] of sources) {
    for (const line of (text ?? '').split('\n')) {
      const key = keyOf(path, line)
      if (key !== null) declaredIn.set(key, (declaredIn.get(key) ?? new Set()).add(path))
    }
  }
  const isKept = (path: string, line: string): boolean => {
    const key = keyOf(path, line)
    return setting.test(line) || (key !== null && (declaredIn.get(key)?.size ?? 0) > 1)
  }
  const cut = sources.map(([path, { size: _, text, ...entry }]): [string, Entry] => {
    const kept = (text ?? '').split('\n').filter((line) => isKept(path, line))
    return [path, kept.length === 0 ? entry : { ...entry, text: `${kept.join('\n')}\n` }]
  })
  return {
    ...machine,
    files: { ...machine.files, ...Object.fromEntries(cut) },
    runs: machine.runs.map((run) =>
      run.ran.kind === 'exited' ? { ...run, ran: { ...run.ran, stdout: cutFound(run.ran.stdout) } } : run,
    ),
  }
}

/** What grep found in Go sources (`path:declaration`), without the names that only one file of a directory declares. */
const cutFound = (output: string): string => {
  const lines = output.split('\n')
  const keys = lines.map((line) => {
    const colon = line.lastIndexOf(':')
    return goSource.test(line.slice(0, colon)) ? keyOf(line.slice(0, colon), line.slice(colon + 1)) : null
  })
  if (keys.filter((key) => key !== null).length < 100) return output
  const counts = new Map<string | null, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return lines.filter((_, index) => (counts.get(keys[index] ?? null) ?? 0) > 1 || index === 0).join('\n')
}

const keyOf = (path: string, line: string): string | null => {
  const match = declaration.exec(line)
  const name = match?.[1] ?? match?.[2] ?? match?.[3]
  const directory = goSource.exec(path)?.[1]
  return name === undefined || name === 'init' || name === '_' ? null : `${directory} ${name}`
}
