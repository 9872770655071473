/** How an installation ended, in words: where it is and how it was proved, or why it is not there and what remains. */
import type { Text } from '#contract'
import { listOf } from '../phrase.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import { installFailureText, type InstallFailure } from '../toolchains/install-failure.ts'
import { pausedText } from '../toolchains/stopping.ts'
import type { InstallEnd } from './machine.ts'
import { sentence } from './plan-texts.ts'
import type { WorkEnd } from './task.ts'

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
        outcome: [installFailureText(version, end.reason, end.detail), ...(waysOn[end.reason] ?? [])],
      }
  }
}

const installedTexts = (
  { name }: GoVersion,
  { tree, from, proof, archive }: Extract<InstallEnd, { readonly kind: 'installed' }>,
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
    { en: `The bytes came from ${from}.`, 'zh-CN': `字节来自 ${from}。` },
  ]
}

const otherSource: Text = {
  en: 'What remains: try again, since what has come is kept; choose another source; name a module proxy in GOPROXY; or install a release archive that you bring: groundwork go install VERSION --from ./FILE.tar.gz. Your distribution’s package is another way; its version may be older.',
  'zh-CN':
    '还可以：再试一次（已下载的部分会保留）；选择另一个来源；在 GOPROXY 中指定模块代理；或安装自带的发布归档：groundwork go install 版本 --from ./文件.tar.gz。也可以用发行版的软件包，版本可能较旧。',
}

/** What a person can do, by the reason of a failure. */
const waysOn: Readonly<Partial<Record<InstallFailure, readonly Text[]>>> = {
  'not-available': [otherSource],
  'no-proof': [
    {
      en: 'Nothing is installed without a proof. What remains: try again with a network that reaches sum.golang.org or go.dev; or name a module proxy in GOPROXY, which passes the checksum database on.',
      'zh-CN':
        '没有证明就不安装。还可以：换一个能访问 sum.golang.org 或 go.dev 的网络再试；或在 GOPROXY 中指定模块代理，由它转发校验和数据库。',
    },
  ],
  'not-genuine': [otherSource],
  'bad-archive': [otherSource],
  unwritable: [
    {
      en: 'What remains: make room or give the right to write, then go on; what has come is kept.',
      'zh-CN': '还可以：腾出空间或给予写入权限，然后继续；已下载的部分会保留。',
    },
  ],
}
