/** The verbs about Go itself: `groundwork go …`. */
import { Argument, Option, type Command } from 'commander'
import { languages, type Language, type Text } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { builtText, type StandingBuilt } from '../../core/toolchains/built.ts'
import { cleanedText, type Cleaned } from '../../core/toolchains/cleaned.ts'
import type { DistroPlan } from '../../core/toolchains/distro-plan.ts'
import { distroPlanText } from '../../core/toolchains/distro-plan-text.ts'
import type { Changed } from '../../core/toolchains/changed.ts'
import { installFailureText, type FailedInstall } from '../../core/toolchains/install-failure.ts'
import { parseGoVersion, type GoVersion } from '../../core/toolchains/go-version.ts'
import type { PathActions } from '../../core/toolchains/path-actions.ts'
import { removalWaitsText, removedText, type RemovalWish, type Removed } from '../../core/toolchains/removal.ts'
import { pausedText, type KeptPart } from '../../core/toolchains/stopping.ts'
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

/** Hears of an installation while it goes on. */
export interface InstallWatch {
  onProgress(phase: string, bytes: number, total: number): void
  /** Who is asked, who is taken, and why another one is. */
  onNotice(notice: Text): void
  /** What an earlier, interrupted change had left. */
  onCleaned(cleaned: readonly Cleaned[]): void
}

/** What the verbs ask of the machine: what is there, and changes to versions of ours. */
export interface GoActions extends AdoptActions, CleanActions, InventoryActions, VerifyActions, WhyActions {
  install(
    version: GoVersion,
    isSystem: boolean,
    from: string | undefined,
    watch: InstallWatch,
    signal: AbortSignal,
  ): Promise<Installation>
  /** A trial changes nothing. */
  use(version: GoVersion, isSystem: boolean, isTrial: boolean): Promise<Changed>
  readonly path: PathActions
  distroPlan(version: GoVersion | null): Promise<DistroPlan>
  remove(version: GoVersion, isSystem: boolean, wish: RemovalWish): Promise<Removed>
  /** Takes away what an interruption left, and says what it was. */
  recover(): Promise<readonly Cleaned[]>
}

type Installation =
  | {
      readonly kind: 'installed'
      readonly tree: string
      readonly from: string
      readonly built: StandingBuilt | null
      readonly proof: { readonly hash: string } | null
      readonly archive: { readonly sha256: string; readonly origins: readonly string[] } | null
    }
  | { readonly kind: 'already'; readonly tree: string }
  | { readonly kind: 'paused'; readonly part: KeptPart | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unknown-source'; readonly problem: Text }
  | FailedInstall

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
  const versioned = async (text: string, act: (version: GoVersion) => Promise<void>): Promise<void> => {
    const version = parseGoVersion(text)
    if (version) return await act(version)
    refuse(`“${text}” is no version of Go; versions are written like 1.26.8 or 1.27rc1`)
  }
  /** Shown, never run; so it is not done, and the exit status says so. */
  const showPackages = async (text: string | undefined): Promise<void> => {
    const show = async (version: GoVersion | null): Promise<void> => {
      terminal.write(`${distroPlanText(await (await terminal.go()).distroPlan(version))[terminal.language]}\n`)
      end(1)
    }
    await (text === undefined ? show(null) : versioned(text, show))
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
    .action(async (text: string | undefined, options: { system?: boolean; from?: string }) => {
      if (options.from === 'distro') return showPackages(text)
      if (text === undefined) return refuse(whichVersionText[terminal.language])
      await versioned(text, async (version) => {
        const progress = createProgressLine(terminal, version.name)
        const watch: InstallWatch = {
          onProgress: progress.show,
          onNotice: (notice) => progress.note(notice[terminal.language]),
          onCleaned: (cleaned) => {
            progress.end()
            tellCleaned(cleaned, terminal.language)
          },
        }
        const result = await (
          await terminal.go()
        ).install(version, options.system ?? false, options.from, watch, terminal.interrupted)
        progress.end()
        switch (result.kind) {
          case 'installed':
            return say(
              `${version.name} is installed in ${result.tree}`,
              ...proofLines(result),
              `Bytes from ${result.from}`,
              ...(result.built ? [builtText(result.built)[terminal.language]] : []),
            )
          case 'already':
            return say(`${version.name} is already installed in ${result.tree}`)
          case 'paused':
            tell(pausedText(result.part), terminal.language)
            return end(130)
          case 'cancelled':
            return end(130)
          case 'unknown-source':
            return refuse(result.problem[terminal.language])
          case 'failed':
            refuse(installFailureText(version, result.reason, result.detail)[terminal.language])
            for (const way of result.ways) terminal.writeError(`  ${printable(way[terminal.language])}\n`)
            return
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
    .addOption(new Option('--language <tag>', 'language of the text').choices([...languages]))
    .action((text: string, options: { system?: boolean; force?: boolean; language?: Language }) =>
      versioned(text, async (version) => {
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

const whichVersionText: Text = {
  en: 'which version? groundwork go list --available shows those that there are',
  'zh-CN': '哪个版本？groundwork go list --available 列出可用的版本',
}

/** Who says that it is the published one. */
const proofLines = ({ proof, archive }: Extract<Installation, { readonly kind: 'installed' }>): readonly string[] => [
  ...(proof ? [`Proved by the checksum database: ${proof.hash}`] : []),
  ...(archive ? [`SHA-256 of the archive as ${archive.origins.join(' and ')} says: ${archive.sha256}`] : []),
]
