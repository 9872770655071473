/** Names that are of no release, although they look like one. */
import type { Text } from '#contract'
import type { GoVersion } from './go-version.ts'
import { isLanguageVersion } from './gover.ts'

/** Since Go 1.21, `1.25` is what a go line says, and no release has that name: why it is none; null where it may be one. */
export const noReleaseText = ({ name }: GoVersion): Text | null => {
  const line = name.slice('go'.length)
  if (!isLanguageVersion(line)) return null
  return {
    en: `${line} is a line of releases, of which ${line}.0 is the first; groundwork go list --available shows the newest of each line`,
    'zh-CN': `${line} 是一个系列，其中第一个版本是 ${line}.0；groundwork go list --available 列出每个系列的最新版本`,
  }
}
