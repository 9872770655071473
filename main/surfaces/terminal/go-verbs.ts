/** The verbs about Go itself: `groundwork go …`. */
import { Argument, Option, type Command } from 'commander'
import type { Language, Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { cleanedText, type Cleaned } from '../../core/toolchains/cleaned.ts'
import type { DistroPlan } from '../../core/toolchains/distro-plan.ts'
import { distroPlanText } from '../../core/toolchains/distro-plan-text.ts'
import type { Changed } from '../../core/toolchains/changed.ts'
import { isLanguageVersion } from '../../core/toolchains/gover.ts'
import { parseGoVersion, type GoVersion } from '../../core/toolchains/go-version.ts'
import { systemLayout } from '../../core/toolchains/own-places.ts'
import { installEnd, type InstallEnd, type InstallWatch } from '../../core/toolchains/install-ends.ts'
import type { PathActions } from '../../core/toolchains/path-actions.ts'
import { removalWaitsText, removedText, type RemovalWish, type Removed } from '../../core/toolchains/removal.ts'
import { userLines } from '../../core/toolchains/users-text.ts'
import { allSources } from '../../core/toolchains/all-sources.ts'
import { offering } from './completion/offer.ts'
import { addGoAdopt, type AdoptActions } from './go-adopt-verb.ts'
import { addGoClean, type CleanActions } from './go-clean-verb.ts'
import { addGoList, type InventoryActions } from './go-list-verb.ts'
import { addGoVerify, type VerifyActions } from './go-verify-verb.ts'
import { addGoWhy, type WhyActions } from './go-why-verb.ts'
import type { Terminal } from './program.ts'
import { addPathVerbs, type GoVerbParts } from './path-verbs.ts'
import { createProgressLine } from './progress-line.ts'
import { languageOption } from './verb-options.ts'

/** What the verbs ask of the machine: what is there, and changes to versions of ours. */
export interface GoActions extends AdoptActions, CleanActions, InventoryActions, VerifyActions, WhyActions {
  install(
    version: GoVersion,
    isSystem: boolean,
    from: string | undefined,
    watch: InstallWatch,
    signal: AbortSignal,
  ): Promise<InstallEnd>
  /** The same for everybody here, as commands for root; none where it is there. Null where it is not for root to do. */
  systemInstall(version: GoVersion, from: string | undefined): Promise<readonly string[] | null>
  /** A trial changes nothing. */
  use(version: GoVersion, isSystem: boolean, isTrial: boolean): Promise<Changed>
  readonly path: PathActions
  distroPlan(version: GoVersion | null): Promise<DistroPlan>
  remove(version: GoVersion, isSystem: boolean, wish: RemovalWish): Promise<Removed>
  /** Takes away what an interruption left, and says what it was. */
  recover(): Promise<readonly Cleaned[]>
}

/** Adds the verbs to `program`; `end` is told the exit status. */
export const addGoVerbs = (program: Command, terminal: Terminal, end: (status: number) => void): void => {
  const go = program.command('go').description('Go itself: installed, switched, proved')
  // Much of it is from proxies and archives, and names of files: none of it may steer the terminal.
  const say = (...lines: readonly string[]): void => terminal.write(`${lines.map(printable).join('\n')}\n`)
  const refuse = (message: string): void => {
    terminal.writeError(`groundwork: ${printable(message)}\n`)
    end(1)
  }
  const tell = (text: Text, language: Language): void => terminal.writeError(`${printable(text[language])}\n`)
  const tellCleaned: GoVerbParts['tellCleaned'] = (cleaned, language) => {
    for (const one of cleaned) tell(cleanedText(one), language)
  }
  const versioned: GoVerbParts['versioned'] = async (text, language, act) => {
    const version = parseGoVersion(text)
    if (version) return await act(version)
    refuse(noVersionText(text)[language])
  }
  /** Shown, never run; so it is not done, and the exit status says so. */
  const showPackages = async (text: string | undefined, language: Language): Promise<void> => {
    const show = async (version: GoVersion | null): Promise<void> => {
      terminal.write(`${distroPlanText(await (await terminal.go()).distroPlan(version))[language]}\n`)
      end(1)
    }
    await (text === undefined ? show(null) : versioned(text, language, show))
  }
  const showForRoot = (version: GoVersion, commands: readonly string[], language: Language): void => {
    const tree = `${systemLayout.directory}/${version.name}`
    const { outcome } = installEnd(version, { kind: 'already', tree })
    if (commands.length === 0) return say(...outcome.map((line) => line[language]))
    say(forRootText[language], '', ...commands.map((line) => `  ${line}`), '', thenText(version, tree)[language])
    end(1)
  }
  const scoped = (command: Command): Command =>
    command.option('--system', 'for the whole system (as root), not only for you')

  addGoVerify(go, terminal, end, refuse)
  addGoList(go, terminal, end)
  addGoWhy(go, terminal, end, refuse)

  scoped(go.command('install'))
    .addArgument(offering(new Argument('[version]', 'e.g. 1.26.8'), [], 'available'))
    .description('download, prove and unpack a version')
    .addOption(
      offering(
        new Option(
          '--from <source>',
          'auto (the default: the fastest, as far as GOPROXY lets), proxy (those of GOPROXY), official, cn, a mirror, an address, a file or a folder; several archives with commas; distro shows how root installs the distribution’s package',
        ),
        ['auto', ...allSources.flatMap(({ kind, name }) => (kind === 'gone' ? [] : [name]))],
        'files',
      ),
    )
    .addOption(languageOption())
    .action(async (text: string | undefined, options: { system?: boolean; from?: string; language?: Language }) => {
      const language = options.language ?? terminal.language
      if (options.from === 'distro') return showPackages(text, language)
      if (text === undefined) return refuse(whichVersionText[language])
      await versioned(text, language, async (version) => {
        if (isLanguageVersion(version.name.slice('go'.length))) return refuse(lineText(version)[language])
        const commands = options.system ? await (await terminal.go()).systemInstall(version, options.from) : null
        if (commands !== null) return showForRoot(version, commands, language)
        const progress = createProgressLine(terminal, version.name, language)
        const watch: InstallWatch = {
          onProgress: progress.show,
          onNotice: (notice) => progress.note(notice[language]),
          onCleaned: (cleaned) => {
            progress.end()
            tellCleaned(cleaned, language)
          },
        }
        const result = await (
          await terminal.go()
        ).install(version, options.system ?? false, options.from, watch, terminal.interrupted)
        progress.end()
        const { kind, outcome } = installEnd(version, result)
        const [first, ...rest] = outcome.map((line) => line[language])
        switch (kind) {
          case 'done':
            return say(...(first === undefined ? [] : [first, ...rest]))
          case 'failed':
            refuse(first ?? '')
            for (const way of rest) terminal.writeError(`  ${printable(way)}\n`)
            return
          case 'paused':
          case 'cancelled':
            for (const line of outcome) tell(line, language)
            return end(130)
        }
      })
    })

  addGoAdopt(go, terminal, { refuse, end, versioned, scoped, tellCleaned })
  addGoClean(go, terminal, { refuse, end })
  addPathVerbs(go, terminal, { refuse, end, versioned, scoped, tellCleaned })

  scoped(go.command('remove'))
    .addArgument(offering(new Argument('<version>', 'an installed one that is not in use'), [], 'installed'))
    .description('remove a version, if nobody uses it')
    .option('--force', 'also where programs of it run, sessions find it, or files name it')
    .addOption(languageOption())
    .action((text: string, options: { system?: boolean; force?: boolean; language?: Language }) =>
      versioned(text, options.language ?? terminal.language, async (version) => {
        const language = options.language ?? terminal.language
        const removed = await (
          await terminal.go()
        ).remove(version, options.system ?? false, {
          isForced: options.force ?? false,
          signal: terminal.interrupted,
          onWait: () => tell(removalWaitsText, language),
          onCleaned: (cleaned) => tellCleaned(cleaned, language),
        })
        if (removed.ok) return say(removedText(removed.value)[language])
        refuse(removed.problem[language])
        for (const user of userLines(removed.users)) terminal.writeError(`  ${printable(user[language])}\n`)
        if (terminal.interrupted.aborted) end(130)
      }),
    )
}

const forRootText: Text = {
  en: 'Nothing is installed: this needs root. The whole change, to be copied:',
  'zh-CN': '没有安装任何内容：这需要 root。全部改动如下，可复制执行：',
}

const thenText = ({ name }: GoVersion, tree: string): Text => {
  const use = `groundwork go use --system ${name.slice('go'.length)}`
  return {
    en: `It downloads ${name}, proves it, and puts it in ${tree}. Which Go runs stays as it is; to switch afterwards: ${use}`,
    'zh-CN': `它会下载并证明 ${name}，放在 ${tree}。运行的 Go 不变；之后要切换：${use}`,
  }
}

const whichVersionText: Text = {
  en: 'which version? groundwork go list --available shows those that there are',
  'zh-CN': '哪个版本？groundwork go list --available 列出可用的版本',
}

const noVersionText = (text: string): Text => ({
  en: `“${text}” is no version of Go; versions are written like 1.26.8 or 1.27rc1`,
  'zh-CN': `“${text}” 不是 Go 的版本；版本写作 1.26.8 或 1.27rc1`,
})

/** Since Go 1.21, `1.25` is what a go line says, and no release has that name. */
const lineText = ({ name }: GoVersion): Text => {
  const line = name.slice('go'.length)
  return {
    en: `${line} is a line of releases, of which ${line}.0 is the first; groundwork go list --available shows the newest of each line`,
    'zh-CN': `${line} 是一个系列，其中第一个版本是 ${line}.0；groundwork go list --available 列出每个系列的最新版本`,
  }
}
