/** `groundwork go why`: which Go runs in a directory, and why. */
import { Argument, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { jsonText } from '../../core/report/json.ts'
import type { Why } from '../../core/toolchains/why.ts'
import { renderWhy } from '../../core/toolchains/why-text.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { jsonOption, languageOption } from './verb-options.ts'

/** What the verb asks of the machine. */
export interface WhyActions {
  /** Undefined: the working directory. Null where it is no directory. */
  why(directory: string | undefined): Promise<Why | null>
}

interface WhyOptions {
  readonly json?: boolean
  readonly language?: Language
}

export const addGoWhy = (
  go: Command,
  terminal: Terminal,
  { answering, end }: Pick<GoVerbParts, 'answering' | 'end'>,
): void => {
  go.command('why')
    .addArgument(offering(new Argument('[dir]', 'a directory; without it, the working directory'), [], 'directories'))
    .description('which Go runs in a directory, and why: PATH, GOTOOLCHAIN, go.mod, files of version managers')
    .addOption(jsonOption())
    .addOption(languageOption())
    .addHelpText('after', `\n${exitStatusText[terminal.language]}`)
    .action(async (directory: string | undefined, options: WhyOptions) => {
      const why = await (await terminal.go()).why(directory)
      const language = options.language ?? terminal.language
      if (!why) return answering(options).refuse(noDirectoryText(directory ?? '.'))
      terminal.write(options.json ? jsonText(why) : renderWhy(why, language))
      end(why.contexts.every(isGood) ? 0 : 2)
    })
}

const isGood = ({ outcome }: Why['contexts'][number]): boolean =>
  (outcome.kind === 'runs' && outcome.tooOldFor === null) ||
  (outcome.kind === 'downloads' && outcome.forbiddenBy === null && outcome.tooOldFor === null)

const noDirectoryText = (path: string): Text => ({ en: `${path} is no directory`, 'zh-CN': `${path} 不是目录` })

const exitStatusText: Text = {
  en: 'Exit status: 0 a Go that is new enough runs in every session, 2 not so, 1 no such directory.',
  'zh-CN': '退出状态：0 每种会话都运行足够新的 Go，2 并非如此，1 没有这个目录。',
}
