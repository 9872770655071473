import { Argument, Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { createProgram, type Terminal } from '../program.ts'
import { bashCompletion } from './bash.ts'
import { describeProgram } from './described-program.ts'
import { fishCompletion } from './fish.ts'
import { offering, offerOf } from './offer.ts'
import { zshCompletion } from './zsh.ts'

const terminal = { version: '9.9.9', language: 'en' } as Terminal

const withChildren = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withChildren)]

test('every word of every verb says what a shell offers for it', () => {
  const verbs = withChildren(createProgram(terminal, () => undefined))
  const silent = verbs.flatMap((verb) => [
    ...verb.registeredArguments.filter((word) => !offerOf(word)).map((word) => `${verb.name()} ${word.name()}`),
    ...verb.options
      .filter((option) => (option.required || option.optional) && !offerOf(option))
      .map((option) => `${verb.name()} ${option.flags}`),
  ])
  expect(silent).toEqual([])
})

test('a new verb needs no second edit: its words are in every script', () => {
  const program = new Command('program')
  program
    .command('new-verb')
    .description("it's new: [very]")
    .addArgument(offering(new Argument('<thing>'), ['first-thing']))
    .addOption(new Option('--how <way>').choices(['slowly']))
  for (const make of [bashCompletion, zshCompletion, fishCompletion]) {
    const script = make(describeProgram(program, 'new-verb'))
    for (const word of ['new-verb', 'first-thing', 'how', 'slowly']) expect(script).toContain(word)
  }
})
