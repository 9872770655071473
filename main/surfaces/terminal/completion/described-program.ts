/** The program as completions need it: plain data, read from its own definition, so that a new verb needs no second edit. */
import type { Argument, Command, Option } from 'commander'
import { offerOf, type Offer } from './offer.ts'

export interface DescribedProgram {
  readonly name: string
  /** The program itself first, then every verb, parents before their children. */
  readonly verbs: readonly DescribedVerb[]
  /** The verb that is meant where the line begins with an option. */
  readonly silentVerb: string
}

export interface DescribedVerb {
  /** As it is written: `go use`; empty for the program itself. */
  readonly line: string
  readonly description: string
  readonly options: readonly DescribedOption[]
  readonly arguments: readonly DescribedArgument[]
  /** Verbs below it. */
  readonly children: readonly { readonly name: string; readonly description: string }[]
}

export interface DescribedOption {
  /** `--json`, or `-h` and `--help`. */
  readonly flags: readonly string[]
  readonly description: string
  /** Null where it takes none. */
  readonly value: DescribedArgument | null
}

export interface DescribedArgument {
  readonly name: string
  readonly offer: Offer
  readonly isVariadic: boolean
}

const nothing: Offer = { words: [], places: [] }

export const describeProgram = (program: Command, silentVerb: string): DescribedProgram => {
  const verbs = describeVerb(program, '')
  const silent = verbs.find(({ line }) => line === silentVerb)?.options ?? []
  return {
    name: program.name(),
    silentVerb,
    verbs: verbs.map((verb) => (verb.line === '' ? { ...verb, options: withoutTwins(verb.options, silent) } : verb)),
  }
}

const describeVerb = (command: Command, line: string): readonly DescribedVerb[] => {
  const help = command.createHelp()
  // The verb `help` says what `--help` says.
  const children = help.visibleCommands(command).filter((child) => child.name() !== 'help')
  return [
    {
      line,
      description: command.description(),
      options: help.visibleOptions(command).map(describeOption),
      arguments: command.registeredArguments.map((argument) => describeArgument(argument, argument.name())),
      children: children.map((child) => ({ name: child.name(), description: child.description() })),
    },
    ...children.flatMap((child) => describeVerb(child, `${line} ${child.name()}`.trim())),
  ]
}

const describeOption = (option: Option): DescribedOption => ({
  flags: [option.short, option.long].filter((flag) => flag !== undefined),
  description: option.description,
  value:
    option.required || option.optional ? describeArgument(option, /[<[]([^>\]]+)/.exec(option.flags)?.[1] ?? '') : null,
})

const describeArgument = (word: Argument | Option, name: string): DescribedArgument => ({
  name,
  offer: offerOf(word) ?? nothing,
  isVariadic: word.variadic,
})

const withoutTwins = (
  options: readonly DescribedOption[],
  more: readonly DescribedOption[],
): readonly DescribedOption[] => {
  const known = new Set(options.flatMap(({ flags }) => flags))
  return [...options, ...more.filter(({ flags }) => !flags.some((flag) => known.has(flag)))]
}
