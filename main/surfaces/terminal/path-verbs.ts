/** The verbs that decide which Go a new terminal gets: `groundwork go use`, `groundwork go path`. */
import { Argument, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import type { Changed } from '../../core/toolchains/changed.ts'
import type { Cleaned } from '../../core/toolchains/cleaned.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import type { SessionGo } from '../../core/toolchains/path-answers.ts'
import { hasEdits, type PathPlan } from '../../core/toolchains/path-plan.ts'
import { rivalsIn, rivalText } from '../../core/toolchains/path-rivals.ts'
import type { PathActions } from '../../core/toolchains/path-actions.ts'
import { describePathChange, planText, sessionsText } from '../../core/toolchains/path-text.ts'
import type { RootChange } from '../../core/toolchains/root-change.ts'
import { sentence } from '../../core/sentence.ts'
import type { Answer, Answering, AnswerOptions } from './answer.ts'
import { offering } from './completion/offer.ts'
import type { Terminal } from './program.ts'
import { isYes, jsonOption, languageOption } from './verb-options.ts'

/** What the verbs of `groundwork go` share. */
export interface GoVerbParts {
  readonly answering: Answering
  readonly end: (status: number) => void
  /** Says something beside the answer, on standard error. */
  readonly tell: (text: Text, language: Language) => void
  /** Says what an interruption had left, and is taken away. */
  readonly tellCleaned: (cleaned: readonly Cleaned[], language: Language) => void
  readonly versioned: (text: string, answer: Answer, act: (version: GoVersion) => Promise<void> | void) => Promise<void>
  readonly scoped: (command: Command) => Command
}

/** What the verbs ask of the machine. */
export interface UseActions {
  /** A trial changes nothing. */
  use(version: GoVersion, isSystem: boolean, isTrial: boolean): Promise<Changed>
  /** What speaks against an installed version; null where nothing is known to. */
  doubt(version: GoVersion, isSystem: boolean): Promise<Text | null>
  readonly path: PathActions
}

interface PathOptions extends AnswerOptions {
  readonly system?: boolean
  readonly yes?: boolean
  readonly dryRun?: boolean
}

/** Adds the verbs to `go`. */
export const addPathVerbs = (
  go: Command,
  terminal: Terminal,
  { answering, end, versioned, scoped, tell, tellCleaned }: GoVerbParts,
): void => {
  const deciding = (command: Command): Command =>
    scoped(command)
      .option('--yes', 'edit the start files that are shown, without asking')
      .option('--dry-run', 'only show what would be changed')
      .addOption(jsonOption())
      .addOption(languageOption())

  deciding(go.command('use'))
    .addArgument(offering(new Argument('<version>', 'an installed one'), [], 'installed'))
    .description('switch to a version: one rename of a link; and put it on PATH, once, if it is not')
    .option('--no-path', 'leave start files alone')
    .option('--force', 'also to a version that is known not to be as published')
    .action((text: string, options: PathOptions & { path: boolean; force?: boolean }) => {
      const answer = answering(options)
      return versioned(text, answer, async (version) => {
        const here = await terminal.go()
        const isSystem = options.system ?? false
        if (isSystem && (await showCommands('add', version, options, answer))) return
        const isTrial = options.dryRun ?? false
        if (!isTrial) tellCleaned(await here.recover(), answer.language)
        const doubt = await here.doubt(version, isSystem)
        if (doubt && isTrial) tell(sentence(doubt), answer.language)
        else if (doubt && !options.force && !(await isWanted(sentence(doubt), answer))) return
        const used = await here.use(version, isSystem, isTrial)
        if (!used.ok) return answer.refuse(used.problem)
        const words = allWords[answer.language]
        answer.show(isTrial ? words.wouldUse(used.value, version.name) : words.uses(used.value, version.name))
        const facts = { version: version.name, link: used.value, isTrial }
        if (options.path) await change('add', options, answer, facts)
        else if (answer.isJson) answer.done(facts, [])
      })
    })

  deciding(go.command('path'))
    .description('put the Go of Groundwork on PATH, in one marked block of your start files')
    .option('--remove', 'take the block away again')
    .action(async (options: PathOptions & { remove?: boolean }) => {
      const answer = answering(options)
      if (!options.dryRun) tellCleaned(await (await terminal.go()).recover(), answer.language)
      await change(options.remove ? 'remove' : 'add', options, answer)
    })

  /** Asks whether a version is to be used all the same; it is refused where nobody says so. */
  const isWanted = async (doubt: Text, answer: Answer): Promise<boolean> => {
    const question = `${printable(doubt[answer.language])}\n${allWords[answer.language].allTheSame}`
    const said = answer.isJson ? null : await terminal.ask(question)
    if (said !== null && isYes(said)) return true
    if (said === null) answer.refuse(doubt, { lines: [howForcedText] })
    else answer.refuse(notSwitchedText)
    return false
  }

  /** What only root may do is shown whole, to be copied. False where this is root. */
  const showCommands = async (
    kind: PathPlan['kind'],
    version: GoVersion | null,
    { dryRun: isTrial = false }: PathOptions,
    answer: Answer,
  ): Promise<boolean> => {
    const { path } = await terminal.go()
    const change = await path.systemChange(kind, version)
    if (change === null) return false
    const { commands, undo } = change
    const facts = { kind: 'for-root', commands, undo, isTrial }
    const isDone = commands.length === 0 || isTrial
    const words = allWords[answer.language]
    answer.show(commands.length === 0 ? words.systemNothing : words.asRoot(change))
    if (answer.isJson && isDone) answer.done(facts, [])
    else if (answer.isJson) answer.refuse(forRootText, { facts })
    else if (!isDone) end(1)
    return true
  }

  /** Shows, asks, applies, and shows what came of it. `used`: a link has just been switched, or, in a trial, would be. */
  const change = async (
    kind: PathPlan['kind'],
    options: PathOptions,
    answer: Answer,
    used: { readonly isTrial: boolean } | null = null,
  ): Promise<void> => {
    const words = allWords[answer.language]
    const [isSystem, isTrial] = [options.system ?? false, options.dryRun ?? false]
    if (isSystem && (await showCommands(kind, null, options, answer))) return
    const { path } = await terminal.go()
    const planned = await path.plan(kind, isSystem, used?.isTrial ?? false)
    if (planned.kind === 'impossible') return answer.refuse(planned.text, { facts: { ...used } })
    const { plan } = planned
    const isRefused = plan.changes.some((one) => one.kind === 'by-hand')
    const factsOf = (isApplied: boolean, sessions: readonly SessionGo[]): object => {
      const shown = sessions.map(({ name, go: found }) => ({ session: name, go: found }))
      return { ...used, ...planAsJson(plan, answer.language), isTrial, isApplied, sessions: shown }
    }
    /** As it was, as it was wanted, or as far as it could be asked. */
    const leave = async (words: string): Promise<void> => {
      answer.show(words)
      if (answer.isJson) answer.done(factsOf(false, isTrial ? [] : await path.sessions()), [])
    }
    const finish = async (isApplied: boolean): Promise<void> => {
      const sessions = isTrial ? [] : await path.sessions()
      // What is for everybody may be behind what one person has set up for themselves.
      const rivals = kind === 'add' && !isSystem && !isTrial ? rivalsIn(sessions, `${plan.directory}/go`) : []
      const problems = [...(isRefused ? [byHandText] : []), ...rivals.map((rival) => rivalText(rival, plan.directory))]
      const [problem, ...lines] = problems
      if (answer.isJson) {
        const facts = factsOf(isApplied, sessions)
        return problem ? answer.refuse(problem, { facts, lines }) : answer.done(facts, [])
      }
      if (problem) end(1)
      if (!isTrial) answer.show(sessionsText(kind, sessions, `${plan.directory}/go`)[answer.language])
    }
    if (hasEdits(plan) || isRefused) answer.show(planText(plan)[answer.language])
    if (!hasEdits(plan)) {
      // What a removal that was killed left on record is forgotten; no start file is changed by that.
      if (kind === 'remove' && !isRefused && !isTrial) await path.apply(planned, isSystem, terminal.interrupted)
      if (!isRefused) answer.show(words.nothing(kind, plan.directory))
      return finish(false)
    }
    if (isTrial) return leave('')
    if (!options.yes) {
      const said = answer.isJson ? null : await terminal.ask(words.question)
      if (said === null) return leave(words.notAsked(kind, isSystem))
      if (!isYes(said)) return leave(words.leftAlone)
    }
    const problem = await path.apply(planned, isSystem, terminal.interrupted)
    if (problem) return answer.refuse(problem, { facts: { ...used, ...planAsJson(plan, answer.language) } })
    for (const { kind: done, file } of plan.changes) if (done === 'edit') answer.show(words.edited(file.path))
    return finish(true)
  }
}

const forRootText: Text = {
  en: 'nothing is changed: this needs root, who can run these commands',
  'zh-CN': '没有任何改动：这需要 root，可由 root 运行这些命令',
}

const byHandText: Text = {
  en: 'at least one start file is left for you to edit by hand',
  'zh-CN': '至少有一个启动文件需要您手动修改',
}

/** Never the contents of files: only what is added to them, or taken away. */
const planAsJson = (plan: PathPlan, language: Language): object => ({
  kind: plan.kind,
  directory: plan.directory,
  files: plan.changes.map((change) => ({
    path: change.file.path,
    change: change.kind,
    lines: describePathChange(plan.kind, change).lines,
    text: describePathChange(plan.kind, change).text[language],
  })),
})

const howForcedText: Text = {
  en: 'Nothing is switched; --force does it all the same.',
  'zh-CN': '没有切换；加 --force 可强行切换。',
}

const notSwitchedText: Text = { en: 'nothing is switched', 'zh-CN': '没有切换' }

interface Words {
  uses(link: string, version: string): string
  wouldUse(link: string, version: string): string
  readonly question: string
  readonly allTheSame: string
  notAsked(kind: PathPlan['kind'], isSystem: boolean): string
  readonly leftAlone: string
  edited(path: string): string
  nothing(kind: PathPlan['kind'], directory: string): string
  readonly systemNothing: string
  asRoot(change: RootChange): string
}

const command = (kind: PathPlan['kind'], isSystem: boolean): string =>
  `groundwork go path${kind === 'remove' ? ' --remove' : ''}${isSystem ? ' --system' : ''} --yes`

const listed = (commands: readonly string[]): string => commands.map((line) => `\n  ${printable(line)}`).join('') + '\n'

const allWords: Readonly<Record<Language, Words>> = {
  en: {
    uses: (link, version) => `${link} leads to ${version}\n`,
    wouldUse: (link, version) => `${link} would lead to ${version}\n`,
    question: 'Edit these files? [y/N] ',
    allTheSame: 'Switch to it all the same? [y/N] ',
    notAsked: (kind, isSystem) =>
      `Nobody could be asked, so no start file is changed. To do it: ${command(kind, isSystem)}\n`,
    leftAlone: 'No start file is changed.\n',
    edited: (path) => `${path}: edited\n`,
    nothing: (kind, directory) =>
      kind === 'add'
        ? `${directory} is in the start files already; nothing to change\n`
        : 'No start file has a block of Groundwork; nothing to change\n',
    systemNothing: 'Nothing to change for the whole system\n',
    asRoot: ({ commands, undo, notes }) =>
      `Nothing is changed: this needs root. The whole change, to be copied:\n${listed(commands)}\n${notes.map(({ en }) => `${en}\n`).join('')}To take all of it back:\n${listed(undo)}\nLogin shells that read /etc/profile get it at the next login (sh, bash; zsh only where its own files read it).\n`,
  },
  'zh-CN': {
    uses: (link, version) => `${link} 现在指向 ${version}\n`,
    wouldUse: (link, version) => `${link} 将指向 ${version}\n`,
    question: '修改这些文件吗？[y/N] ',
    allTheSame: '仍要切换到它吗？[y/N] ',
    notAsked: (kind, isSystem) => `无法询问，因此没有改动启动文件。要执行，请运行：${command(kind, isSystem)}\n`,
    leftAlone: '没有改动任何启动文件。\n',
    edited: (path) => `${path}：已修改\n`,
    nothing: (kind, directory) =>
      kind === 'add' ? `启动文件中已有 ${directory}，无需改动\n` : '启动文件中没有 Groundwork 的段，无需改动\n',
    systemNothing: '整个系统无需改动\n',
    asRoot: ({ commands, undo, notes }) =>
      `没有任何改动：这需要 root。全部改动如下，可复制执行：\n${listed(commands)}\n${notes.map((note) => `${note['zh-CN']}\n`).join('')}全部恢复：\n${listed(undo)}\n读取 /etc/profile 的登录 shell 下次登录时生效（sh、bash；zsh 只在其自身文件读取它时）。\n`,
  },
}
