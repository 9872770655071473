/** Switching to an installed version of ours, planned: one link, and PATH where it does not lead there yet. */
import type { Text } from '#contract'
import { sentence } from '../sentence.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import type { InventoryRow } from '../toolchains/inventory.ts'
import type { PlannedPath } from '../toolchains/path-actions.ts'
import { describePathChange } from '../toolchains/path-text.ts'
import { hasEdits } from '../toolchains/path-plan.ts'
import { rivalsAmong, rivalText } from '../toolchains/path-rivals.ts'
import type { RootChange } from '../toolchains/root-change.ts'
import type { Place } from './machine.ts'
import { noHomeObstacle, rootText } from './plan-texts.ts'
import type { ShownPlan } from './plan-shelf.ts'

export interface UseFacts {
  readonly version: GoVersion
  readonly row: InventoryRow
  readonly place: Place | null
  /** Why the link cannot be switched; null where it can. */
  readonly problem: Text | null
  /** Null for the whole system. */
  readonly path: PlannedPath | null
  /** What to know of the version before building with it. */
  readonly warnings: readonly Text[]
  /** The change to the whole system, which is root's to make; null for the person's own. */
  readonly asRoot: RootChange | null
}

export const planUse = (facts: UseFacts): ShownPlan => {
  const { version, place, asRoot } = facts
  const { name } = version
  const doubt = place?.doubt ? sentence(place.doubt) : null
  return {
    kind: 'use',
    title: { en: `Switch to ${name}`, 'zh-CN': `切换到 ${name}` },
    steps: [...linkSteps(facts), ...pathSteps(facts)],
    warnings: [...(doubt ? [doubt] : []), ...facts.warnings],
    // For a terminal, the doubt is among the notes.
    notes: notesOf(facts).filter(({ en }) => en !== doubt?.en),
    undo: { level: 'full', text: asRoot ? takeBackText(asRoot) : undoText(place) },
    commands: [...(asRoot?.commands ?? [])],
    obstacle: obstacleOf(facts),
  }
}

const obstacleOf = (facts: UseFacts): Text | null => {
  const { place, problem, path, version, asRoot } = facts
  if (!place) return noHomeObstacle
  if (asRoot && asRoot.commands.length > 0) return rootText
  if (place.linkProblem) return sentence(place.linkProblem)
  if (problem) return sentence(problem)
  if (linkSteps(facts).length > 0 || (path?.kind === 'plan' && hasEdits(path.plan))) return null
  const { link } = place.layout
  const [rival] = path?.kind === 'plan' ? rivalsAmong(path.before, `${link}/bin`) : []
  const why = rival && rivalText(rival, `${link}/bin`)
  return why
    ? {
        en: `${link} leads to ${version.name} already. ${why.en}`,
        'zh-CN': `${link} 已指向 ${version.name}。${why['zh-CN']}`,
      }
    : {
        en: `${link} leads to ${version.name} already, and there is nothing to change.`,
        'zh-CN': `${link} 已指向 ${version.name}，无需改动。`,
      }
}

const linkSteps = ({ place, row, asRoot }: UseFacts): ShownPlan['steps'] => {
  if (!place || (place.linkProblem && !asRoot) || row.own?.isCurrent) return []
  const { layout, linkTarget } = place
  return [
    {
      text:
        linkTarget === null
          ? {
              en: 'A link is made that leads to this version. GOROOT is not set, and nothing stands between you and go:',
              'zh-CN': '建立一个指向此版本的链接。不设置 GOROOT，也不在您与 go 之间放置任何东西：',
            }
          : {
              en: 'One link is replaced in one step, so that there is always a go. GOROOT is not set:',
              'zh-CN': '一步替换一个链接，因此始终有 go 可用。不设置 GOROOT：',
            },
      lines: [...(linkTarget === null ? [] : [`- ${layout.link} -> ${linkTarget}`]), `+ ${layout.link} -> ${row.tree}`],
    },
  ]
}

const pathSteps = ({ path }: UseFacts): ShownPlan['steps'] => {
  if (path?.kind !== 'plan') return []
  const { kind, changes } = path.plan
  return changes
    .filter((change) => change.kind !== 'nothing')
    .map((change) => {
      const { text, advice, lines } = describePathChange(kind, change)
      const whole: Text = advice
        ? { en: `${text.en}. ${advice.en}`, 'zh-CN': `${text['zh-CN']}。${advice['zh-CN']}` }
        : text
      return { text: whole, lines: [...lines] }
    })
}

const notesOf = ({ path, place, row, asRoot }: UseFacts): readonly Text[] => {
  if (asRoot) return asRoot.notes
  if (path?.kind === 'impossible') return [path.text]
  if (!path || !place) return []
  const { link } = place.layout
  if (hasEdits(path.plan)) {
    return [
      {
        en: 'A login and a new terminal are then asked which go they run. What runs already, and what the desktop starts, finds it after the next login.',
        'zh-CN':
          '之后会询问登录 shell 和新终端运行的是哪个 go。已在运行的程序和桌面启动的程序要到下次登录之后才能找到。',
      },
    ]
  }
  // Where there is nothing to do at all, the obstacle says it.
  const rivals = row.own?.isCurrent ? [] : rivalsAmong(path.before, `${link}/bin`)
  if (rivals.length > 0) return rivals.map((rival) => rivalText(rival, `${link}/bin`))
  return [
    {
      en: `${link}/bin needs no change in any start file. What runs already keeps the Go that it was started with.`,
      'zh-CN': `${link}/bin 不需要改动任何启动文件。已在运行的程序继续使用启动时的 Go。`,
    },
  ]
}

/** It ends with the command, so that no full stop is copied with it. */
const takeBackText = ({ undo }: RootChange): Text => ({
  en: `As root, in a terminal: ${undo.join(' ')}`,
  'zh-CN': `由 root 在终端执行：${undo.join(' ')}`,
})

const undoText = (place: Place | null): Text => {
  const { linkTarget, layout } = place ?? { linkTarget: null, layout: { link: '' } }
  const remove = 'groundwork go path --remove'
  return linkTarget === null
    ? {
        en: `There was no link before: delete ${layout.link}. ${remove} takes the lines out of the start files again.`,
        'zh-CN': `之前没有链接：删除 ${layout.link} 即可。${remove} 会把加入启动文件的各行去掉。`,
      }
    : {
        en: `Switch back to what the link leads to now: ${linkTarget}. ${remove} takes the lines out of the start files again.`,
        'zh-CN': `切换回链接现在指向的 ${linkTarget} 即可。${remove} 会把加入启动文件的各行去掉。`,
      }
}
