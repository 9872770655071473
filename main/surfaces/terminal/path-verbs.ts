/** The verbs that decide which Go a new terminal gets: `groundwork go use`, `groundwork go path`. */
import { Argument, type Command } from 'commander'
import type { Language } from '#contract'
import { printable } from '../../core/report/columns.ts'
import type { Cleaned } from '../../core/toolchains/cleaned.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import { hasEdits, type PathPlan } from '../../core/toolchains/path-plan.ts'
import { rivalsIn } from '../../core/toolchains/path-rivals.ts'
import { planText, sessionsText } from '../../core/toolchains/path-text.ts'
import { offering } from './completion/offer.ts'
import type { Terminal } from './program.ts'
import { isYes, languageOption } from './verb-options.ts'

/** What the verbs of `groundwork go` share. */
export interface GoVerbParts {
  readonly refuse: (message: string) => void
  readonly end: (status: number) => void
  readonly versioned: (text: string, language: Language, act: (version: GoVersion) => Promise<void>) => Promise<void>
  readonly scoped: (command: Command) => Command
  /** Says what an interruption had left, and is taken away. */
  readonly tellCleaned: (cleaned: readonly Cleaned[], language: Language) => void
}

interface PathOptions {
  readonly system?: boolean
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly language?: Language
}

/** Adds the verbs to `go`. */
export const addPathVerbs = (
  go: Command,
  terminal: Terminal,
  { refuse, end, versioned, scoped, tellCleaned }: GoVerbParts,
): void => {
  // Names and lines of files are in it: none of them may steer the terminal.
  const write = (text: string): void => terminal.write(text.split('\n').map(printable).join('\n'))
  const deciding = (command: Command): Command =>
    scoped(command)
      .option('--yes', 'edit the start files that are shown, without asking')
      .option('--dry-run', 'only show what would be changed')
      .addOption(languageOption())

  deciding(go.command('use'))
    .addArgument(offering(new Argument('<version>', 'an installed one'), [], 'installed'))
    .description('switch to a version: one rename of a link; and put it on PATH, once, if it is not')
    .option('--no-path', 'leave start files alone')
    .action((text: string, options: PathOptions & { path: boolean }) =>
      versioned(text, options.language ?? terminal.language, async (version) => {
        const here = await terminal.go()
        const isSystem = options.system ?? false
        if (isSystem && (await showCommands('add', version, options))) return
        const isTrial = options.dryRun ?? false
        if (!isTrial) tellCleaned(await here.recover(), options.language ?? terminal.language)
        const used = await here.use(version, isSystem, isTrial)
        if (!used.ok) {
          refuse(used.problem[options.language ?? terminal.language])
          return
        }
        write(
          isTrial ? words(options).wouldUse(used.value, version.name) : words(options).uses(used.value, version.name),
        )
        if (options.path) await change('add', options, isTrial)
      }),
    )

  deciding(go.command('path'))
    .description('put the Go of Groundwork on PATH, in one marked block of your start files')
    .option('--remove', 'take the block away again')
    .action((options: PathOptions & { remove?: boolean }) => change(options.remove ? 'remove' : 'add', options))

  const words = (options: PathOptions): Words => allWords[options.language ?? terminal.language]

  /** What only root may do is shown whole, to be copied. False where this is root. */
  const showCommands = async (
    kind: PathPlan['kind'],
    version: GoVersion | null,
    options: PathOptions,
  ): Promise<boolean> => {
    const { path } = await terminal.go()
    const commands = await path.systemCommands(kind, version)
    if (commands === null) return false
    if (commands.length === 0) write(words(options).systemNothing)
    else {
      write(words(options).asRoot(commands))
      if (!options.dryRun) end(1)
    }
    return true
  }

  /** Shows, asks, applies, and shows what came of it. `isGoComing`: the link is not there yet, but will be. */
  const change = async (kind: PathPlan['kind'], options: PathOptions, isGoComing = false): Promise<void> => {
    const language = options.language ?? terminal.language
    const isSystem = options.system ?? false
    if (isSystem && (await showCommands(kind, null, options))) return
    const { path } = await terminal.go()
    const planned = await path.plan(kind, isSystem, isGoComing)
    if (planned.kind === 'impossible') return refuse(planned.text[language])
    const { plan } = planned
    const isRefused = plan.changes.some((one) => one.kind === 'by-hand')
    if (hasEdits(plan) || isRefused) write(planText(plan)[language])
    if (hasEdits(plan)) {
      if (options.dryRun) return
      if (!options.yes) {
        const answer = await terminal.ask(words(options).question)
        if (answer === null) return write(words(options).notAsked(kind, isSystem))
        if (!isYes(answer)) return write(words(options).leftAlone)
      }
      const problem = await path.apply(planned, isSystem, terminal.interrupted)
      if (problem) return refuse(problem[language])
      for (const { kind: done, file } of plan.changes) if (done === 'edit') write(words(options).edited(file.path))
    } else if (!isRefused) {
      // What a removal that was killed left on record is forgotten; no start file is changed by that.
      if (kind === 'remove' && !options.dryRun) await path.apply(planned, isSystem, terminal.interrupted)
      write(words(options).nothing(kind, plan.directory))
    }
    if (isRefused) end(1)
    if (options.dryRun) return
    const sessions = await path.sessions()
    write(sessionsText(kind, sessions, `${plan.directory}/go`)[language])
    // What is for everybody may be behind what one person has set up for themselves.
    if (kind === 'add' && !isSystem && rivalsIn(sessions, `${plan.directory}/go`).length > 0) end(1)
  }
}

interface Words {
  uses(link: string, version: string): string
  wouldUse(link: string, version: string): string
  readonly question: string
  notAsked(kind: PathPlan['kind'], isSystem: boolean): string
  readonly leftAlone: string
  edited(path: string): string
  nothing(kind: PathPlan['kind'], directory: string): string
  readonly systemNothing: string
  asRoot(commands: readonly string[]): string
}

const command = (kind: PathPlan['kind'], isSystem: boolean): string =>
  `groundwork go path${kind === 'remove' ? ' --remove' : ''}${isSystem ? ' --system' : ''} --yes`

const listed = (commands: readonly string[]): string => commands.map((line) => `\n  ${printable(line)}`).join('') + '\n'

const allWords: Readonly<Record<Language, Words>> = {
  en: {
    uses: (link, version) => `${link} leads to ${version}\n`,
    wouldUse: (link, version) => `${link} would lead to ${version}\n`,
    question: 'Edit these files? [y/N] ',
    notAsked: (kind, isSystem) =>
      `Nobody could be asked, so no start file is changed. To do it: ${command(kind, isSystem)}\n`,
    leftAlone: 'No start file is changed.\n',
    edited: (path) => `${path}: edited\n`,
    nothing: (kind, directory) =>
      kind === 'add'
        ? `${directory} is in the start files already; nothing to change\n`
        : 'No start file has a block of Groundwork; nothing to change\n',
    systemNothing: 'Nothing to change for the whole system\n',
    asRoot: (commands) =>
      `Nothing is changed: this needs root. The whole change, to be copied:\n${listed(commands)}\nLogin shells that read /etc/profile get it at the next login (sh, bash; zsh only where its own files read it).\n`,
  },
  'zh-CN': {
    uses: (link, version) => `${link} 现在指向 ${version}\n`,
    wouldUse: (link, version) => `${link} 将指向 ${version}\n`,
    question: '修改这些文件吗？[y/N] ',
    notAsked: (kind, isSystem) => `无法询问，因此没有改动启动文件。要执行，请运行：${command(kind, isSystem)}\n`,
    leftAlone: '没有改动任何启动文件。\n',
    edited: (path) => `${path}：已修改\n`,
    nothing: (kind, directory) =>
      kind === 'add' ? `启动文件中已有 ${directory}，无需改动\n` : '启动文件中没有 Groundwork 的段，无需改动\n',
    systemNothing: '整个系统无需改动\n',
    asRoot: (commands) =>
      `没有任何改动：这需要 root。全部改动如下，可复制执行：\n${listed(commands)}\n读取 /etc/profile 的登录 shell 下次登录时生效（sh、bash；zsh 只在其自身文件读取它时）。\n`,
  },
}
