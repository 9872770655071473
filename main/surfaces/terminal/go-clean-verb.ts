/** `groundwork go clean` and `go reveal`: what the go command left in the module cache, and where a Go is. */
import { Argument, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { formatSize } from '../../core/size.ts'
import { cleanPlanText, nothingCachedText, type CachedVersion } from '../../core/toolchains/cache-cleaning.ts'
import type { FoundGo } from '../../core/toolchains/find-go.ts'
import { removedText, type Removed } from '../../core/toolchains/removal.ts'
import { userLines } from '../../core/toolchains/users-text.ts'
import type { AnswerOptions } from './answer.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { isYes, jsonOption, languageOption } from './verb-options.ts'

/** What the verbs ask of the machine. */
export interface CleanActions {
  planClean(signal: AbortSignal): Promise<readonly CachedVersion[]>
  clean(tree: string): Promise<Removed>
  /** The tree that a version or a path means; undefined: that of a new terminal. */
  find(what: string | undefined): Promise<FoundGo>
  reveal(tree: string): Promise<Text | null>
}

interface CleanOptions extends AnswerOptions {
  readonly yes?: boolean
  readonly dryRun?: boolean
}

export const addGoClean = (
  go: Command,
  terminal: Terminal,
  { answering, end }: Pick<GoVerbParts, 'answering' | 'end'>,
): void => {
  const isStopped = (): boolean => terminal.interrupted.aborted

  go.command('clean')
    .description('remove the toolchains that go itself downloaded; what is used stays')
    .option('--yes', 'remove what is shown, without asking')
    .option('--dry-run', 'only show what is there')
    .addOption(jsonOption())
    .addOption(languageOption())
    .action(async (options: CleanOptions) => {
      const answer = answering(options)
      const { language, isJson } = answer
      const here = await terminal.go()
      const versions = await here.planClean(terminal.interrupted)
      const removed = new Map<string, Removed>()
      const finish = (text: Text | null): void => {
        const toolchains = versions.map((one) => cachedAsJson(one, removed.get(one.tree), language))
        const refusal = [...removed.values()].find((one) => !one.ok)
        if (isStopped()) answer.stop({ toolchains })
        else if (refusal?.ok === false) {
          if (isJson) answer.refuse(refusal.problem, { facts: { toolchains } })
          else end(1)
        } else answer.done({ toolchains }, text ? [text] : [])
      }
      if (isStopped() || versions.length === 0) return finish(nothingCachedText)
      answer.show(cleanPlanText(versions)[language])
      const free = versions.filter(({ users }) => users.length === 0)
      if (options.dryRun || free.length === 0) return finish(null)
      if (!options.yes) {
        const said = isJson ? null : await terminal.ask(questionText(free)[language])
        if (said === null) return finish(notAskedText)
        if (!isYes(said)) return finish(leftText)
      }
      for (const { tree } of free) {
        if (isStopped()) break
        const cleaned = await here.clean(tree)
        removed.set(tree, cleaned)
        if (cleaned.ok) answer.say(removedText(cleaned.value)[language])
        else if (!isJson) answer.refuse(cleaned.problem, { lines: userLines(cleaned.users) })
      }
      finish(null)
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
    .addOption(jsonOption())
    .addOption(languageOption())
    .action(async (what: string | undefined, options: AnswerOptions) => {
      const answer = answering(options)
      const here = await terminal.go()
      const found = await here.find(what)
      if (!found.ok) return answer.refuse(found.problem)
      const { tree } = found
      answer.say(tree)
      const problem = await here.reveal(tree)
      if (answer.isJson) answer.done({ tree, isOpened: problem === null }, problem ? [problem] : [])
      else if (problem) terminal.writeError(`${printable(problem[answer.language])}\n`)
    })
}

/** `removed` is what came of removing it; undefined where that was not tried. */
const cachedAsJson = (
  { name, platform, tree, bytes, isWhole, users, pins }: CachedVersion,
  removed: Removed | undefined,
  language: Language,
): object => ({
  version: name,
  platform,
  tree,
  bytes,
  isWhole,
  users: userLines(users).map((user) => user[language]),
  pins: pins.map((pin) => pin[language]),
  isRemoved: removed?.ok ?? false,
  problem: removed?.ok === false ? removed.problem[language] : null,
})

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
