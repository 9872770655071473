/** How an installation ended, in words: where it is and how it was proved, or why it is not there and what remains. */
import type { Text } from '#contract'
import { listOf } from '../phrase.ts'
import { sentence } from '../sentence.ts'
import type { GoVersion } from './go-version.ts'
import { builtText } from './built.ts'
import { installFailureText } from './install-failure.ts'
import { pausedText } from './stopping.ts'
import type { InstallEnd } from '../desk/machine.ts'
import type { WorkEnd } from '../desk/task.ts'

export const installEnd = (version: GoVersion, end: InstallEnd): WorkEnd => {
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
    case 'unknown-source':
      return { kind: 'failed', outcome: [sentence(end.problem)] }
    case 'failed':
      return {
        kind: 'failed',
        outcome: [installFailureText(version, end.reason, end.detail), ...end.ways],
      }
  }
}

const installedTexts = (
  { name }: GoVersion,
  { tree, from, proof, archive, built }: Extract<InstallEnd, { readonly kind: 'installed' }>,
): readonly Text[] => {
  const origins = listOf((archive?.origins ?? []).map((host) => ({ en: host, 'zh-CN': host })))
  return [
    { en: `${name} is installed in ${tree}.`, 'zh-CN': `${name} 已安装在 ${tree}。` },
    ...(proof
      ? [
          {
            en: `Proved by the checksum database: ${proof.hash}`,
            'zh-CN': `已由校验和数据库证明：${proof.hash}`,
          },
        ]
      : []),
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
