/** What came of building a program with a Go that has just been installed. */
import type { Text } from '#contract'

export type Built =
  | {
      readonly kind: 'built'
      readonly ms: number
      /** The person's own build cache, which has the runtime now, or one that is gone again. */
      readonly cache: 'own' | 'temporary'
    }
  /** Not known: it was stopped, or took too long for a verdict. */
  | { readonly kind: 'unknown'; readonly why: 'stopped' | 'too-slow' }
  /** The compiler's own words. */
  | { readonly kind: 'failed'; readonly said: string }

/** Of a Go that stays. */
export type StandingBuilt = Exclude<Built, { readonly kind: 'failed' }>

/** A sentence. */
export const builtText = (built: StandingBuilt): Text => {
  if (built.kind === 'unknown') {
    return built.why === 'stopped'
      ? { en: 'Whether it builds programs was not tried to the end.', 'zh-CN': '是否能编译程序，没有试完。' }
      : { en: 'It took too long to build a program, so that was given up.', 'zh-CN': '试编译程序耗时过长，已放弃。' }
  }
  const seconds = (built.ms / 1000).toFixed(1)
  return built.cache === 'own'
    ? {
        en: `It built and ran a program in ${seconds} s; your next build finds that work done.`,
        'zh-CN': `已用它编译并运行一个程序，用时 ${seconds} 秒；下次编译可以直接使用这些结果。`,
      }
    : { en: `It built and ran a program in ${seconds} s.`, 'zh-CN': `已用它编译并运行一个程序，用时 ${seconds} 秒。` }
}
