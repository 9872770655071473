/** What a person reads about whether a Go is as published. */
import type { Text } from '#contract'
import { parseGoVersion } from './go-version.ts'
import type { CannotTell, Genuineness } from './genuine.ts'

/** One or two sentences, with who answered. */
export const genuineText = (found: Genuineness): Text => {
  if (found.kind === 'cannot-tell') return cannotTellText(found.reason, found.detail)
  const name = `Go ${versionOf(found.proof.version)}`
  switch (found.kind) {
    case 'published':
      return {
        en: `This is ${name} as published: all ${found.files} files are the published ones, and there is no other.`,
        'zh-CN': `这就是发布的 ${name}：全部 ${found.files} 个文件与发布内容一致，没有多余的文件。`,
      }
    case 'published-but-go-env': {
      const settings = found.settings.join(', ')
      return {
        en: `This is ${name} as published, except go.env, which sets ${settings}. All other files are the published ones.`,
        'zh-CN': `这就是发布的 ${name}，只有 go.env 不同：其中设置了 ${settings}。其余文件都与发布内容一致。`,
      }
    }
    case 'differs': {
      const foreign = found.foreign.join(', ')
      return {
        en: `This is not ${name} as published: at least one file was changed, added or removed.${foreign === '' ? '' : ` Not files: ${foreign}.`} Do not build with it; install the same version again.`,
        'zh-CN': `这不是发布的 ${name}：至少有一个文件被改动、添加或删除。${foreign === '' ? '' : `不是普通文件：${foreign}。`}不要用它构建；请重新安装同一版本。`,
      }
    }
  }
}

/** `1.26.8` of `v0.0.1-go1.26.8.linux-amd64`. */
const versionOf = (moduleVersion: string): string => {
  const match = /^v0\.0\.1-(go.*)\.[a-z0-9]+-[a-z0-9]+$/.exec(moduleVersion)
  return parseGoVersion(match?.[1] ?? '')?.name.slice(2) ?? moduleVersion
}

const cannotTellText = (reason: CannotTell, detail: string): Text => {
  switch (reason) {
    case 'not-a-release':
      return {
        en: `It cannot be told whether this Go is as published: it is not a release of the Go project’s own (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：它不是 Go 项目自己的发布版（${detail}）。`,
      }
    case 'unreadable':
      return {
        en: `It cannot be told whether this Go is as published: its tree could not be read whole (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：目录树没能完整读取（${detail}）。`,
      }
    case 'no-network':
      return {
        en: `It cannot be told whether this Go is as published: the checksum database could not be asked (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：没能查询校验和数据库（${detail}）。`,
      }
    case 'no-proof':
      return {
        en: `It cannot be told whether this Go is as published: what was answered for the checksum database proves nothing (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：得到的校验和数据库应答不能证明任何事情（${detail}）。`,
      }
  }
}
