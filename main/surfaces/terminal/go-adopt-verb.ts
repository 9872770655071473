/** `groundwork go adopt`: a Go that is already here becomes one of Groundwork's, without a download. */
import { Argument, type Command } from 'commander'
import type { Language } from '#contract'
import { printable } from '../../core/report/columns.ts'
import { adoptedLines, type Adopted, type AdoptionWish } from '../../core/toolchains/adoption.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { createProgressLine } from './progress-line.ts'
import { languageOption } from './verb-options.ts'

/** What the verb asks of the machine. */
export interface AdoptActions {
  /** A version or a path; undefined: the Go of a new terminal. */
  adopt(what: string | undefined, isSystem: boolean, wish: AdoptionWish): Promise<Adopted>
}

interface AdoptOptions {
  readonly system?: boolean
  readonly language?: Language
}

export const addGoAdopt = (
  go: Command,
  terminal: Terminal,
  { refuse, end, scoped, tellCleaned }: GoVerbParts,
): void => {
  scoped(go.command('adopt'))
    .addArgument(
      offering(
        new Argument('[path]', 'a tree of Go, or its go; without it, the one that a new terminal gets'),
        [],
        'directories',
      ),
    )
    .description('make a Go that is already here one of Groundwork’s: copied and proved, not downloaded')
    .addOption(languageOption())
    .action(async (path: string | undefined, options: AdoptOptions) => {
      const language = options.language ?? terminal.language
      const progress = createProgressLine(terminal, path ?? 'go', language)
      const adopted = await (
        await terminal.go()
      ).adopt(path, options.system ?? false, {
        onProgress: progress.show,
        signal: terminal.interrupted,
        onCleaned: (cleaned) => {
          progress.end()
          tellCleaned(cleaned, language)
        },
      })
      progress.end()
      switch (adopted.kind) {
        case 'adopted':
          return terminal.write(
            adoptedLines(adopted)
              .map((line) => `${printable(line[language])}\n`)
              .join(''),
          )
        case 'already':
          return terminal.write(`${printable(alreadyTexts[language](adopted.tree))}\n`)
        case 'stopped':
          return end(130)
        case 'refused':
          return refuse(adopted.problem[language])
      }
    })
}

const alreadyTexts: Readonly<Record<Language, (tree: string) => string>> = {
  en: (tree) => `${tree} is there already`,
  'zh-CN': (tree) => `${tree} 已经存在`,
}
