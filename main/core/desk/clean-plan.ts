/** Removing a toolchain that go itself downloaded, planned. */
import type { Text } from '#contract'
import { sentence } from '../sentence.ts'
import { cacheNotes, cachedAgainText, projectsUnknownText, type CachedVersion } from '../toolchains/cache-cleaning.ts'
import { userLines } from '../toolchains/users-text.ts'
import type { ShownPlan } from './plan-shelf.ts'
import { freedText } from './plan-texts.ts'

export const planCleaning = (cached: CachedVersion): ShownPlan => ({
  kind: 'clean',
  title: {
    en: `Remove ${cached.name} from the module cache`,
    'zh-CN': `从模块缓存中删除 ${cached.name}`,
  },
  steps: [
    {
      text: {
        en: 'The folder is removed, read-only as it is, and what was downloaded for it, so that go never finds half of it:',
        'zh-CN': '删除该文件夹（尽管它是只读的）以及为它下载的内容，使 go 不会找到残缺的版本：',
      },
      lines: [cached.tree],
    },
  ],
  warnings: [],
  notes: [freedText(cached.bytes), ...cacheNotes(cached).map(sentence), projectsUnknownText],
  undo: { level: 'partial', text: cachedAgainText },
  commands: [],
  obstacle: cached.users.length === 0 ? null : usedText(cached),
})

const usedText = ({ name, users }: CachedVersion): Text => {
  const [first] = userLines(users)
  return { en: `${name} is used: ${first?.en ?? ''}.`, 'zh-CN': `${name} 正在被使用：${first?.['zh-CN'] ?? ''}。` }
}
