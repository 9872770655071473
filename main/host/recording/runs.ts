/** What was run while recording, told apart by no more than it takes. */
import type { RecordedRun } from '../../core/testing/machine.ts'
import type { RunQuestion } from './recording-host.ts'

/** One entry per command line; more where the same line was answered differently, by what differed in `env`. */
export const describeRuns = (questions: readonly RunQuestion[]): RecordedRun[] => {
  const byArguments = new Map<string, RunQuestion[]>()
  for (const question of questions) {
    const key = JSON.stringify(question.command.argv)
    byArguments.set(key, [...(byArguments.get(key) ?? []), question])
  }
  return [...byArguments.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => apart(group))
}

const apart = (group: readonly RunQuestion[]): RecordedRun[] => {
  const distinct = group.filter(
    (question, index) =>
      index === group.findIndex((other) => sameAnswer(question, other) && sameEnvironment(question, other)),
  )
  const [first] = distinct
  if (!first) return []
  if (distinct.every((question) => sameAnswer(question, first))) {
    return [{ argv: [...first.command.argv], ran: first.ran }]
  }
  const names = [...new Set(distinct.flatMap(({ command }) => Object.keys(command.env ?? {})))].sort()
  const telling = names.filter((name) => new Set(distinct.map(({ command }) => command.env?.[name] ?? null)).size > 1)
  return distinct.map(({ command, ran }) => ({
    argv: [...command.argv],
    env: Object.fromEntries(telling.map((name) => [name, command.env?.[name] ?? null])),
    ran,
  }))
}

const sameAnswer = (a: RunQuestion, b: RunQuestion): boolean => JSON.stringify(a.ran) === JSON.stringify(b.ran)

const sameEnvironment = (a: RunQuestion, b: RunQuestion): boolean =>
  JSON.stringify(sorted(a.command.env)) === JSON.stringify(sorted(b.command.env))

const sorted = (env: RunQuestion['command']['env']): readonly (readonly [string, string | undefined])[] =>
  Object.entries(env ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
