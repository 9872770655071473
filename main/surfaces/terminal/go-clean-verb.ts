/** `groundwork go clean` and `go reveal`: what the go command left in the module cache, and where a Go is. */
import { Argument, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { formatSize } from '../../core/size.ts'
import { cleanPlanText, nothingCachedText, type CachedVersion } from '../../core/toolchains/cache-cleaning.ts'
import type { FoundGo } from '../../core/toolchains/find-go.ts'
import { removedText, type Removed } from '../../core/toolchains/removal.ts'
import { userLines } from '../../core/toolchains/users-text.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { isYes, languageOption } from './verb-options.ts'

/** What the verbs ask of the machine. */
export interface CleanActions {
  planClean(signal: AbortSignal): Promise<readonly CachedVersion[]>
  clean(tree: string): Promise<Removed>
  /** The tree that a version or a path means; undefined: that of a new terminal. */
  find(what: string | undefined): Promise<FoundGo>
  reveal(tree: string): Promise<Text | null>
}

interface CleanOptions {
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly language?: Language
}

export const addGoClean = (
  go: Command,
  terminal: Terminal,
  { refuse, end }: Pick<GoVerbParts, 'refuse' | 'end'>,
): void => {
  const isStopped = (): boolean => terminal.interrupted.aborted
  const say = (line: string): void => terminal.write(`${printable(line)}\n`)

  go.command('clean')
    .description('remove the toolchains that go itself downloaded; what is used stays')
    .option('--yes', 'remove what is shown, without asking')
    .option('--dry-run', 'only show what is there')
    .addOption(languageOption())
    .action(async (options: CleanOptions) => {
      const language = options.language ?? terminal.language
      const here = await terminal.go()
      const versions = await here.planClean(terminal.interrupted)
      if (isStopped()) return end(130)
      if (versions.length === 0) return say(nothingCachedText[language])
      terminal.write(cleanPlanText(versions)[language])
      const free = versions.filter(({ users }) => users.length === 0)
      if (options.dryRun || free.length === 0) return
      if (!options.yes) {
        const answer = await terminal.ask(questionText(free)[language])
        if (answer === null) return say(notAskedText[language])
        if (!isYes(answer)) return say(leftText[language])
      }
      for (const { tree } of free) {
        if (isStopped()) return end(130)
        const cleaned = await here.clean(tree)
        if (cleaned.ok) say(removedText(cleaned.value)[language])
        else {
          refuse(cleaned.problem[language])
          for (const user of userLines(cleaned.users)) terminal.writeError(`  ${printable(user[language])}\n`)
        }
      }
    })

  go.command('reveal')
    .addArgument(
      offering(
        new Argument('[what]', 'a version, or a path; without it, the Go that a new terminal gets'),
        [],
        'installed',
        'directories',
      ),
    )
    .description('open the folder of a Go in the file manager, and print its path')
    .addOption(languageOption())
    .action(async (what: string | undefined, options: Pick<CleanOptions, 'language'>) => {
      const language = options.language ?? terminal.language
      const here = await terminal.go()
      const found = await here.find(what)
      if (!found.ok) return refuse(found.problem[language])
      say(found.tree)
      const problem = await here.reveal(found.tree)
      if (problem) terminal.writeError(`${printable(problem[language])}\n`)
    })
}

const questionText = (versions: readonly CachedVersion[]): Text => {
  const size = formatSize(versions.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0))
  return {
    en: versions.length === 1 ? `Remove it (${size})? [y/N] ` : `Remove these ${versions.length} (${size})? [y/N] `,
    'zh-CN': `删除这 ${versions.length} 个（${size}）吗？[y/N] `,
  }
}

const notAskedText: Text = {
  en: 'Nobody could be asked, so nothing is removed. To do it: groundwork go clean --yes',
  'zh-CN': '无法询问，因此没有删除任何内容。要执行，请运行：groundwork go clean --yes',
}

const leftText: Text = { en: 'Nothing is removed.', 'zh-CN': '没有删除任何内容。' }
