/** Whether a distribution's Go is as its packages brought it: its package manager is asked, which kept a hash of each file. */
import type { Ran, ReadableHost } from '../host.ts'
import { describeRan } from '../probes/describe-ran.ts'
import { firstOnPath, systemPath } from '../probes/on-path.ts'
import { packagedIn, readOwners, type Owner } from '../probes/package-owner.ts'
import { nameDifferences, type Differences } from './differences.ts'
import { pathInTree, readTreeParts, type TreePart } from './tree-parts.ts'

export interface PackagedTree {
  readonly manager: Owner['manager']
  /** Sorted, each once. */
  readonly packages: readonly string[]
}

export type PackageAnswer =
  | { readonly kind: 'answered'; readonly files: number; readonly differences: Differences | null }
  /** `detail` is what the package manager said, or why it could not be asked. */
  | { readonly kind: 'silent'; readonly detail: string }

/** Files of each part that distributions put into a package of its own. */
const asked = ['bin/go', 'VERSION', 'pkg/tool', 'src/fmt/print.go', 'src/cmd/go/main.go', 'lib/time/zoneinfo.zip']

/** The packages that the tree is made of; null where it is no package's. */
export const readPackagedTree = async (host: ReadableHost, goroot: string): Promise<PackagedTree | null> => {
  if (!packagedIn(goroot)) return null
  const real = await Promise.all(asked.map((path) => host.realPath(`${goroot}/${path}`)))
  const paths = [...new Set(real.flatMap((looked) => (looked.ok ? [looked.value] : [])))]
  const owners = [...(await readOwners(host, paths)).values()]
  const manager = owners[0]?.manager
  if (manager === undefined) return null
  const names = owners.flatMap((owner) => (owner.manager === manager ? [owner.package] : []))
  return { manager, packages: [...new Set(names)].sort() }
}

/** How each manager is asked about `packages`, and what its answer says about one file a line. */
interface Verifier {
  readonly program: string
  readonly verify: (packages: readonly string[], parts: readonly TreePart[]) => readonly string[]
  /** What a line says; null where it is about no file, or only about times and rights. */
  readonly read: (line: string) => { readonly kind: 'changed' | 'missing' | 'added'; readonly path: string } | null
  /** Prints the files of `packages`. */
  readonly list: (packages: readonly string[]) => readonly string[]
}

const verifiers: Readonly<Record<Owner['manager'], Verifier>> = {
  // dpkg(1), --verify-format: `??5?????? c /path`, `missing   c /path (error)`.
  dpkg: {
    program: 'dpkg',
    verify: (packages) => ['--verify-format', 'rpm', '-V', ...packages],
    read: (line) => inColumns(line, /^..5/),
    list: (packages) => ['-L', ...packages],
  },
  // rpm(8), -V: S is size, 5 digest, L link, D device; the rest are rights and times.
  rpm: {
    program: 'rpm',
    verify: (packages) => ['-V', '--nodeps', '--noscripts', ...packages],
    read: (line) => inColumns(line, /^(S|..5|...D|....L)/),
    list: (packages) => ['-ql', ...packages],
  },
  // pacman(8), -Qkk: `warning: go: /path (SHA256 checksum mismatch)`, `warning: go: /path (No such file or directory)`.
  pacman: {
    program: 'pacman',
    verify: (packages) => ['-Qkk', ...packages],
    read: (line) => {
      const [, path, what] = /^(?:warning|backup file): [^:]+: (\/.*) \(([^()]*)\)$/.exec(line) ?? []
      if (path === undefined || what === undefined) return null
      if (what === 'No such file or directory') return { kind: 'missing', path }
      return /^(Size|Symlink path|File type|\S+ checksum) mismatch$/.test(what) ? { kind: 'changed', path } : null
    },
    list: (packages) => ['-Qlq', ...packages],
  },
  // apk-audit(8): U content modified, X deleted, A added; paths without the first slash.
  apk: {
    program: 'apk',
    verify: (_, parts) => ['audit', '--system', '--recursive', ...parts.map(({ path }) => path)],
    read: (line) => {
      const [, letter = '', path] = /^([UXA]) \/?(.*)$/.exec(line) ?? []
      const kind = { U: 'changed', X: 'missing', A: 'added' }[letter]
      return path === undefined || kind === undefined ? null : { kind: kind as 'changed', path: `/${path}` }
    },
    list: (packages) => ['info', '-q', '-L', ...packages],
  },
}

/** Lines of dpkg and rpm: nine letters, what kind of file, its path. `isChanged` is asked of the letters. */
const inColumns = (line: string, isChanged: RegExp): ReturnType<Verifier['read']> => {
  const [, letters, path] = /^(missing|\S{8,9}) +(?:[cdglr] )? *(\/.*?)(?: \([^()]*\))?$/.exec(line) ?? []
  if (letters === undefined || path === undefined) return null
  if (letters === 'missing') return { kind: 'missing', path }
  return isChanged.test(letters) ? { kind: 'changed', path } : null
}

/** Asks about every file of the packages that is in the tree, and looks for files in the tree that no package owns. */
export const verifyPackages = async (
  host: ReadableHost,
  goroot: string,
  { manager, packages }: PackagedTree,
): Promise<PackageAnswer> => {
  const { program, verify, read, list } = verifiers[manager]
  const [tool, find] = await Promise.all([
    firstOnPath(host, systemPath, program),
    firstOnPath(host, systemPath, 'find'),
  ])
  if (!tool) return { kind: 'silent', detail: `${program}: ENOENT` }
  const parts = await readTreeParts(host, goroot)
  const roots = parts.map(({ path }) => path)
  const slowly = { timeoutMs: 60_000, maxBytes: 32 * 1024 * 1024 }
  const [ran, listed, found] = await Promise.all([
    host.run({ argv: [tool, ...verify(packages, parts)], ...slowly }),
    host.run({ argv: [tool, ...list(packages)], ...slowly }),
    find ? host.run({ argv: [find, ...roots, '!', '-type', 'd', '-print'], ...slowly }) : null,
  ])
  const said = linesOf(ran)
  const owned = new Set(linesOf(listed).map((path) => (path.startsWith('/') ? path : `/${path}`)))
  if (ran.kind !== 'exited' || owned.size === 0) return { kind: 'silent', detail: describeRan(ran) }
  const told = said.flatMap((line) => read(line) ?? [])
  // A failure that says nothing about any file is no answer.
  if (ran.code !== 0 && !said.some((line) => /\/|altered file/.test(line))) {
    return { kind: 'silent', detail: describeRan(ran) }
  }
  const inTree = (kind: 'changed' | 'missing' | 'added'): readonly string[] => [
    ...new Set(told.flatMap((one) => (one.kind === kind ? (pathInTree(parts, one.path) ?? []) : []))),
  ]
  const unknown = linesOf(found).filter((path) => !owned.has(path))
  const others = unknown.length === 0 ? null : await readOwners(host, unknown.slice(0, 500))
  const added = unknown.filter((path) => !others?.has(path)).flatMap((path) => pathInTree(parts, path) ?? [])
  const differences = nameDifferences({
    changed: inTree('changed'),
    missing: inTree('missing'),
    added: [...new Set([...inTree('added'), ...added])],
  })
  const isSame = [differences.changed, differences.missing, differences.added].every(({ length }) => length === 0)
  const files = linesOf(found).length - unknown.length
  return { kind: 'answered', files, differences: isSame ? null : differences }
}

const linesOf = (ran: Ran | null): readonly string[] =>
  ran?.kind === 'exited' ? `${ran.stdout}\n${ran.stderr}`.split('\n').filter((line) => line !== '') : []
