/** Logins and terminals that were asked and do not run our go: which they run instead, why probably, what to do. */
import type { Text } from '#contract'
import { directoriesOf } from '../probes/on-path.ts'
import { isBeaten, type SessionGo, type ShellAnswers } from './path-answers.ts'
import { lineText, type StartLine } from './start-line.ts'

export interface Rival {
  readonly session: 'login' | 'interactive'
  /** The go that runs there; null where none is found. */
  readonly go: string | null
  /** Its PATH. */
  readonly path: string
  readonly setBy: StartLine | null
}

/** `go` is ours. A session that could not be asked is no rival: nothing is known of it. */
export const rivalsIn = (sessions: readonly SessionGo[], go: string): readonly Rival[] =>
  sessions.flatMap(({ name, go: found, path, setBy }) =>
    (name === 'login' || name === 'interactive') && path !== null && found?.path !== go
      ? [{ session: name, go: found?.path ?? null, path, setBy }]
      : [],
  )

/** The same of what shells answered, whether our go is there yet or not. `directory` is that of our go. */
export const rivalsAmong = ({ login, terminal }: ShellAnswers, directory: string): readonly Rival[] => {
  const answers = [['login', login] as const, ['interactive', terminal] as const]
  return answers.flatMap(([session, answer]) =>
    answer?.kind === 'path' && isBeaten(answer, directory)
      ? [{ session, go: answer.go, path: answer.path, setBy: answer.setBy }]
      : [],
  )
}

/** `directory` is that of our go. */
export const rivalText = ({ session, go, path, setBy }: Rival, directory: string): Text => {
  const who = subjects[session]
  const runs: Text =
    go === null
      ? { en: `${who.en} finds no go`, 'zh-CN': `${who['zh-CN']}找不到 go` }
      : { en: `${who.en} runs ${go}`, 'zh-CN': `${who['zh-CN']}运行 ${go}` }
  if (!directoriesOf(path).includes(directory)) {
    return {
      en: `${runs.en}, since ${directory} is not on its PATH: the start files that it reads have no block of Groundwork, end before it, or set PATH anew after it.`,
      'zh-CN': `${runs['zh-CN']}，因为它的 PATH 中没有 ${directory}：它读取的启动文件中没有 Groundwork 的段，或在该段之前就结束，或在其后重新设置了 PATH。`,
    }
  }
  return setBy === null
    ? {
        en: `${runs.en}, which is before ${directory} on its PATH. No start file that it reads by itself names that directory: look in what they read in turn, and let it come after ${directory}.`,
        'zh-CN': `${runs['zh-CN']}，它在 PATH 中排在 ${directory} 之前。直接读取的启动文件都没有写到该目录：请查看它们再读取的文件，让它排到 ${directory} 之后。`,
      }
    : {
        en: `${runs.en}, which is before ${directory} on its PATH, probably because of ${lineText(setBy)}. Delete that line, or let it add its directory at the end of PATH; then open a new terminal.`,
        'zh-CN': `${runs['zh-CN']}，它在 PATH 中排在 ${directory} 之前，原因可能是 ${lineText(setBy)}。请删除该行，或让它把目录加到 PATH 末尾，然后打开新终端。`,
      }
}

const subjects: Readonly<Record<Rival['session'], Text>> = {
  login: { en: 'A login shell', 'zh-CN': '登录 shell ' },
  interactive: { en: 'A new terminal', 'zh-CN': '新终端' },
}
