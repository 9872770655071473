/** Removing an installed version of ours, planned: who uses it, what becomes free, how it can be had again. */
import type { Text } from '#contract'
import { sentence } from '../sentence.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import type { InventoryRow } from '../toolchains/inventory.ts'
import { removeAsRoot, type OwnProgram } from '../toolchains/root-change.ts'
import type { GoUser } from '../toolchains/users.ts'
import { userLines, userText } from '../toolchains/users-text.ts'
import { freedText, rootText } from './plan-texts.ts'
import type { ShownPlan } from './plan-shelf.ts'

export interface RemoveFacts {
  readonly version: GoVersion
  readonly row: InventoryRow
  readonly users: readonly GoUser[]
  readonly bytes: number | null
  /** How root starts this program. */
  readonly program: OwnProgram
}

export const planRemoval = ({ version, row, users, bytes, program }: RemoveFacts): ShownPlan => {
  const { name } = version
  const isSystem = row.own?.scope === 'system'
  return {
    kind: 'remove',
    title: { en: `Remove ${name}`, 'zh-CN': `移除 ${name}` },
    steps: [
      {
        text: {
          en: 'The folder is moved out of sight in one step, then deleted:',
          'zh-CN': '先一步移出，使其不可见，然后删除该文件夹：',
        },
        lines: [row.tree],
      },
    ],
    warnings: users.length === 0 ? [] : [...userLines(users).map(sentence), stopsText],
    notes: [freedText(bytes), ...(users.length === 0 ? [nobodyText] : [])],
    undo: {
      level: 'partial',
      text: {
        en: `It can be installed again, as it was published: groundwork go install ${name.slice(2)}. What was changed in its folder is lost.`,
        'zh-CN': `可以重新安装发布时的内容：groundwork go install ${name.slice(2)}。在其文件夹中改过的内容会丢失。`,
      },
    },
    commands: isSystem ? [removeAsRoot(program, version)] : [],
    obstacle: obstacleOf(row, users) ?? (isSystem ? rootText : null),
  }
}

/** The one that is switched to, or that a new terminal gets, cannot vanish unnoticed. */
const obstacleOf = (row: InventoryRow, users: readonly GoUser[]): Text | null => {
  const link = users.find(({ kind }) => kind === 'link')
  if (!link && !row.isActive) return null
  const why: Text = link ? userText(link) : { en: 'a new terminal runs it', 'zh-CN': '新终端运行的是它' }
  return {
    en: `It is in use: ${why.en}. Switch to another version first.`,
    'zh-CN': `它正在使用：${why['zh-CN']}。请先切换到别的版本。`,
  }
}

const nobodyText: Text = { en: 'Nobody is seen to use it.', 'zh-CN': '没有发现谁在使用它。' }

const stopsText: Text = {
  en: 'What runs of it may fail once it is gone, and lines that name it lead nowhere.',
  'zh-CN': '移除后，正在运行的程序可能失败，提到它的行将指向空处。',
}

/** Whom a person was shown: processes of a build come and go, and count as one. */
export const usersShown = (users: readonly GoUser[]): readonly unknown[] => [
  ...users.filter(({ kind }) => kind !== 'process'),
  users.some(({ kind }) => kind === 'process'),
]
