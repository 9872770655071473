/** What a go.mod or go.work says about the toolchain, as the go command itself looks it up before anything else (internal/gover/mod.go). */

export interface GoLines {
  /** Of the `go` line, e.g. `1.26` or `1.26.0`; empty where there is none. */
  readonly go: string
  /** Of the `toolchain` line, e.g. `go1.26.8` or `default`; empty where there is none. */
  readonly toolchain: string
}

/** Comments are left out; the first line of each kind counts, and the rest of the file may be anything. */
export const parseGoLines = (text: string): GoLines => ({
  go: lookUp(text, 'go'),
  toolchain: lookUp(text, 'toolchain'),
})

const lookUp = (text: string, key: string): string => {
  for (const line of text.split('\n')) {
    const value = new RegExp(`^${key}[ \\t](.*)$`).exec(line.trim())?.[1]
    if (value !== undefined) return value.replace(/\/\/.*$/, '').trim()
  }
  return ''
}
