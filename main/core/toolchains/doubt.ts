/** What speaks against a Go that is installed: when it was read, it was not as it was published. */
import type { Text } from '#contract'
import { valueOr, type ReadableHost } from '../host.ts'
import type { GoVersion } from './go-version.ts'
import { systemLayout } from './own-places.ts'

/** A reason not to build with the `version` of ours at `tree`, with what to do; null where nothing of that is remembered. */
export const readDoubt = async (host: ReadableHost, version: GoVersion, tree: string): Promise<Text | null> => {
  const integrity = await host.integrity(valueOr(await host.realPath(tree), tree), 'remembered')
  return integrity?.found.kind === 'differs' ? doubtText(version, tree, integrity.at) : null
}

const doubtText = ({ name }: GoVersion, tree: string, at: Date): Text => {
  const day = at.toISOString().slice(0, 10)
  const scope = tree.startsWith(`${systemLayout.directory}/`) ? '--system ' : ''
  const command = `groundwork go install ${scope}${name.replace(/^go/, '')}`
  return {
    en: `${tree} was not ${name} as published when it was read (${day}), so do not build with it; ${command} puts a proved one in its place`,
    'zh-CN': `${day} 读取 ${tree} 时，它与发布的 ${name} 不一致，请不要用它构建；${command} 会在原处换上经过证明的一份`,
  }
}
