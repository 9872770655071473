/** What `--host` may name: which machine to look at. */
import type { Text } from '#contract'
import type { ReadableHost } from '../core/host.ts'
import { createLocalHost } from './local.ts'
import { openRootDirectory } from './root-directory.ts'

export type HostTarget = { readonly kind: 'local' } | { readonly kind: 'root'; readonly directory: string }

type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Text }

/** `local` or `root:DIR`; anything else is a problem that says what can be written. */
export const parseHostTarget = (text: string): Outcome<HostTarget> => {
  if (text === 'local') return { ok: true, value: { kind: 'local' } }
  const [scheme] = text.split(':', 1)
  if (text === 'root:' || (scheme === 'root' && !text.includes(':'))) {
    return problem('root: wants a directory, e.g. root:/mnt/disk.', 'root: 后面要写目录，例如 root:/mnt/disk。')
  }
  if (scheme === 'root') return { ok: true, value: { kind: 'root', directory: text.slice('root:'.length) } }
  if (scheme === 'ssh' || scheme === 'container') {
    return problem(
      `${scheme}: is not in this version. It can look at local and root:DIR.`,
      `这个版本还不支持 ${scheme}:。可以查看 local 和 root:目录。`,
    )
  }
  return problem(
    `"${text}" is no machine to look at. Write local, or root:DIR for another root directory.`,
    `“${text}”不是可以查看的机器。请写 local，或用 root:目录 指定另一个根目录。`,
  )
}

const problem = (en: string, chinese: string): { readonly ok: false; readonly problem: Text } => ({
  ok: false,
  problem: { en, 'zh-CN': chinese },
})

/** The host that `text` names, or a sentence that says why there is none. */
export const openHost = async (text: string): Promise<Outcome<ReadableHost>> => {
  const target = parseHostTarget(text)
  if (!target.ok) return target
  if (target.value.kind === 'local') return { ok: true, value: createLocalHost() }
  const opened = await openRootDirectory(target.value.directory)
  return opened.ok ? { ok: true, value: opened.host } : opened
}
