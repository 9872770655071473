/**
 * Is the Go that is already here as it was published? (K39) Told without downloading it: the hash that the checksum
 * database holds of a toolchain is made from the names and contents of its files, so it can be made from the tree.
 */
import type { ReadableHost } from '../host.ts'
import type { HashProof } from './checksum-database/client.ts'
import { parseGoVersion } from './go-version.ts'
import { toHex } from './hex.ts'
import { provePublished, type ProvingPorts } from './prove-published.ts'
import { hashFiles, moduleEntryName, toolchainModuleVersion, type Platform } from './toolchain-module.ts'
import type { TreeFile, TreeReading } from './tree-reading.ts'

export type Genuineness =
  /** Every file that was published is there, unchanged, and no other. */
  | { readonly kind: 'published'; readonly proof: HashProof; readonly files: number }
  /** The same, but for go.env, which sets defaults: `settings` are the lines that differ. */
  | {
      readonly kind: 'published-but-go-env'
      readonly proof: HashProof
      readonly files: number
      readonly settings: readonly string[]
    }
  /** Something under this tree is not what was published as this version. */
  | { readonly kind: 'differs'; readonly proof: HashProof; readonly files: number; readonly foreign: readonly string[] }
  | { readonly kind: 'cannot-tell'; readonly reason: CannotTell; readonly detail: string }

export type CannotTell =
  /** No VERSION file, or not of a published version: built from source, or by a distribution. */
  | 'not-a-release'
  /** The tree, or a file of it, could not be read. */
  | 'unreadable'
  /** Nobody could be asked. */
  | 'no-network'
  /** Somebody answered, but what they said proves nothing. */
  | 'no-proof'

export interface GenuinenessPorts extends ProvingPorts {
  readonly host: ReadableHost
  readonly trees: TreeReading
}

/** Looks at the tree `goroot`, made for `platform`. Never rejects for what a tree or a server may be. */
export const judgeTree = async (goroot: string, platform: Platform, ports: GenuinenessPorts): Promise<Genuineness> => {
  const versionText = await ports.host.readText(`${goroot}/VERSION`)
  if (!versionText.ok) return cannotTell('not-a-release', `${goroot}/VERSION: ${versionText.detail}`)
  const firstLine = versionText.value.split('\n', 1)[0] ?? ''
  const version = parseGoVersion(firstLine)
  if (!version) return cannotTell('not-a-release', `${goroot}/VERSION: ${firstLine.slice(0, 80)}`)
  const moduleVersion = toolchainModuleVersion(version, platform)
  const [tree, proved] = await Promise.all([ports.trees.digestTree(goroot), provePublished(moduleVersion, ports)])
  if (!tree.ok) return cannotTell('unreadable', tree.detail)
  if (!proved.ok) return cannotTell(proved.reason, proved.detail)
  const { proof } = proved
  const foreign = tree.value.filter((file) => file.kind === 'other').map((file) => file.path)
  const inModule = tree.value.filter(
    (file) => file.kind === 'file' && moduleEntryName(file.path, moduleVersion) !== null,
  )
  const hashOf = (files: readonly TreeFile[]): string =>
    hashFiles(
      files.map(({ path, sha256 }) => ({ name: moduleEntryName(path, moduleVersion) ?? '', sha256 })),
      ports.digests,
    )
  const files = inModule.length
  if (foreign.length === 0 && hashOf(inModule) === proof.hash) return { kind: 'published', proof, files }
  const settings = foreign.length === 0 ? await settingsThatExplain(goroot, inModule, proof.hash, hashOf, ports) : null
  return settings
    ? { kind: 'published-but-go-env', proof, files, settings }
    : { kind: 'differs', proof, files, foreign: foreign.slice(0, 20) }
}

const cannotTell = (reason: CannotTell, detail: string): Genuineness => ({ kind: 'cannot-tell', reason, detail })

/**
 * Vendors of images set GOTOOLCHAIN in go.env. If the tree is as published once that line has Go's own value, that is
 * the one difference; what a go.env without that line was, the database's hash decides.
 */
const settingsThatExplain = async (
  goroot: string,
  files: readonly TreeFile[],
  published: string,
  hashOf: (files: readonly TreeFile[]) => string,
  { host, digests }: GenuinenessPorts,
): Promise<readonly string[] | null> => {
  const text = await host.readText(`${goroot}/go.env`)
  const setting = text.ok ? /^GOTOOLCHAIN=.*$/m.exec(text.value)?.[0] : undefined
  if (!text.ok || setting === undefined) return null
  const original = new TextEncoder().encode(text.value.replace(setting, 'GOTOOLCHAIN=auto'))
  const sha256 = toHex(digests.sha256(original))
  const asPublished = files.map((file) => (file.path === 'go.env' ? { ...file, sha256 } : file))
  return hashOf(asPublished) === published ? [setting] : null
}
