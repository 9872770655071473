import { expect, test } from 'vitest'
import { isBeaten, judgeAnswers, type ShellAnswer } from './path-answers.ts'
import type { PathPlan } from './path-plan.ts'

const directory = '/home/user/.local/go/bin'
const file = { path: '/home/user/.profile', dialect: 'posix', readBy: 'login', parsers: [] } as const
const plan: PathPlan = {
  kind: 'add',
  directory,
  changes: [{ kind: 'edit', file, before: '', bare: '', after: 'x', added: [], removed: [] }],
}
const path = (value: string, go: string | null): ShellAnswer => ({ kind: 'path', path: value, go, setBy: null })
const silent: ShellAnswer = { kind: 'silent', problem: { en: 'exit 1', 'zh-CN': 'exit 1' } }
const line = { path: '/home/user/.config/fish/config.fish', line: 3, text: 'set -x PATH /usr/bin $PATH' }
const old = path('/usr/bin:/bin', '/usr/bin/go')
const good = path(`${directory}:/usr/bin:/bin`, `${directory}/go`)

test.each<readonly [string, ShellAnswer, ShellAnswer, ShellAnswer, string | null]>([
  ['all well', old, good, good, null],
  ['the login ends', old, silent, good, 'login shell no longer starts'],
  ['the terminal ends', old, good, silent, 'terminal no longer starts'],
  ['a directory is lost', old, path(`${directory}:/usr/bin`, `${directory}/go`), good, '/bin is no longer on the PATH'],
  ['no go', path('/bin', null), path('/bin', null), good, 'does not find'],
  ['another go first', old, path(`/usr/bin:/bin:${directory}`, '/usr/bin/go'), good, 'still finds /usr/bin/go'],
  [
    'another go first, by a line that is known',
    old,
    { kind: 'path', path: `/usr/bin:/bin:${directory}`, go: '/usr/bin/go', setBy: line },
    good,
    'probably because of /home/user/.config/fish/config.fish:3 (set -x PATH /usr/bin $PATH)',
  ],
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

test.each<readonly [ShellAnswer, boolean]>([
  [old, true],
  [path('/bin', null), true],
  [path(`/usr/bin:${directory}`, '/usr/bin/go'), true],
  [good, false],
  // The link is not there yet: the next one answers.
  [path(`${directory}/:/usr/bin`, '/usr/bin/go'), false],
  [silent, false],
])('%j: is another one before it? %j', (answer, expected) => {
  expect(isBeaten(answer, directory)).toBe(expected)
})
