/** `groundwork go remove`: a version that nobody uses goes. */
import { Argument, type Command } from 'commander'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import { removalWaitsText, removedText, type RemovalWish, type Removed } from '../../core/toolchains/removal.ts'
import { userLines } from '../../core/toolchains/users-text.ts'
import type { AnswerOptions } from './answer.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { jsonOption, languageOption } from './verb-options.ts'

/** What the verb asks of the machine. */
export interface RemoveActions {
  remove(version: GoVersion, isSystem: boolean, wish: RemovalWish): Promise<Removed>
}

interface RemoveOptions extends AnswerOptions {
  readonly system?: boolean
  readonly force?: boolean
}

export const addGoRemove = (
  go: Command,
  terminal: Terminal,
  { answering, versioned, scoped, tell, tellCleaned }: GoVerbParts,
): void => {
  scoped(go.command('remove'))
    .addArgument(offering(new Argument('<version>', 'an installed one that is not in use'), [], 'installed'))
    .description('remove a version, if nobody uses it')
    .option('--force', 'also where programs of it run, sessions find it, or files name it')
    .addOption(jsonOption())
    .addOption(languageOption())
    .action((text: string, options: RemoveOptions) => {
      const answer = answering(options)
      const { language } = answer
      return versioned(text, answer, async (version) => {
        const removed = await (
          await terminal.go()
        ).remove(version, options.system ?? false, {
          isForced: options.force ?? false,
          signal: terminal.interrupted,
          onWait: () => tell(removalWaitsText, language),
          onCleaned: (cleaned) => tellCleaned(cleaned, language),
        })
        const facts = { version: version.name }
        if (removed.ok) return answer.done({ ...facts, tree: removed.value }, [removedText(removed.value)])
        const lines = userLines(removed.users)
        answer.refuse(removed.problem, { facts, lines, status: terminal.interrupted.aborted ? 130 : 1 })
      })
    })
}
