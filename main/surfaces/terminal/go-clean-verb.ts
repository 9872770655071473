/** `groundwork go clean` and `go reveal`: what the go command left in the module cache, and where a Go is. */
import { Argument, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { formatSize } from '../../core/size.ts'
import { cleanPlanText, nothingCachedText, type CachedVersion } from '../../core/toolchains/cache-cleaning.ts'
import type { Cleaned } from '../../core/toolchains/cleaned.ts'
import type { FoundGo } from '../../core/toolchains/find-go.ts'
import { removalWaitsText, removedText, type Removed } from '../../core/toolchains/removal.ts'
import type { KeptDownload } from '../../core/toolchains/stopping.ts'
import { userLines } from '../../core/toolchains/users-text.ts'
import type { Answer, AnswerOptions } from './answer.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { isYes, jsonOption, languageOption } from './verb-options.ts'

/** What the verbs ask of the machine. */
export interface CleanActions {
  planClean(signal: AbortSignal): Promise<readonly CachedVersion[]>
  clean(tree: string): Promise<Removed>
  /** Takes away what an interruption left, and says what it was. */
  recover(): Promise<readonly Cleaned[]>
  /** What downloads have left, to be gone on with. */
  downloads(): Promise<readonly KeptDownload[]>
  /** Null, or why it stays. */
  discard(download: KeptDownload, signal: AbortSignal, onWait: () => void): Promise<Text | null>
  /** The tree that a version or a path means; undefined: that of a new terminal. */
  find(what: string | undefined): Promise<FoundGo>
  reveal(tree: string): Promise<Text | null>
}

interface CleanOptions extends AnswerOptions {
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly downloads?: boolean
}

export const addGoClean = (
  go: Command,
  terminal: Terminal,
  { answering, end, versioned, tell, tellCleaned }: GoVerbParts,
): void => {
  const isStopped = (): boolean => terminal.interrupted.aborted

  /** What is to be gone: asked, where that is still open. */
  const isWanted = async (
    question: Text,
    only: string | null,
    options: CleanOptions,
    { isJson, language }: Answer,
  ): Promise<Text | true> => {
    if (options.yes) return true
    const said = isJson ? null : await terminal.ask(question[language])
    return said === null ? notAskedText(only, options) : isYes(said) || leftText
  }

  const cleanCache = async (only: string | null, options: CleanOptions, answer: Answer): Promise<void> => {
    const { language, isJson } = answer
    const here = await terminal.go()
    const all = await here.planClean(terminal.interrupted)
    const versions = all.filter(({ name }) => only === null || name === only)
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
    if (isStopped()) return finish(null)
    if (only !== null && versions.length === 0) return answer.refuse(notThereText(only))
    if (versions.length === 0) return finish(nothingCachedText)
    answer.show(cleanPlanText(versions)[language])
    const free = versions.filter(({ users }) => users.length === 0)
    if (options.dryRun || free.length === 0) return finish(null)
    const wanted = await isWanted(questionText(free), only, options, answer)
    if (wanted !== true) return finish(wanted)
    for (const { tree } of free) {
      if (isStopped()) break
      const cleaned = await here.clean(tree)
      removed.set(tree, cleaned)
      if (cleaned.ok) answer.say(removedText(cleaned.value)[language])
      else if (!isJson) answer.refuse(cleaned.problem, { lines: userLines(cleaned.users) })
    }
    finish(null)
  }

  const cleanDownloads = async (only: string | null, options: CleanOptions, answer: Answer): Promise<void> => {
    const { language, isJson } = answer
    const here = await terminal.go()
    const parts = (await here.downloads()).filter(({ version }) => only === null || version === only)
    const problems = new Map<string, Text | null>()
    const finish = (text: Text | null): void => {
      const downloads = parts.map((part) => ({ ...part, isRemoved: problems.get(part.path) === null }))
      const problem = [...problems.values()].find((one) => one !== null)
      if (isStopped()) answer.stop({ downloads })
      else if (problem && isJson) answer.refuse(problem, { facts: { downloads } })
      else if (problem) end(1)
      else answer.done({ downloads }, text ? [text] : [])
    }
    if (parts.length === 0) return finish(nothingDownloadedText)
    answer.say(...parts.map(({ version, bytes, path }) => `${version}  ${formatSize(bytes)}  ${path}`))
    answer.say('', goesOnText[language])
    if (options.dryRun) return finish(null)
    const wanted = await isWanted(questionText(parts), only, options, answer)
    if (wanted !== true) return finish(wanted)
    for (const part of parts) {
      if (isStopped()) break
      const problem = await here.discard(part, terminal.interrupted, () => tell(removalWaitsText, language))
      if (isStopped()) break
      problems.set(part.path, problem)
      if (!problem) answer.say(removedText(part.path)[language])
      else if (!isJson) answer.refuse(problem)
    }
    finish(null)
  }

  go.command('clean')
    .addArgument(offering(new Argument('[version]', 'only this one'), []))
    .description('remove the toolchains that go itself downloaded, and what an interruption left; what is used stays')
    .option('--downloads', 'instead, what paused or failed installations have downloaded')
    .option('--yes', 'remove what is shown, without asking')
    .option('--dry-run', 'only show what is there')
    .addOption(jsonOption())
    .addOption(languageOption())
    .action(async (text: string | undefined, options: CleanOptions) => {
      const answer = answering(options)
      if (!options.dryRun) tellCleaned(await (await terminal.go()).recover(), answer.language)
      const clean = options.downloads ? cleanDownloads : cleanCache
      if (text === undefined) await clean(null, options, answer)
      else await versioned(text, answer, (version) => clean(version.name, options, answer))
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

const questionText = (parts: readonly { readonly bytes: number | null }[]): Text => {
  const size = formatSize(parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0))
  return {
    en: parts.length === 1 ? `Remove it (${size})? [y/N] ` : `Remove these ${parts.length} (${size})? [y/N] `,
    'zh-CN': `删除这 ${parts.length} 个（${size}）吗？[y/N] `,
  }
}

const notAskedText = (only: string | null, { downloads }: CleanOptions): Text => {
  const version = only === null ? '' : ` ${only.slice('go'.length)}`
  const command = `groundwork go clean${version}${downloads ? ' --downloads' : ''} --yes`
  return {
    en: `Nobody could be asked, so nothing is removed. To do it: ${command}`,
    'zh-CN': `无法询问，因此没有删除任何内容。要执行，请运行：${command}`,
  }
}

const leftText: Text = { en: 'Nothing is removed.', 'zh-CN': '没有删除任何内容。' }

const notThereText = (name: string): Text => ({
  en: `there is no ${name} in the module cache; groundwork go clean --dry-run shows what is`,
  'zh-CN': `模块缓存中没有 ${name}；groundwork go clean --dry-run 列出其中有什么`,
})

const nothingDownloadedText: Text = {
  en: 'There is no unfinished download.',
  'zh-CN': '没有未完成的下载。',
}

const goesOnText: Text = {
  en: 'Installing one of these versions again goes on with what is here. Once it is removed, it starts anew: that is the undo.',
  'zh-CN': '再次安装这些版本会从已有部分继续。删除后则从头下载：这就是撤销方法。',
}
