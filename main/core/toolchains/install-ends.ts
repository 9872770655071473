/** What an installation says while it goes on, how it ends, and that in words: where it is and how it was proved, or why it is not there and what remains. */
import type { Text } from '#contract'
import { listOf } from '../phrase.ts'
import { sentence } from '../sentence.ts'
import { provedText, type DatedProof } from './dated-proof.ts'
import type { GoVersion } from './go-version.ts'
import { builtText, type StandingBuilt } from './built.ts'
import type { Cleaned } from './cleaned.ts'
import { installFailureText, type FailedInstall } from './install-failure.ts'
import type { InstallPhase } from './install-phase.ts'
import type { Way } from './remaining-ways.ts'
import { pausedText, type KeptPart } from './stopping.ts'

/** Told while a version is installed. */
export interface InstallWatch {
  onProgress(phase: InstallPhase, bytes: number, totalBytes: number): void
  /** Who is asked, and who is given up. */
  onNotice(notice: Text): void
  /** What an interruption had left. */
  onCleaned(cleaned: readonly Cleaned[]): void
}

export type InstallEnd =
  | {
      readonly kind: 'installed'
      readonly tree: string
      readonly from: string
      /** The hash that the checksum database proves, or the archive's that the Go project's own lists give: at least one. */
      readonly proof: Pick<DatedProof, 'hash' | 'provedAt' | 'isKept'> | null
      readonly archive: { readonly sha256: string; readonly origins: readonly string[] } | null
      /** What became of a program that was built with it; null where none was. */
      readonly built: StandingBuilt | null
      /** It took the place of one that was not as published, and is gone. */
      readonly isRepair: boolean
    }
  | { readonly kind: 'already'; readonly tree: string }
  | { readonly kind: 'paused'; readonly part: KeptPart | null }
  | { readonly kind: 'cancelled' }
  /** What was asked for cannot be: no such source, no place. Nobody was asked. */
  | { readonly kind: 'refused'; readonly problem: Text }
  | FailedInstall

/** How it ended, and what a person reads of it. */
export interface ToldInstallEnd {
  readonly kind: 'done' | 'failed' | 'paused' | 'cancelled'
  readonly outcome: readonly Text[]
  /** What remains where it failed; without it there is nothing to say. */
  readonly ways?: readonly Way[]
}

export const installEnd = (version: GoVersion, end: InstallEnd): ToldInstallEnd => {
  switch (end.kind) {
    case 'installed':
      return { kind: 'done', outcome: installedTexts(version, end) }
    case 'already':
      return {
        kind: 'done',
        outcome: [
          {
            en: `${version.name} is already installed in ${end.tree}.`,
            'zh-CN': `${version.name} 已安装在 ${end.tree}。`,
          },
        ],
      }
    case 'paused':
      return { kind: 'paused', outcome: [pausedText(end.part)] }
    case 'cancelled':
      return { kind: 'cancelled', outcome: [] }
    case 'refused':
      return { kind: 'failed', outcome: [sentence(end.problem)] }
    case 'failed':
      return {
        kind: 'failed',
        outcome: [installFailureText(version, end.reason, end.detail)],
        ways: end.ways,
      }
  }
}

const installedTexts = (
  { name }: GoVersion,
  { tree, from, proof, archive, built, isRepair }: Extract<InstallEnd, { readonly kind: 'installed' }>,
): readonly Text[] => {
  const origins = listOf((archive?.origins ?? []).map((host) => ({ en: host, 'zh-CN': host })))
  return [
    { en: `${name} is installed in ${tree}.`, 'zh-CN': `${name} 已安装在 ${tree}。` },
    ...(isRepair
      ? [
          {
            en: 'The one that was there was not as published, and is removed.',
            'zh-CN': '原来的那一份与发布内容不一致，已删除。',
          },
        ]
      : []),
    ...(proof ? [provedText(proof)] : []),
    ...(archive
      ? [
          {
            en: `The SHA-256 of the archive is the one that ${origins.en} says: ${archive.sha256}`,
            'zh-CN': `归档的 SHA-256 与 ${origins['zh-CN']} 所列一致：${archive.sha256}`,
          },
        ]
      : []),
    ...(built ? [builtText(built)] : []),
    { en: `The bytes came from ${from}.`, 'zh-CN': `字节来自 ${from}。` },
  ]
}
