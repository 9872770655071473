/** The verbs of the terminal. Everything outside comes through `Terminal`, so that tests see every byte. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import {
  faultText,
  surfaceNames,
  type Fault,
  type Language,
  type Report,
  type Severity,
  type SurfaceName,
  type Text,
} from '#contract'
import { allChecks } from '../../core/all-checks.ts'
import type { Application } from '../../core/application.ts'
import { exitCodeOf } from '../../core/report/exit-code.ts'
import { renderExplanation, renderFullReport } from '../../core/report/explain.ts'
import { renderJson } from '../../core/report/json.ts'
import { renderText, type TextOptions } from '../../core/report/text.ts'
import { addCompletion } from './completion/completion-verb.ts'
import { offering } from './completion/offer.ts'
import { addGoVerbs, type GoActions } from './go-verbs.ts'
import { errorText } from './error-texts.ts'
import { speakHelp } from './help-texts.ts'
import { languageOption } from './verb-options.ts'

/** What the verbs need from the process. */
export interface Terminal {
  readonly version: string
  readonly language: Language
  readonly isColoured: boolean
  readonly columns: number
  write(text: string): void
  writeError(text: string): void
  /** Writes a whole file, beside it first, then renamed. Rejects with the system's reason. */
  writeFile(path: string, text: string): Promise<void>
  /** The app on the host that `target` names: `local`, `root:DIR`. */
  applicationFor(target: string): Promise<FoundApplication>
  /** What is done with Go itself; loaded when first asked for. */
  go(): Promise<GoActions>
  /** Asks the person a question on one line and promises what they type; null where nobody is there to answer. */
  ask(question: string): Promise<string | null>
  /** Whether standard error is a terminal. */
  readonly isInteractive: boolean
  /** Milliseconds from any start. */
  now(): number
  /** Opens the app's window and promises the exit status. */
  open(options: OpenOptions): Promise<number>
  /** Aborts when the person interrupts (Ctrl+C). */
  readonly interrupted: AbortSignal
}

/** The app on a host, or why there is none, in words. */
export type FoundApplication =
  { readonly ok: true; readonly application: Application } | { readonly ok: false; readonly message: string }

export interface OpenOptions {
  /** Undefined: the best that works here. */
  readonly surface: SurfaceName | undefined
  readonly allowRoot: boolean
  readonly printUrl: boolean
}

interface LookOptions {
  readonly json?: boolean
  readonly host: string
  readonly language?: Language
}

/** Runs one command line (without node and script) and promises the exit status. */
export const runProgram = async (terminal: Terminal, words: readonly string[]): Promise<number> => {
  let status = 0
  const program = createProgram(terminal, (code) => (status = code))
  try {
    await program.parseAsync(withVerb(words), { from: 'user' })
    return status
  } catch (error) {
    // Commander has said what is wrong; help and version end here too, with 0.
    if (error instanceof CommanderError) return error.exitCode
    throw error
  }
}

/** `groundwork` alone, or with options of `open` only, opens the window. A misspelt verb stays one, and is named. */
const withVerb = (words: readonly string[]): readonly string[] => {
  const first = words[0]
  const isAboutProgram = first !== undefined && ['-h', '--help', '-V', '--version'].includes(first)
  return first === undefined || (first.startsWith('-') && !isAboutProgram) ? ['open', ...words] : words
}

/** The verbs, their options and what they do; `end` is told the exit status. */
export const createProgram = (terminal: Terminal, end: (status: number) => void): Command => {
  const keys = allChecks.map(({ key }) => key)
  const program = new Command('groundwork')
    .description('Finds what is wrong with Go on this machine, proves it, and says how to put it right.')
    .version(terminal.version, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
      outputError: (text, write) => write(errorText(text, terminal.language)),
    })
    .showHelpAfterError({ en: 'Try `groundwork --help`.', 'zh-CN': '请看 `groundwork --help`。' }[terminal.language])
    .addHelpText('after', `\n${exitStatusText[terminal.language]}`)

  const looking = (command: Command): Command =>
    command
      .option('--json', 'print JSON (assets/schemas/check-report.v1.schema.json)')
      .addOption(
        offering(
          new Option('--host <host>', 'the machine to look at: local, or root:DIR for a mounted disk').default('local'),
          ['local', 'root:'],
        ),
      )
      .addOption(languageOption())

  const textOptions = (options: LookOptions): TextOptions => ({
    language: options.language ?? terminal.language,
    isColoured: terminal.isColoured,
    columns: terminal.columns,
  })

  const lookAt = async (
    keys: readonly string[],
    options: LookOptions,
    use: (report: Report) => void | Promise<void>,
  ): Promise<void> => {
    const found = await terminal.applicationFor(options.host)
    if (!found.ok) {
      terminal.writeError(`groundwork: ${found.message}\n`)
      end(1)
      return
    }
    const report = await found.application.check(keys.length > 0 ? keys : undefined, terminal.interrupted)
    if (report.ok) {
      await use(report.value)
      return
    }
    terminal.writeError(`groundwork: ${describeFault(report.fault, options.language ?? terminal.language)}\n`)
    end(1)
  }

  looking(program.command('check'))
    .addArgument(offering(new Argument('[keys...]', 'only these checks'), keys))
    .description('look at this machine and list what is wrong')
    .addOption(
      new Option('--fail-on <severity>', 'the least severity that makes the exit status 2')
        .choices(['high', 'medium', 'low'])
        .default('medium'),
    )
    .action((keys: readonly string[], options: LookOptions & { failOn: Severity }) =>
      lookAt(keys, options, (report) => {
        terminal.write(options.json ? renderJson(report) : renderText(report, textOptions(options)))
        end(exitCodeOf(report, options.failOn))
      }),
    )

  looking(program.command('explain'))
    .addArgument(offering(new Argument('<key>', 'the check, e.g. go.goroot.drift'), keys))
    .description('one check in full: what was found, why it matters, what you can do')
    .action((key: string, options: LookOptions) =>
      lookAt([key], options, (report) => {
        const texts = report.results.map((result) =>
          renderExplanation(result, { ...textOptions(options), isElsewhere: report.host.target !== 'local' }),
        )
        terminal.write(options.json ? renderJson(report) : texts.join('\n'))
        end(exitCodeOf(report, 'medium'))
      }),
    )

  looking(program.command('report'))
    .description('everything in full, for a colleague or a bug report')
    .addOption(offering(new Option('--output <file>', 'write it to a file').argParser(nonEmpty), [], 'files'))
    .action((options: LookOptions & { output?: string }) =>
      lookAt([], options, async (report) => {
        const plain = {
          ...textOptions(options),
          ...(options.output === undefined ? {} : { isColoured: false, columns: 100 }),
        }
        const text = options.json ? renderJson(report) : renderFullReport(report, plain)
        end(report.complete ? 0 : 130)
        if (options.output === undefined) return terminal.write(text)
        try {
          await terminal.writeFile(options.output, text)
        } catch (error) {
          terminal.writeError(
            `groundwork: cannot write ${options.output}: ${error instanceof Error ? error.message : String(error)}\n`,
          )
          end(1)
        }
      }),
    )

  addGoVerbs(program, terminal, end)
  addCompletion(program, terminal, 'open')
  program
    .command('open')
    .description('open the window (what `groundwork` alone does)')
    .addOption(new Option('--surface <surface>', 'force how it is shown').choices([...surfaceNames]))
    .option('--allow-root', 'show a window or a page although running as root')
    .option('--print-url', 'loopback: print the address instead of opening a browser')
    .action(async (options: { surface?: SurfaceName; allowRoot?: boolean; printUrl?: boolean }) =>
      end(
        await terminal.open({
          surface: options.surface,
          allowRoot: options.allowRoot ?? false,
          printUrl: options.printUrl ?? false,
        }),
      ),
    )
  speakHelp(program, terminal.language)
  return program
}

const exitStatusText: Text = {
  en: 'Exit status: 0 nothing wrong, 2 problems found (for check: see --fail-on), 1 could not finish, 130 interrupted.',
  'zh-CN': '退出状态：0 没有问题，2 发现问题（check 见 --fail-on），1 未能完成，130 被中断。',
}

const describeFault = (fault: Fault, language: Language): string => faultText(fault)[language]

const nonEmpty = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It names no file.')
  return value
}
