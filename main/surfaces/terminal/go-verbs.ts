/** The verbs about Go itself: `groundwork go …`. */
import { Option, type Command } from 'commander'
import { languages, type Language } from '#contract'
import type { Genuineness } from '../../core/toolchains/genuine.ts'
import { genuineText } from '../../core/toolchains/genuine-text.ts'
import type { Terminal } from './program.ts'

interface VerifyOptions {
  readonly json?: boolean
  readonly language?: Language
}

/** Adds the verbs to `program`; `end` is told the exit status. */
export const addGoVerbs = (program: Command, terminal: Terminal, end: (status: number) => void): void => {
  const go = program.command('go').description('Go itself')
  go.command('verify')
    .argument('[path]', 'a tree of Go, or its go; without it, the one that a new terminal gets')
    .description('is this Go as published? asks the checksum database, and downloads no Go')
    .option('--json', 'print JSON')
    .addOption(new Option('--language <tag>', 'language of the text').choices([...languages]))
    .addHelpText('after', '\nExit status: 0 as published, 2 not as published, 1 cannot be told.')
    .action(async (path: string | undefined, options: VerifyOptions) => {
      const verified = await terminal.verifyGo(path)
      if (!verified) {
        terminal.writeError(`groundwork: ${path === undefined ? 'no Go was found' : `there is no Go at ${path}`}\n`)
        return end(1)
      }
      const { goroot, found } = verified
      const text = genuineText(found)[options.language ?? terminal.language]
      terminal.write(
        options.json ? `${JSON.stringify({ goroot, ...asJson(found) }, null, 2)}\n` : `${goroot}\n${text}\n`,
      )
      end(found.kind === 'differs' ? 2 : found.kind === 'cannot-tell' ? 1 : 0)
    })
}

/** The proof whole, so that somebody else can check it: hashes as hexadecimal digits. */
const asJson = (found: Genuineness): object =>
  found.kind === 'cannot-tell'
    ? found
    : {
        ...found,
        proof: { ...found.proof, inclusion: found.proof.inclusion.map((hash) => Buffer.from(hash).toString('hex')) },
      }
