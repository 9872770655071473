/**
 * Is the Go that is already here as it was published? (K39) Told without downloading it: the hash that the checksum
 * database holds of a toolchain is made from the names and contents of its files, so it can be made from the tree.
 */
import type { ReadableHost } from '../host.ts'
import { readCachedToolchains } from '../probes/cached-toolchains.ts'
import { goarchOf } from '../probes/facts.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import { goDatabase, type HashProof } from './checksum-database/client.ts'
import { proveNowOrEarlier, type DatedProved } from './dated-proof.ts'
import { compareFiles, isSame, wrongModes, type Differences, type WrongMode } from './differences.ts'
import type { Digests } from './digests.ts'
import { parseGoVersion } from './go-version.ts'
import { withPublishedToolchain } from './go-env-file.ts'
import { toHex } from './hex.ts'
import type { KeptVersion, KeptVersions } from './kept-versions.ts'
import type { ManifestFile } from './manifest.ts'
import { isProgram } from './module-tree.ts'
import { readPackagedTree, verifyPackages, type PackagedTree } from './package-verification.ts'
import type { ArchiveProof } from './provenance.ts'
import type { ProvingPorts } from './prove-published.ts'
import { sourceOf, type GoSource } from './source-of.ts'
import {
  hashFiles,
  isLeftOut,
  leftOut,
  moduleEntryName,
  toolchainModuleVersion,
  type Platform,
} from './toolchain-module.ts'
import type { TreeFile, TreeReading } from './tree-reading.ts'

export type Genuineness =
  /** Every file that was published is there, unchanged, and no other: `files` of them, and what `leftOut` says of more. */
  | {
      readonly kind: 'published'
      readonly by: Authority
      readonly files: number
      readonly leftOut: LeftOut | null
    }
  /** The same, but for go.env, which sets defaults: `settings` are the lines that differ, or may. */
  | {
      readonly kind: 'published-but-go-env'
      readonly by: Authority
      readonly files: number
      readonly leftOut: LeftOut | null
      readonly settings: readonly string[]
    }
  /** Something in this tree is not what was published as this version. */
  | {
      readonly kind: 'differs'
      readonly by: Authority
      readonly files: number
      /** Null where nothing on this machine knows the files of that version. */
      readonly differences: Differences | null
      /** What is in no published tree, whatever the version: links, devices, pipes. */
      readonly foreign: readonly string[]
      /** Files that may do more, or programs that may do less, than a published file. */
      readonly modes: readonly WrongMode[]
    }
  | { readonly kind: 'cannot-tell'; readonly reason: CannotTell; readonly detail: string }

/** What a tree has of the files that the module leaves out: the checksum database says nothing about them. */
export interface LeftOut {
  /** e.g. `api` and `doc`. */
  readonly directories: readonly string[]
  readonly files: number
  /** Whether they are those of the list kept when the tree was unpacked; else nobody knows what they should be. */
  readonly isListed: boolean
}

/** Who said what the files must be. */
export type Authority =
  | {
      readonly kind: 'checksum-database'
      readonly proof: HashProof
      /** When the database was asked: now, or when the proof was kept that has been checked again now. */
      readonly provedAt: Date
      readonly isKept: boolean
    }
  /** The list of files that was kept when it was unpacked from an archive with the published SHA-256. */
  | { readonly kind: 'archive'; readonly version: string; readonly archive: ArchiveProof; readonly provedAt: Date }
  | ({ readonly kind: 'package-manager' } & PackagedTree)

export type CannotTell =
  /** No VERSION file, or not of a published version: built from source, or by a distribution. */
  | 'not-a-release'
  /** The tree, or a file of it, could not be read. */
  | 'unreadable'
  /** Nobody answered, and nothing that proves this version is kept here; `detail` is what each said. */
  | 'no-network'
  /** Nobody was to be asked, and nothing that proves this version is kept here. */
  | 'not-asked'
  /** Nobody answered, and what is kept here proves nothing: it is damaged, or about something else. */
  | 'unsound-proof'
  /** Nobody answered, and the list of its files that was kept when it was unpacked is gone or damaged. */
  | 'no-list'
  /** Somebody answered, but what they said proves nothing. */
  | 'no-proof'
  /** It is not what the Go project published, but who brought it builds Go for themselves; `detail` is who. */
  | 'other-build'
  /** The package manager that brought it gave no answer. */
  | 'silent-manager'

export interface GenuinenessPorts extends ProvingPorts {
  readonly host: ReadableHost
  readonly trees: TreeReading
  readonly kept: KeptVersions
  readonly now: () => Date
}

/** Looks at the tree `goroot`, which is without links. Never rejects for what a tree or a server may be. */
export const judgeTree = async (goroot: string, ports: GenuinenessPorts): Promise<Genuineness> => {
  const packaged = await readPackagedTree(ports.host, goroot)
  if (packaged) return judgePackages(goroot, packaged, ports)
  const versionText = await ports.host.readText(`${goroot}/VERSION`)
  if (!versionText.ok) return cannotTell('not-a-release', `${goroot}/VERSION: ${versionText.detail}`)
  const firstLine = versionText.value.split('\n', 1)[0] ?? ''
  const version = parseGoVersion(firstLine)
  if (!version) return cannotTell('not-a-release', `${goroot}/VERSION: ${firstLine.slice(0, 80)}`)
  const moduleVersion = toolchainModuleVersion(version, await readPlatform(ports.host, goroot))
  const [tree, proved] = await Promise.all([ports.trees.digestTree(goroot), prove(goroot, moduleVersion, ports)])
  if (!tree.ok) return cannotTell('unreadable', tree.detail)
  if (proved.kind === 'cannot-tell') return proved
  const foreign = tree.value.filter((file) => file.kind === 'other').map((file) => file.path)
  const files = tree.value.filter((file) => file.kind === 'file')
  const found: Found = { goroot, version: version.name, moduleVersion, files, foreign, modes: wrongModes(files) }
  const judged = await (proved.kind === 'archive'
    ? judgeByArchive(found, proved, ports)
    : judgeByHash(found, proved, ports))
  const source = sourceOf(goroot, null)
  return judged.kind === 'differs' && buildForThemselves.includes(source) ? cannotTell('other-build', source) : judged
}

/** Who makes their Go from its source, with patches or without: that it is not the published one is no fault in it. */
const buildForThemselves: readonly GoSource[] = ['package', 'snap', 'nix', 'homebrew', 'gvm']

interface Found {
  readonly goroot: string
  /** e.g. `go1.26.8`. */
  readonly version: string
  readonly moduleVersion: string
  readonly files: readonly TreeFile[]
  readonly foreign: readonly string[]
  readonly modes: readonly WrongMode[]
}

type ByDatabase = Extract<Authority, { readonly kind: 'checksum-database' }>
type ByArchive = Extract<Authority, { readonly kind: 'archive' }>
type Untold = Extract<Genuineness, { readonly kind: 'cannot-tell' }>

const cannotTell = (reason: CannotTell, detail: string): Untold => ({ kind: 'cannot-tell', reason, detail })

/** The programs for which it was built are in a directory of that name; where there is none, it is taken for one of here. */
const readPlatform = async (host: ReadableHost, goroot: string): Promise<Platform> => {
  const names = await host.list(`${goroot}/pkg/tool`)
  const [, os, arch] = /^([a-z0-9]+)_([a-z0-9]+)$/.exec((names.ok ? names.value[0] : undefined) ?? '') ?? []
  if (os !== undefined && arch !== undefined) return { os, arch }
  return { os: 'linux', arch: goarchOf(host.kernel()?.machine ?? null) ?? 'amd64' }
}

const judgePackages = async (
  goroot: string,
  packaged: PackagedTree,
  { host }: GenuinenessPorts,
): Promise<Genuineness> => {
  const answer = await verifyPackages(host, goroot, packaged)
  if (answer.kind === 'silent') {
    return cannotTell('silent-manager', `${packaged.manager} ${packaged.packages.join(', ')}: ${answer.detail}`)
  }
  const by: Authority = { kind: 'package-manager', ...packaged }
  const { files, differences } = answer
  return differences
    ? { kind: 'differs', by, files, differences, foreign: [], modes: [] }
    : { kind: 'published', by, files, leftOut: null }
}

const judgeByHash = async (found: Found, by: ByDatabase, ports: GenuinenessPorts): Promise<Genuineness> => {
  const { goroot, moduleVersion, foreign, modes } = found
  const { hash } = by.proof
  const isPublished = (these: readonly ManifestFile[]): boolean => hashOf(these, moduleVersion, ports.digests) === hash
  const inModule = moduleFiles(found.files, moduleVersion)
  const outside = found.files.filter(({ path }) => isLeftOut(path))
  const listed = await listedOutside(goroot, isPublished, ports.kept)
  const explained = isPublished(inModule)
    ? { files: inModule, setting: null }
    : await settingThatExplains(goroot, inModule, isPublished, ports)
  const isIntact = foreign.length === 0 && modes.length === 0
  if (explained && isIntact && (listed === null || isSame(compareFiles(listed, outside)))) {
    await keepVersion(found, explained.files, by, ports)
    const told = { by, files: inModule.length, leftOut: leftOutOf(outside, listed !== null) }
    return explained.setting === null
      ? { kind: 'published', ...told }
      : { kind: 'published-but-go-env', ...told, settings: [explained.setting] }
  }
  const manifest = explained?.files ?? (await findManifest(found, isPublished, ports))
  const expected = manifest && [...moduleFiles(manifest, moduleVersion), ...(listed ?? [])]
  const compared = listed ? [...inModule, ...outside] : inModule
  const differences = expected && compareFiles(expected, compared)
  const told = { by, files: inModule.length, leftOut: leftOutOf(outside, listed !== null) }
  return (await onlyGoEnv(found, told, differences, ports.host)) ?? differing(found, by, compared.length, differences)
}

const differing = (
  { foreign, modes }: Found,
  by: Authority,
  files: number,
  differences: Differences | null,
): Genuineness => ({ kind: 'differs', by, files, differences, foreign, modes })

/**
 * The files outside of the module that were there when the tree was unpacked, by the list kept then beside it. Null where
 * there is no such list: one whose other files do not have the proved hash is not believed.
 */
const listedOutside = async (
  goroot: string,
  isPublished: (files: readonly ManifestFile[]) => boolean,
  kept: KeptVersions,
): Promise<readonly ManifestFile[] | null> => {
  const list = await (await kept.ofTree(goroot))?.readManifest()
  return list && isPublished(list) ? list.filter(({ path }) => isLeftOut(path)) : null
}

const leftOutOf = (outside: readonly TreeFile[], isListed: boolean): LeftOut | null =>
  outside.length === 0
    ? null
    : {
        directories: leftOut.flatMap((directory) =>
          outside.some(({ path }) => path.startsWith(directory)) ? [directory.slice(0, -1)] : [],
        ),
        files: outside.length,
        isListed,
      }

/** Without a proof of the tree's hash there is only the list that was kept when a proved archive was unpacked. */
const judgeByArchive = async (found: Found, by: ByArchive, ports: GenuinenessPorts): Promise<Genuineness> => {
  const own = await ports.kept.ofTree(found.goroot)
  const manifest = (await own?.readManifest()) ?? null
  if (!manifest) return cannotTell('no-list', '')
  const files = found.files.length
  const differences = compareFiles(manifest, found.files)
  const isIntact = found.foreign.length === 0 && found.modes.length === 0
  if (isSame(differences) && isIntact) return { kind: 'published', by, files, leftOut: null }
  const told = { by, files, leftOut: null }
  return (await onlyGoEnv(found, told, differences, ports.host)) ?? differing(found, by, files, differences)
}

/** Where a list of the published files shows that go.env alone was changed: all that it sets. */
const onlyGoEnv = async (
  { goroot, foreign, modes }: Found,
  told: { readonly by: Authority; readonly files: number; readonly leftOut: LeftOut | null },
  differences: Differences | null,
  host: ReadableHost,
): Promise<Genuineness | null> => {
  if (!differences || foreign.length > 0 || modes.length > 0 || differences.more > 0) return null
  const { changed, missing, added } = differences
  if (changed.length !== 1 || changed[0] !== 'go.env' || missing.length > 0 || added.length > 0) return null
  const text = await host.readText(`${goroot}/go.env`)
  if (!text.ok) return null
  const settings = text.value.split('\n').filter((line) => /^\s*[A-Za-z_]\w*=/.test(line))
  return { kind: 'published-but-go-env', ...told, settings }
}

/**
 * Those that the module holds. cmd/go leaves each `_go.mod` where it unpacked it, beside the go.mod that it made of it:
 * two names of one entry, which count once where they say the same.
 */
const moduleFiles = <File extends Pick<TreeFile, 'path' | 'sha256'>>(
  files: readonly File[],
  moduleVersion: string,
): readonly File[] => {
  const sha256s = new Map(files.map(({ path, sha256 }) => [path, sha256]))
  return files.filter(({ path, sha256 }) => {
    if (moduleEntryName(path, moduleVersion) === null) return false
    return !/(^|\/)_go\.mod$/.test(path) || sha256s.get(path.replace(/_go\.mod$/, 'go.mod')) !== sha256
  })
}

/** The hash that the checksum database holds of a version, made from the files of a tree of it. */
export const hashOf = (
  files: readonly Pick<TreeFile, 'path' | 'sha256'>[],
  moduleVersion: string,
  digests: Digests,
): string =>
  hashFiles(
    moduleFiles(files, moduleVersion).map(({ path, sha256 }) => ({
      name: moduleEntryName(path, moduleVersion) ?? '',
      sha256,
    })),
    digests,
  )

/** The files of the version as published, by anything that was kept of it and has the proved hash. */
const findManifest = async (
  { goroot, version, moduleVersion }: Found,
  isPublished: (files: readonly ManifestFile[]) => boolean,
  ports: GenuinenessPorts,
): Promise<readonly ManifestFile[] | null> => {
  const { kept, host, trees } = ports
  for (const one of await allKept(goroot, moduleVersion, kept)) {
    const manifest = await one.readManifest()
    if (manifest && isPublished(manifest)) return manifest
  }
  for (const copy of await readCopies(host, goroot, version)) {
    const tree = await trees.digestTree(copy)
    if (!tree.ok) continue
    const files = tree.value.filter(({ kind }) => kind === 'file')
    if (isPublished(files)) return files
    const explained = await settingThatExplains(copy, files, isPublished, ports)
    if (explained) return explained.files
  }
  return null
}

/** Other trees of that version on this machine. */
const readCopies = async (host: ReadableHost, goroot: string, version: string): Promise<readonly string[]> => {
  const [{ installs }, cached] = await Promise.all([readGoInstalls(host), readCachedToolchains(host)])
  const found = [
    ...installs.filter((install) => install.version === version).map((install) => install.goroot),
    ...cached.filter(({ name }) => name === version).map(({ tree }) => tree),
  ]
  return found.filter((tree) => tree !== goroot)
}

const allKept = async (goroot: string, moduleVersion: string, kept: KeptVersions): Promise<readonly KeptVersion[]> => {
  const [own, others] = await Promise.all([kept.ofTree(goroot), kept.ofVersion(moduleVersion)])
  return own ? [own, ...others] : others
}

/** So that it can be proved again without a network, and later changes can be named. */
const keepVersion = async (
  { goroot, moduleVersion }: Found,
  files: readonly TreeFile[],
  { proof, provedAt }: ByDatabase,
  { kept, database }: GenuinenessPorts,
): Promise<void> => {
  if (await (await kept.ofTree(goroot))?.readManifest()) return
  const from = (database ?? goDatabase).name
  // What somebody's umask made of the modes is no part of what was published.
  const asPublished = files.map((file) => ({ ...file, mode: isProgram(file.path) ? 0o755 : 0o644 }))
  await kept.keep(moduleVersion, { proof, archive: null, from, at: provedAt, provedAt }, asPublished)
}

/** What proves the hash of `moduleVersion`: the database, else what is kept here. */
const prove = async (
  goroot: string,
  moduleVersion: string,
  ports: GenuinenessPorts,
): Promise<ByDatabase | ByArchive | Untold> => {
  const { kept, now } = ports
  const proved = await proveNowOrEarlier(moduleVersion, () => allKept(goroot, moduleVersion, kept), now, ports)
  if (proved.ok) {
    const { provedAt, isKept, ...proof } = proved.proof
    return { kind: 'checksum-database', proof, provedAt, isKept }
  }
  const own = proved.reason === 'no-network' ? (await kept.ofTree(goroot))?.provenance : null
  if (!own?.archive) return cannotTell(reasonOf(proved, ports.databases.length > 0), proved.detail.en)
  return { kind: 'archive', version: moduleVersion, archive: own.archive, provedAt: own.provedAt }
}

const reasonOf = ({ reason, isUnsound }: Extract<DatedProved, { readonly ok: false }>, isAsked: boolean): CannotTell =>
  reason === 'no-proof' ? reason : isUnsound ? 'unsound-proof' : isAsked ? 'no-network' : 'not-asked'

/**
 * Vendors of images set GOTOOLCHAIN in go.env. If the tree is as published once that line has Go's own value, that is
 * the one difference; what a go.env without that line was, only a list of the published files tells.
 */
const settingThatExplains = async (
  goroot: string,
  files: readonly TreeFile[],
  isPublished: (files: readonly TreeFile[]) => boolean,
  { host, digests }: GenuinenessPorts,
): Promise<{ readonly setting: string; readonly files: readonly TreeFile[] } | null> => {
  const text = await host.readText(`${goroot}/go.env`)
  const published = text.ok ? withPublishedToolchain(text.value) : null
  if (published === null) return null
  const original = new TextEncoder().encode(published.text)
  const sha256 = toHex(digests.sha256(original))
  const size = original.length
  const asPublished = files.map((file) => (file.path === 'go.env' ? { ...file, sha256, size } : file))
  return isPublished(asPublished) ? { setting: published.setting, files: asPublished } : null
}
