/** The settings of VS Code and its kin. Their files are JSON with comments, so lines are looked for. */
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

const places = [
  '.config/Code/User/settings.json',
  '.config/Code - OSS/User/settings.json',
  '.config/VSCodium/User/settings.json',
  '.config/Cursor/User/settings.json',
  '.vscode-server/data/Machine/settings.json',
  '.var/app/com.visualstudio.code/config/Code/User/settings.json',
  '.var/app/com.vscodium.codium/config/VSCodium/User/settings.json',
]

export interface VscodeGoroot {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly value: string
}

export interface VscodeSettings {
  readonly path: string
  readonly home: string
  readonly text: string
}

/** Each settings file of a person that is there and can be read. */
export const readVscodeSettings = probe(async (host: ReadableHost): Promise<readonly VscodeSettings[]> => {
  const homes = await host.homes()
  const found = await Promise.all(
    homes.flatMap((home) =>
      places.map(async (place) => {
        const path = `${home}/${place}`
        const text = await host.readText(path)
        return text.ok ? [{ path, home, text: text.value }] : []
      }),
    ),
  )
  return found.flat()
})

/** Each `go.goroot` that is not empty. */
export const readVscodeGoroots = probe(async (host: ReadableHost): Promise<readonly VscodeGoroot[]> =>
  (await readVscodeSettings(host)).flatMap(({ path, home, text }) =>
    gorootsIn(text, home).map((entry) => ({ path, ...entry })),
  ),
)

/** The Go that a settings file names for the Go extension: `go.goroot`, or `go` of `go.alternateTools`; null where none. */
export const goSettingIn = (text: string): string | null => {
  const settings = text.replace(/^[ \t]*\/\/.*$/gm, '')
  const tool = /"go\.alternateTools"\s*:\s*\{[^}]*"go"\s*:\s*"([^"]+)"/.exec(settings)?.[1]
  return tool ?? /"go\.goroot"\s*:\s*"([^"]+)"/.exec(settings)?.[1] ?? null
}

const gorootsIn = (text: string, home: string): readonly { line: number; value: string }[] =>
  text.split('\n').flatMap((line, index) => {
    const value = /^\s*"go\.goroot"\s*:\s*"([^"]+)"/.exec(line)?.[1]?.replace(/^~(?=\/|$)|^\$\{env:HOME\}/, home)
    return value === undefined ? [] : [{ line: index + 1, value }]
  })
