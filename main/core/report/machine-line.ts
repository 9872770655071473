/** The machine in one line, as the header of every surface names it. */
import type { Facts, Language } from '#contract'

/** e.g. `Debian GNU/Linux 12 (bookworm) · Linux 6.1.0 · x86_64 · glibc 2.36 · go1.26.8 (/usr/local/go)`. */
export const describeMachine = (facts: Facts, language: Language): string => {
  const isEnglish = language === 'en'
  const { libc, go } = facts
  const parts = [
    facts.target === 'local' ? null : facts.target,
    facts.distro.prettyName,
    facts.kernel.release === null ? null : `Linux ${facts.kernel.release}`,
    facts.arch.machine,
    libc.kind === 'unknown' || libc.kind === 'none' ? null : [libc.kind, libc.version].filter(Boolean).join(' '),
    facts.container === null
      ? null
      : isEnglish
        ? `in a container (${facts.container})`
        : `容器内（${facts.container}）`,
    facts.wsl === null ? null : `WSL${facts.wsl}`,
    go ? `${go.version ?? 'go'} (${go.goroot ?? go.path})` : isEnglish ? 'no Go found' : '没有找到 Go',
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
