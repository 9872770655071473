/** Who uses a tree of Go: asked before it is removed, so that nothing stops working unnoticed. */
import { valueOr, type ReadableHost } from '../host.ts'
import { identifyGo } from '../probes/go-program.ts'
import { readGoenvFile } from '../probes/goenv-file.ts'
import { firstOnPath } from '../probes/on-path.ts'
import { readContexts, type ContextName } from '../probes/sessions.ts'
import { readStartFiles } from '../probes/start-files.ts'
import { readVscodeSettings } from '../probes/vscode-settings.ts'
import { namesPath } from './names-path.ts'
import { systemLayout, userLayout } from './own-places.ts'

export type GoUser =
  /** A link of Groundwork leads to it: it is the current one of that scope. */
  | { readonly kind: 'link'; readonly link: string }
  /** The sessions of that kind run it: their PATH or their GOROOT leads there. */
  | {
      readonly kind: 'session'
      readonly context: ContextName
      readonly by: 'PATH' | 'GOROOT'
      /** The program that PATH finds, or the value of GOROOT. */
      readonly path: string
    }
  /** A program of it runs now, e.g. a build. */
  | {
      readonly kind: 'process'
      readonly pid: number
      /** Within the tree, e.g. `bin/go`. */
      readonly program: string
      /** Where it works; null where the system does not tell. */
      readonly directory: string | null
    }
  /** A line of a file names it: a start file, the settings of an editor, the file of `go env -w`. */
  | {
      readonly kind: 'line'
      readonly of: 'start-file' | 'editor' | 'go-env'
      readonly path: string
      /** From 1. */
      readonly line: number
    }

/**
 * Everybody that can be seen to use `tree`, in that order: the link first. Processes of other users are seen by root
 * only; which projects were built with it leaves no trace that could be looked for.
 */
export const usersOf = async (host: ReadableHost, tree: string): Promise<readonly GoUser[]> => {
  const real = valueOr(await host.realPath(tree), tree)
  const found = await Promise.all([
    linksTo(host, real),
    sessionsWith(host, real),
    linesNaming(host, [...new Set([tree, real])]),
    processesIn(host, real),
  ])
  return found.flat()
}

const linksTo = async (host: ReadableHost, tree: string): Promise<readonly GoUser[]> => {
  const links = [userLayout(host.environment()), systemLayout].flatMap((layout) => (layout ? [layout.link] : []))
  const leading = await Promise.all(links.map(async (link) => valueOr(await host.realPath(link), null) === tree))
  return links.flatMap((link, index) => (leading[index] ? [{ kind: 'link', link }] : []))
}

const sessionsWith = async (host: ReadableHost, tree: string): Promise<readonly GoUser[]> => {
  const found = await Promise.all(
    (await readContexts(host)).map(async ({ name, environment }): Promise<readonly GoUser[]> => {
      const { GOROOT: goroot, PATH: path } = environment ?? {}
      const go = path === undefined ? null : await firstOnPath(host, path, 'go')
      const isRoot = goroot !== undefined && valueOr(await host.realPath(goroot), null) === tree
      return [
        ...(go !== null && (await leadsInto(host, go, tree, environment))
          ? [{ kind: 'session', context: name, by: 'PATH', path: go } as const]
          : []),
        ...(isRoot ? [{ kind: 'session', context: name, by: 'GOROOT', path: goroot } as const] : []),
      ]
    }),
  )
  return found.flat()
}

/** Links are followed; a launcher, which is no link, is asked. */
const leadsInto = async (
  host: ReadableHost,
  go: string,
  tree: string,
  environment: Readonly<Record<string, string>> | null,
): Promise<boolean> =>
  valueOr(await host.realPath(go), '').startsWith(`${tree}/`) ||
  (await identifyGo(host, go, environment)).goroot === tree

const linesNaming = async (host: ReadableHost, trees: readonly string[]): Promise<readonly GoUser[]> => {
  const [starts, editors, goenv] = await Promise.all([
    readStartFiles(host),
    readVscodeSettings(host),
    readGoenvFile(host).catch(() => null),
  ])
  const own = (await host.homes())[0] ?? null
  const naming = (of: 'start-file' | 'editor', path: string, text: string, home: string | null): readonly GoUser[] =>
    text
      .split('\n')
      .flatMap((line, index) => (namesPath(line, trees, home) ? [{ kind: 'line', of, path, line: index + 1 }] : []))
  return [
    ...starts.flatMap(({ path, text, home }) => naming('start-file', path, text, home ?? own)),
    ...editors.flatMap(({ path, text, home }) => naming('editor', path, text, home)),
    ...(goenv?.entries ?? []).flatMap(({ name, value, line }): readonly GoUser[] =>
      namesPath(`${name}=${value}`, trees, own) ? [{ kind: 'line', of: 'go-env', path: goenv?.path ?? '', line }] : [],
    ),
  ]
}

const processesIn = async (host: ReadableHost, tree: string): Promise<readonly GoUser[]> => {
  const pids = valueOr(await host.list('/proc'), []).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid): Promise<readonly GoUser[]> => {
      const program = valueOr(await host.readLink(`/proc/${pid}/exe`), '')
      if (!program.startsWith(`${tree}/`)) return []
      const directory = valueOr(await host.readLink(`/proc/${pid}/cwd`), null)
      return [{ kind: 'process', pid: Number(pid), program: program.slice(tree.length + 1), directory }]
    }),
  )
  return found.flat()
}
