/** Why a version was not installed, in words. */
import type { Text } from '#contract'
import type { GoVersion } from './go-version.ts'
import type { Way } from './remaining-ways.ts'

export type InstallFailure =
  /** Nobody gave the file; `detail` holds what each of them said. */
  | 'not-available'
  /** Nobody could prove what its hash must be. */
  | 'no-proof'
  /** Who can prove hashes answered, and has no record of it. */
  | 'not-released'
  /** The bytes are not the published ones. */
  | 'not-genuine'
  /** The archive is not one of a toolchain. */
  | 'bad-archive'
  /** No room, or no right to write. */
  | 'unwritable'
  /** It is genuine, but does not run here. */
  | 'does-not-run'
  /** It is genuine and runs, but builds no program here. */
  | 'does-not-build'

/** How an installation ends that failed. */
export interface FailedInstall {
  readonly kind: 'failed'
  readonly reason: InstallFailure
  readonly detail: Text
  /** What a person can still do, each with its command. */
  readonly ways: readonly Way[]
}

/** What happened, then, where there is more to say, `detail`: sentences of our own in both languages, others' as they are. */
export const installFailureText = (version: GoVersion, reason: InstallFailure, detail: Text): Text => {
  const said = sentences[reason](version.name)
  return {
    en: detail.en === '' ? `${said.en}.` : `${said.en}: ${detail.en}`,
    'zh-CN': detail['zh-CN'] === '' ? `${said['zh-CN']}。` : `${said['zh-CN']}：${detail['zh-CN']}`,
  }
}

const sentences: Readonly<Record<InstallFailure, (version: string) => Text>> = {
  'not-available': (version) => ({
    en: `${version} is not installed, because nobody who was asked gave it`,
    'zh-CN': `没有安装 ${version}，因为询问过的来源都没有提供它`,
  }),
  'no-proof': (version) => ({
    en: `${version} is not installed, because nobody could prove what the published bytes are`,
    'zh-CN': `没有安装 ${version}，因为没有人能证明发布的内容是什么`,
  }),
  'not-released': (version) => ({
    en: `${version} is not installed: there is no ${version}, as far as Go’s checksum database knows`,
    'zh-CN': `没有安装 ${version}：据 Go 的校验和数据库，没有 ${version} 这个版本`,
  }),
  'not-genuine': (version) => ({
    en: `${version} is not installed, because what came is not what was published`,
    'zh-CN': `没有安装 ${version}，因为收到的内容与发布的不一致`,
  }),
  'bad-archive': (version) => ({
    en: `${version} is not installed, because what came is not an archive of Go that can be unpacked`,
    'zh-CN': `没有安装 ${version}，因为收到的不是能够解包的 Go 归档`,
  }),
  unwritable: (version) => ({
    en: `${version} is not installed, because there is no room or no right to write`,
    'zh-CN': `没有安装 ${version}，因为空间不足或没有写入权限`,
  }),
  'does-not-run': (version) => ({
    en: `${version} is not installed: it is as published, but it does not run on this machine`,
    'zh-CN': `没有安装 ${version}：它与发布的一致，但在这台机器上无法运行`,
  }),
  'does-not-build': (version) => ({
    en: `${version} is not installed: it is as published, but it builds no program on this machine`,
    'zh-CN': `没有安装 ${version}：它与发布的一致，但在这台机器上无法编译程序`,
  }),
}
