import { expect, test } from 'vitest'
import { judgeAnswers, type ShellAnswer } from './path-answers.ts'
import type { PathPlan } from './path-plan.ts'

const directory = '/home/user/.local/go/bin'
const file = { path: '/home/user/.profile', dialect: 'posix', readBy: 'login', parsers: [] } as const
const plan: PathPlan = {
  kind: 'add',
  directory,
  changes: [{ kind: 'edit', file, before: '', after: 'x', lines: [] }],
}
const path = (value: string, go: string | null): ShellAnswer => ({ kind: 'path', path: value, go })
const silent: ShellAnswer = { kind: 'silent', problem: { en: 'exit 1', 'zh-CN': 'exit 1' } }
const old = path('/usr/bin:/bin', '/usr/bin/go')
const good = path(`${directory}:/usr/bin:/bin`, `${directory}/go`)

test.each<readonly [string, ShellAnswer, ShellAnswer, ShellAnswer, string | null]>([
  ['all well', old, good, good, null],
  ['the login ends', old, silent, good, 'login shell no longer starts'],
  ['the terminal ends', old, good, silent, 'terminal no longer starts'],
  ['a directory is lost', old, path(`${directory}:/usr/bin`, `${directory}/go`), good, '/bin is no longer on the PATH'],
  ['no go', path('/bin', null), path('/bin', null), good, 'does not find'],
  ['another go first', old, path(`/usr/bin:/bin:${directory}`, '/usr/bin/go'), good, 'still finds /usr/bin/go'],
  ['silent before', silent, silent, good, null],
])('%s', (_, before, login, terminal, expected) => {
  const problem = judgeAnswers({ login: before, terminal: old }, { login, terminal }, plan)
  if (expected === null) expect(problem).toBeNull()
  else expect(problem?.en).toContain(expected)
})

test('after a removal the go may be another one, or none', () => {
  expect(
    judgeAnswers({ login: good, terminal: good }, { login: old, terminal: old }, { ...plan, kind: 'remove' }),
  ).toBeNull()
})
