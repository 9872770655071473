/** `go.goroot` in the settings of VS Code and its kin. Their files are JSON with comments, so the one line is looked for. */
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

/** Each `go.goroot` that is not empty. */
export const readVscodeGoroots = probe(async (host: ReadableHost): Promise<readonly VscodeGoroot[]> => {
  const homes = await host.homes()
  const found = await Promise.all(
    homes.flatMap((home) =>
      places.map(async (place) => {
        const path = `${home}/${place}`
        const text = await host.readText(path)
        return text.ok ? gorootsIn(text.value, home).map((entry) => ({ path, ...entry })) : []
      }),
    ),
  )
  return found.flat()
})

const gorootsIn = (text: string, home: string): readonly { line: number; value: string }[] =>
  text.split('\n').flatMap((line, index) => {
    const value = /^\s*"go\.goroot"\s*:\s*"([^"]+)"/.exec(line)?.[1]?.replace(/^~(?=\/|$)|^\$\{env:HOME\}/, home)
    return value === undefined ? [] : [{ line: index + 1, value }]
  })
