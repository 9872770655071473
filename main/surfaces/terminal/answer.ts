/** How a verb that changes something answers: sentences for a person, or one JSON object for a program. */
import type { Language, Text } from '#contract'
import { interruptedText } from '../../core/toolchains/changed.ts'
import { printable } from '../../core/report/columns.ts'
import { jsonText } from '../../core/report/json.ts'
import type { Terminal } from './program.ts'

export interface AnswerOptions {
  readonly json?: boolean
  readonly language?: Language
}

/** Says nothing of JSON but the object at the end, on standard output; a problem has `ok: false` there. */
export interface Answer {
  readonly language: Language
  readonly isJson: boolean
  /** For a person alone, a line each; none may steer the terminal. */
  say(...lines: readonly string[]): void
  /** For a person alone: lines that are one text already. */
  show(text: string): void
  /** It is done: `facts` for a program, a sentence a line for a person. */
  done(facts: object, lines: readonly Text[]): void
  /** It is not done. */
  refuse(problem: Text, more?: Refusal): void
  /** The person has stopped it, and knows. */
  stop(facts: object): void
}

export interface Refusal {
  readonly facts?: object
  /** Shown below the problem: who is in the way, what remains. */
  readonly lines?: readonly Text[]
  /** The exit status; 1 where nothing else is said. */
  readonly status?: number
}

export type Answering = (options: AnswerOptions) => Answer

export const createAnswering =
  (terminal: Terminal, end: (status: number) => void): Answering =>
  (options) => {
    const language = options.language ?? terminal.language
    const isJson = options.json ?? false
    const write = (value: object): void => terminal.write(jsonText(value))
    const said = (lines: readonly Text[]): readonly string[] => lines.map((line) => line[language])
    const refuse: Answer['refuse'] = (problem, { facts = {}, lines = [], status = 1 } = {}) => {
      end(status)
      if (isJson) return write({ ok: false, problem: problem[language], ...facts, text: said(lines) })
      terminal.writeError(`groundwork: ${printable(problem[language])}\n`)
      for (const line of said(lines)) terminal.writeError(`  ${printable(line)}\n`)
    }
    return {
      language,
      isJson,
      say: (...lines) => {
        if (!isJson) terminal.write(lines.map((line) => `${printable(line)}\n`).join(''))
      },
      show: (text) => {
        if (!isJson) terminal.write(text.split('\n').map(printable).join('\n'))
      },
      done: (facts, lines) => {
        if (isJson) write({ ok: true, ...facts, text: said(lines) })
        else
          terminal.write(
            said(lines)
              .map((line) => `${printable(line)}\n`)
              .join(''),
          )
      },
      refuse,
      stop: (facts) => {
        if (isJson) refuse(interruptedText, { facts, status: 130 })
        else end(130)
      },
    }
  }
