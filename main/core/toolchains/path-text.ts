/** What a person reads about PATH: what would change, what is for them to do, what each session gets now. */
import type { Text } from '#contract'
import { printable } from '../report/columns.ts'
import { inEveryLanguage } from '../phrase.ts'
import type { SessionGo } from './path-answers.ts'
import type { PathFiles } from './path-files.ts'
import { rivalsIn, rivalText } from './path-rivals.ts'
import type { PathChange, PathEdit, PathPlan, Refusal } from './path-plan.ts'

/** The plan, file by file, with the lines to be added, removed, or left to the person. */
export const planText = (plan: PathPlan): Text =>
  inEveryLanguage((language) =>
    plan.changes
      .map((change) => {
        const { text, advice, lines } = describePathChange(plan.kind, change)
        const indent = advice ? '    ' : '  '
        const heading = advice ? `  ${advice[language]}\n` : ''
        return `${text[language]}\n${heading}${lines.map((line) => `${indent}${line}\n`).join('')}`
      })
      .join(''),
  )

export interface DescribedPathChange {
  /** What happens to the file, or why nothing does. */
  readonly text: Text
  /** What a person does with `lines` by hand; null where they are changed by the app. */
  readonly advice: Text | null
  /** Those that the app changes have `+ ` or `- ` in front. */
  readonly lines: readonly string[]
}

export const describePathChange = (kind: PathPlan['kind'], change: PathChange): DescribedPathChange => {
  const { path } = change.file
  switch (change.kind) {
    case 'nothing': {
      const [en, zh] =
        kind === 'add'
          ? ['has the block already', '已有该段，不作改动']
          : ['has no block of Groundwork', '没有 Groundwork 的段']
      return { text: { en: `${path}: ${en}`, 'zh-CN': `${path}：${zh}` }, advice: null, lines: [] }
    }
    case 'edit': {
      const what = editText(change)
      const isMoved = change.added.join('\n') === change.removed.join('\n')
      return {
        text: { en: `${path}: ${what.en}`, 'zh-CN': `${path}：${what['zh-CN']}` },
        advice: null,
        lines: isMoved
          ? []
          : [...change.removed.map((line) => `- ${line}`), ...change.added.map((line) => `+ ${line}`)],
      }
    }
    case 'by-hand': {
      const why = refusalText(change.refusal)
      const [en, zh] =
        kind === 'add'
          ? ['Lines to add at its end by hand:', '请手动在末尾加入：']
          : ['Lines to remove by hand:', '请手动删除：']
      return {
        text: {
          en: `${path}: is left alone, because ${why.en}`,
          'zh-CN': `${path}：不作改动，因为${why['zh-CN']}`,
        },
        advice: { en, 'zh-CN': zh },
        lines: change.lines,
      }
    }
  }
}

const editText = ({ before, after, added, removed }: PathEdit): Text => {
  if (added.length === 0) {
    return after === null
      ? { en: 'would be removed, since Groundwork made it', 'zh-CN': '由 Groundwork 新建，将被删除' }
      : { en: 'these lines would be removed', 'zh-CN': '将删除以下各行' }
  }
  if (before === null) return { en: 'would be created with', 'zh-CN': '将新建，内容为' }
  if (removed.length === 0) return { en: 'these lines would be added at its end', 'zh-CN': '将在末尾加入以下各行' }
  return added.join('\n') === removed.join('\n')
    ? {
        en: 'the block of Groundwork would be moved to its end, after the lines that undo it now',
        'zh-CN': 'Groundwork 的段将移到末尾，排在现在使它失效的各行之后',
      }
    : {
        en: 'the block of Groundwork would be renewed, at its end',
        'zh-CN': 'Groundwork 的段将更新，并放在末尾',
      }
}

const refusalText = ({ why, detail: said }: Refusal): Text => {
  const detail = printable(typeof said === 'string' ? said : said.en)
  switch (why) {
    case 'link':
      return {
        en: `it is kept elsewhere (${detail}), as dotfile programs do: edit it there`,
        'zh-CN': `它其实保存在别处（${detail}），通常由 dotfile 工具管理：请到那里修改`,
      }
    case 'hard-link':
      return { en: 'it has a second name (a hard link)', 'zh-CN': '它还有另一个名字（硬链接）' }
    case 'not-a-file':
      return { en: 'it is no ordinary file', 'zh-CN': '它不是普通文件' }
    case 'too-large':
      return { en: 'it is larger than 1 MiB', 'zh-CN': '它大于 1 MiB' }
    case 'not-yours':
      return { en: `it belongs to somebody else (${detail})`, 'zh-CN': `它属于别人（${detail}）` }
    case 'not-writable':
      return { en: `it cannot be written (${detail})`, 'zh-CN': `它无法写入（${detail}）` }
    case 'does-not-parse':
      return {
        en: `its shell finds a mistake in it as it is now, to be put right first:\n  ${detail}`,
        'zh-CN': `shell 指出它现在就有错误，需要先改正：\n  ${detail}`,
      }
    case 'changed-by-hand':
      return {
        en: 'the block of Groundwork in it has been changed by hand; it is yours now',
        'zh-CN': '其中 Groundwork 的段已被手动改过，由您自己决定',
      }
    case 'no-answer':
      return {
        en: `it could not be tested: the shell that reads it gave no answer (${detail})`,
        'zh-CN': `无法试验：读取它的 shell 没有回答（${printable(typeof said === 'string' ? said : said['zh-CN'])}）`,
      }
  }
}

/** Why no file can be named at all, with what to do instead. */
export const noFilesText = (found: Exclude<PathFiles, { readonly kind: 'files' }>, directory: string): Text => {
  switch (found.kind) {
    case 'other-home':
      return {
        en: `HOME (${found.home}) is not the home of this account, so no start file is touched. Put ${directory} first on PATH as the account whose home it is.`,
        'zh-CN': `HOME（${found.home}）不是当前帐户的主目录，因此不改动任何启动文件。请以该主目录的帐户把 ${directory} 放到 PATH 最前面。`,
      }
    case 'unknown-shell':
      return {
        en: `The start files of ${found.shell || 'this account (it has no login shell)'} are not known, so none is touched. Put ${directory} first on PATH by hand.`,
        'zh-CN': `不了解 ${found.shell || '此帐户（没有登录 shell）'} 的启动文件，因此不作改动。请手动把 ${directory} 放到 PATH 最前面。`,
      }
    case 'unwritable-name':
      return {
        en: `${directory} cannot be on a PATH: its name has a colon or a line break.`,
        'zh-CN': `${directory} 不能放进 PATH：名称中有冒号或换行。`,
      }
  }
}

/** Nothing is put on PATH that leads nowhere. */
export const noGoText = (go: string): Text => ({
  en: `There is no ${go} yet, so PATH is left alone: groundwork go install VERSION, then groundwork go use VERSION.`,
  'zh-CN': `还没有 ${go}，因此不改动 PATH：先运行 groundwork go install 版本，再运行 groundwork go use 版本。`,
})

/** After an edit that did not work. */
export const rolledBackText = (detail: Text, notRestored: readonly string[], backups: string): Text =>
  notRestored.length === 0
    ? {
        en: `No start file is changed: ${detail.en}. Every file is again as it was.`,
        'zh-CN': `没有改动任何启动文件：${detail['zh-CN']}。所有文件都已恢复原样。`,
      }
    : {
        en: `${detail.en}. These could not be put back: ${notRestored.join(', ')}. Copies as they were are in ${backups}.`,
        'zh-CN': `${detail['zh-CN']}。以下文件未能恢复：${notRestored.join('、')}。原样副本在 ${backups}。`,
      }

/** Which go each session gets; after an addition, also what a person has to do until all get `go`. */
export const sessionsText = (kind: PathPlan['kind'], sessions: readonly SessionGo[], go: string): Text => {
  const next = kind === 'add' ? nextTexts(sessions, go, true) : []
  return inEveryLanguage((language) =>
    [
      { en: 'What each session runs as go now:', 'zh-CN': '各会话现在运行的 go：' }[language],
      ...sessions.map((session) => `  ${sessionText(session)[language]}`),
      ...next.map((text) => text[language]),
      '',
    ].join('\n'),
  )
}

/** The go of one session, e.g. `terminal: /home/user/.local/go/bin/go (go1.26.8)`. */
export const sessionText = ({ title, go, problem }: SessionGo): Text => {
  const raw = go && `${go.path}${go.version === null ? '' : ` (${go.version})`}`
  return {
    en: `${title.en}: ${raw ?? problem?.en ?? 'no go on its PATH'}`,
    'zh-CN': `${title['zh-CN']}：${raw ?? problem?.['zh-CN'] ?? 'PATH 中没有 go'}`,
  }
}

/** What a person has to do until every session gets `go`, and what they need not do. Says of a terminal what was seen; of the one that it is said in, where `isTerminal`. */
export const nextTexts = (sessions: readonly SessionGo[], go: string, isTerminal: boolean): readonly Text[] => {
  const isOurs = (name: SessionGo['name']): boolean => sessions.some((one) => one.name === name && one.go?.path === go)
  const old = sessions.filter((one) => (one.name === 'app' || one.name === 'systemd-user') && one.go?.path !== go)
  const rivals = rivalsIn(sessions, go).map((rival) => rivalText(rival, go.slice(0, -'/go'.length)))
  if (!isOurs('login') || old.length === 0) return rivals
  const later: Text = {
    en: 'What runs already, and what the desktop starts, finds it after the next login',
    'zh-CN': '已在运行的程序和桌面启动的程序要到下次登录之后才能找到',
  }
  return [
    ...rivals,
    isOurs('interactive')
      ? {
          en: `New terminals find it. ${later.en}${isTerminal ? '; in this terminal: open a new one' : ''}.`,
          'zh-CN': `新终端能找到它。${later['zh-CN']}${isTerminal ? '；在当前终端里：请打开一个新终端' : ''}。`,
        }
      : { en: `${later.en}.`, 'zh-CN': `${later['zh-CN']}。` },
  ]
}

/** Where the record of edits would be is somebody else's. `problem` says whose. */
export const sharedRecordText = (directory: string, problem: Text): Text => ({
  en: `what was changed is recorded in ${directory}, which is not yours alone: ${problem.en}. Nothing is changed; as root, use root's own HOME (sudo -H)`,
  'zh-CN': `改动记录保存在 ${directory}，但它并非只属于您：${problem['zh-CN']}。没有任何改动；以 root 运行时请使用 root 自己的 HOME（sudo -H）`,
})
