/** `groundwork go install`: a version is downloaded, proved, and put in its place; or what root has to run is shown. */
import { Argument, Option, type Command } from 'commander'
import type { Text } from '#contract'
import { allSources } from '../../core/toolchains/all-sources.ts'
import type { DistroPlan } from '../../core/toolchains/distro-plan.ts'
import { distroPlanText } from '../../core/toolchains/distro-plan-text.ts'
import { noReleaseText } from '../../core/toolchains/no-release.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import { installEnd, type InstallEnd, type InstallWatch } from '../../core/toolchains/install-ends.ts'
import { wayText } from '../../core/toolchains/remaining-ways.ts'
import { systemLayout } from '../../core/toolchains/own-places.ts'
import type { Answer, AnswerOptions } from './answer.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { createProgressLine } from './progress-line.ts'
import { jsonOption, languageOption } from './verb-options.ts'

/** What the verb asks of the machine. */
export interface InstallActions {
  install(
    version: GoVersion,
    isSystem: boolean,
    from: string | undefined,
    watch: InstallWatch,
    signal: AbortSignal,
  ): Promise<InstallEnd>
  /** The same for everybody here, as commands for root; none where it is there. Null where it is not for root to do. */
  systemInstall(version: GoVersion, from: string | undefined): Promise<readonly string[] | null>
  distroPlan(version: GoVersion | null): Promise<DistroPlan>
}

interface InstallOptions extends AnswerOptions {
  readonly system?: boolean
  readonly from?: string
}

export const addGoInstall = (
  go: Command,
  terminal: Terminal,
  { answering, end, versioned, scoped, tell, tellCleaned }: GoVerbParts,
): void => {
  /** Shown, never run; so it is not done, and the exit status says so. */
  const showPackages = async (version: GoVersion | null, answer: Answer): Promise<void> => {
    const plan = await (await terminal.go()).distroPlan(version)
    const text = distroPlanText(plan)
    const { install = null, undo = null } = plan.steps ?? {}
    if (answer.isJson)
      return answer.refuse(text, { facts: { kind: 'for-root', commands: install ? [install] : [], undo } })
    answer.show(`${text[answer.language]}\n`)
    end(1)
  }

  const showForRoot = (version: GoVersion, commands: readonly string[], answer: Answer): void => {
    const tree = `${systemLayout.directory}/${version.name}`
    if (commands.length === 0) return tellEnd(version, { kind: 'already', tree }, answer)
    const after = thenText(version, tree)
    if (answer.isJson)
      return answer.refuse(forRootText, { facts: { kind: 'for-root', commands, tree }, lines: [after] })
    const lines = commands.map((line) => `  ${line}`)
    answer.say(forRootText[answer.language], '', ...lines, '', after[answer.language])
    end(1)
  }

  const tellEnd = (version: GoVersion, ended: InstallEnd, answer: Answer): void => {
    const { kind, outcome: happened, ways = [] } = installEnd(version, ended)
    const outcome = [...happened, ...ways.map(wayText)]
    const [first, ...rest] = outcome
    const facts = { version: version.name, ...factsOf(ended) }
    if (kind === 'done') return answer.done(facts, outcome)
    if (kind === 'failed' || answer.isJson)
      return answer.refuse(first ?? stoppedText, { facts, lines: rest, status: kind === 'failed' ? 1 : 130 })
    for (const line of outcome) tell(line, answer.language)
    if (ended.kind === 'paused' && ended.part) tell(discardText(version), answer.language)
    end(130)
  }

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
    .addOption(jsonOption())
    .addOption(languageOption())
    .action(async (text: string | undefined, options: InstallOptions) => {
      const answer = answering(options)
      const { language } = answer
      const isOfDistro = options.from === 'distro'
      if (text === undefined) return isOfDistro ? showPackages(null, answer) : answer.refuse(whichVersionText)
      await versioned(text, answer, async (version) => {
        if (isOfDistro) return showPackages(version, answer)
        const noRelease = noReleaseText(version)
        if (noRelease) return answer.refuse(noRelease)
        const here = await terminal.go()
        const commands = options.system ? await here.systemInstall(version, options.from) : null
        if (commands !== null) return showForRoot(version, commands, answer)
        const progress = createProgressLine(terminal, version.name, language)
        const watch: InstallWatch = {
          onProgress: progress.show,
          onNotice: (notice) => progress.note(notice[language]),
          onCleaned: (cleaned) => {
            progress.end()
            tellCleaned(cleaned, language)
          },
        }
        const ended = await here.install(version, options.system ?? false, options.from, watch, terminal.interrupted)
        progress.end()
        tellEnd(version, ended, answer)
      })
    })
}

/** What a program may want of it; what is in sentences already is not said twice. */
const factsOf = (ended: InstallEnd): object => {
  switch (ended.kind) {
    case 'installed': {
      const { kind, tree, from, proof, archive, built } = ended
      return { kind, tree, from, hash: proof?.hash ?? null, archive, built }
    }
    case 'already':
      return { kind: ended.kind, tree: ended.tree }
    case 'paused':
      return { kind: ended.kind, part: ended.part }
    case 'failed':
      return { kind: ended.kind, reason: ended.reason }
    case 'cancelled':
    case 'refused':
      return { kind: ended.kind }
  }
}

const discardText = ({ name }: GoVersion): Text => {
  const command = `groundwork go clean ${name.slice('go'.length)} --downloads`
  return { en: `Not wanted any more? ${command}`, 'zh-CN': `不再需要？${command}` }
}

const stoppedText: Text = { en: 'Stopped.', 'zh-CN': '已停止。' }

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
