/** `groundwork go adopt`: a Go that is already here becomes one of Groundwork's, without a download. */
import { Argument, type Command } from 'commander'
import type { Text } from '#contract'
import { adoptedLines, type Adopted, type AdoptionWish } from '../../core/toolchains/adoption.ts'
import type { AnswerOptions } from './answer.ts'
import { offering } from './completion/offer.ts'
import type { GoVerbParts } from './path-verbs.ts'
import type { Terminal } from './program.ts'
import { createProgressLine } from './progress-line.ts'
import { jsonOption, languageOption } from './verb-options.ts'

/** What the verb asks of the machine. */
export interface AdoptActions {
  /** A version or a path; undefined: the Go of a new terminal. */
  adopt(what: string | undefined, isSystem: boolean, wish: AdoptionWish): Promise<Adopted>
}

interface AdoptOptions extends AnswerOptions {
  readonly system?: boolean
}

export const addGoAdopt = (go: Command, terminal: Terminal, { answering, scoped, tellCleaned }: GoVerbParts): void => {
  scoped(go.command('adopt'))
    .addArgument(
      offering(
        new Argument('[path]', 'a tree of Go, or its go; without it, the one that a new terminal gets'),
        [],
        'directories',
      ),
    )
    .description('make a Go that is already here one of Groundwork’s: copied and proved, not downloaded')
    .addOption(jsonOption())
    .addOption(languageOption())
    .action(async (path: string | undefined, options: AdoptOptions) => {
      const answer = answering(options)
      const { language } = answer
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
          return answer.done(factsOf(adopted), adoptedLines(adopted))
        case 'already':
          return answer.done({ kind: 'already', tree: adopted.tree }, [alreadyText(adopted.tree)])
        case 'stopped':
          return answer.stop({ kind: 'stopped' })
        case 'refused':
          return answer.refuse(adopted.problem, { facts: { kind: 'refused' } })
      }
    })
}

const factsOf = ({
  kind,
  tree,
  original,
  proof,
  replaced,
  aside,
}: Extract<Adopted, { readonly kind: 'adopted' }>): object => ({
  kind,
  version: original.version.name,
  tree,
  hash: proof?.hash ?? null,
  provedAt: proof?.provedAt ?? null,
  replaced,
  original: { tree: original.goroot, source: original.source, aside: original.mover && aside },
})

const alreadyText = (tree: string): Text => ({ en: `${tree} is there already`, 'zh-CN': `${tree} 已经存在` })
