/** The Go that a person means: by version, by path, or the one of a new terminal. */
import type { Text } from '#contract'
import type { ReadableHost } from '../host.ts'
import { listOf } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { parseGoVersion } from './go-version.ts'
import { readInventory, type InventoryRow } from './inventory.ts'

/** A tree, without links; or why there is none to be meant. */
export type FoundGo = { readonly ok: true; readonly tree: string } | { readonly ok: false; readonly problem: Text }

/**
 * `what` is a version, a tree or its `go`; undefined is the one of a new terminal, else the only one here. Of a version
 * that is there more than once, Groundwork's own, the person's first.
 */
export const findGo = async (host: ReadableHost, what: string | undefined): Promise<FoundGo> => {
  if (what === undefined) return (await activeTree(host)) ?? onlyTree((await readInventory(host)).rows)
  const version = parseGoVersion(what)
  if (!version) return found(await treeAt(what, host), noGoAtText(what))
  const rows = (await readInventory(host)).rows.filter((row) => row.version === version.name)
  return found([...rows].sort((a, b) => rank(a) - rank(b))[0]?.tree ?? null, noVersionText(version.name))
}

const found = (tree: string | null, problem: Text): FoundGo =>
  tree === null ? { ok: false, problem } : { ok: true, tree }

const rank = ({ own }: InventoryRow): number => (own === null ? 2 : own.scope === 'system' ? 1 : 0)

const activeTree = async (host: ReadableHost): Promise<FoundGo | null> => {
  const tree = (await readActiveGo(host))?.goroot
  return tree == null ? null : { ok: true, tree }
}

const onlyTree = (rows: readonly InventoryRow[]): FoundGo => {
  const here = rows.filter(({ foreignPlatform }) => foreignPlatform === null)
  const [first, ...others] = here
  return first && others.length === 0 ? { ok: true, tree: first.tree } : { ok: false, problem: whichText(here) }
}

/** The tree that `path` is, or that the `go` at `path` stands in. */
const treeAt = async (path: string, host: ReadableHost): Promise<string | null> => {
  const real = await host.realPath(path)
  if (!real.ok) return null
  const status = await host.status(real.value)
  const tree = status.ok && status.value.kind === 'directory' ? real.value : /^(.*)\/bin\/go$/.exec(real.value)?.[1]
  return tree !== undefined && (await isTree(tree, host)) ? tree : null
}

/** One that lost its VERSION or its go is one still. `/usr` is none: its bin/go is a link to another place. */
const isTree = async (tree: string, host: ReadableHost): Promise<boolean> => {
  const version = await host.readText(`${tree}/VERSION`, { maxBytes: 4096 })
  if (version.ok && /^(go|devel)\b/.test(version.value)) return true
  const go = await host.realPath(`${tree}/bin/go`)
  return go.ok && go.value === `${tree}/bin/go`
}

export const noGoAtText = (path: string): Text => ({ en: `there is no Go at ${path}`, 'zh-CN': `${path} 处没有 Go` })

const noVersionText = (version: string): Text => ({
  en: `${version} is not here; groundwork go list shows what is`,
  'zh-CN': `这里没有 ${version}；groundwork go list 列出这里有什么`,
})

const whichText = (rows: readonly InventoryRow[]): Text => {
  if (rows.length === 0) return { en: 'no Go was found', 'zh-CN': '没有找到 Go' }
  const names = listOf(
    rows.map(({ version, tree }) => ({
      en: version === null ? tree : `${version} (${tree})`,
      'zh-CN': version === null ? tree : `${version}（${tree}）`,
    })),
  )
  return {
    en: `no Go is on the PATH of a new terminal, so say which one: here are ${names.en}`,
    'zh-CN': `新终端的 PATH 中没有 Go，请指明是哪一个：这里有 ${names['zh-CN']}`,
  }
}
