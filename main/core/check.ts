/**
 * What a check is. A file in `checks/` IS a check: it says what should hold, how to look, how to judge, what can be
 * done, and all of it in words of every language. CONTRIBUTING.md walks through one.
 */
import type { Category, Language, Severity, Text } from '#contract'
import type { ReadableHost } from './host.ts'
import type { Phrase, Said, PhraseValues } from './phrase.ts'
import type { Platform } from './platform.ts'
import type { MachineFacts } from './probes/facts.ts'

/** The words of one fix in one language. Placeholders `{name}` are filled from the fix's `values`. */
export interface FixWords {
  /** The effect, e.g. "Comment out GOROOT in {file}". */
  readonly title: string
  /** For whom: "If …, then …". */
  readonly when: string
  readonly tradeoff?: string
  /** Why the undo is partial or none. */
  readonly undo?: string
}

/** The words of a check in one language. */
export interface CheckWords {
  /** What should hold, as a sentence without a full stop. */
  readonly title: string
  /** What a person notices when it does not hold. */
  readonly why: string
  /** Every phrase the check can say, by code: summaries, labels of evidence, expectations, causes. */
  readonly says: Readonly<Record<string, string>>
  readonly fixes?: Readonly<Record<string, FixWords>>
}

/** The same words in another language: each key, and no other. */
export type SameWords<Words extends CheckWords> = {
  readonly title: string
  readonly why: string
  readonly says: { readonly [Code in keyof Words['says']]: string }
} & (Words['fixes'] extends Readonly<Record<string, FixWords>>
  ? {
      readonly fixes: {
        readonly [Id in keyof Words['fixes']]: { readonly [Part in keyof Words['fixes'][Id]]: string }
      }
    }
  : { readonly fixes?: never })

/** What was measured, as the check's author writes it. */
export interface Measured<Code extends string> {
  readonly label: Code | Said<Code> | Text
  readonly source: string
  readonly observed: Phrase<Code> | null
  readonly expected?: Phrase<Code> | null
}

/** What `judge` may come to. `error` is the engine's to give; so is a `notapplicable` by `platform`. */
export interface Verdict<Code extends string> {
  readonly result: 'pass' | 'fail' | 'informational' | 'unknown' | 'notchecked' | 'notapplicable'
  readonly says: Code | Said<Code>
  /** How bad it is here, where that differs from the check's own severity. */
  readonly severity?: Severity
  readonly found?: Phrase<Code>
  readonly expected?: Phrase<Code>
  readonly evidence: readonly Measured<Code>[]
  readonly causes?: readonly { readonly likelihood: 'likely' | 'possible'; readonly says: Code | Said<Code> | Text }[]
}

/** One way to put it right. The first of a list is the default: smallest scope first. */
export interface DescribedFix<Id extends string> {
  readonly id: Id
  /** For the placeholders of the fix's words. */
  readonly values?: PhraseValues
  readonly privilege: 'user' | 'root'
  readonly activation: 'now' | 'new-shell' | 'relogin' | 'service-restart' | 'reboot'
  /** Lines for a POSIX shell; made with `shell` so that every value is quoted. */
  readonly commands: readonly string[]
  readonly undo: { readonly level: 'full' | 'partial' | 'none'; readonly commands: readonly string[] }
}

/** How a check was asked for. */
export interface Asked {
  /** Whether it was named, alone or among others. Only then may it take its time, or need the network. */
  readonly byName: boolean
}

type Codes<Words extends CheckWords> = keyof Words['says'] & string
type FixIds<Words extends CheckWords> = keyof NonNullable<Words['fixes']> & string

export interface Check<Seen, Words extends CheckWords = CheckWords> {
  /** Never re-used, never renamed; the file is named after it. */
  readonly key: string
  readonly category: Category
  /** How bad it is when it does not hold. */
  readonly severity: Severity
  /** Where it makes sense. Where not: `notapplicable`, with the fact that ruled it out. Default: everywhere. */
  readonly platform?: Platform
  /** Default 10 000. After it the check is an `error`, and the others go on. */
  readonly timeoutMs?: number
  readonly references: readonly { readonly title: string; readonly url: `https://${string}` }[]
  readonly words: { readonly en: Words } & { readonly [Tag in Exclude<Language, 'en'>]: SameWords<NoInfer<Words>> }
  /** The only part that touches the machine, and it changes nothing. */
  look(host: ReadableHost, facts: MachineFacts, asked: Asked): Promise<Seen>
  /** Pure. */
  judge(seen: NoInfer<Seen>, facts: MachineFacts): Verdict<NoInfer<Codes<Words>>>
  /** Pure; asked only when the verdict is not `pass`. */
  fixes?(seen: NoInfer<Seen>, facts: MachineFacts): readonly DescribedFix<NoInfer<FixIds<Words>>>[]
}

/** A check of any kind, as the engine sees it. */
export type AnyCheck = Check<unknown>

/** Declares a check. The compiler sees to it that every phrase it says has words in every language. */
export const defineCheck = <Seen, const Words extends CheckWords>(check: Check<Seen, Words>): AnyCheck =>
  check as unknown as AnyCheck
