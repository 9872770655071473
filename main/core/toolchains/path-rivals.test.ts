import { expect, test } from 'vitest'
import type { SessionGo } from './path-answers.ts'
import { rivalsAmong, rivalsIn, rivalText } from './path-rivals.ts'
import { nextTexts } from './path-text.ts'

const bin = '/home/user/.local/go/bin'
const ours = `${bin}/go`
const session = (name: SessionGo['name'], path: string | null, go: string | null): SessionGo => ({
  name,
  title: { en: name, 'zh-CN': name },
  go: go === null ? null : { path: go, version: 'go1.26.8' },
  problem: path === null ? { en: 'no answer', 'zh-CN': '没有回答' } : null,
  path,
  setBy: null,
})
const line = { path: '/home/user/.bashrc', line: 1, text: 'export PATH=/opt/go/bin:$PATH' }
const login = session('login', `${bin}:/bin`, ours)
const behind = { ...session('interactive', `/opt/go/bin:${bin}:/bin`, '/opt/go/bin/go'), setBy: line }
const app = session('app', '/bin', null)
const said = (sessions: readonly SessionGo[]): string =>
  nextTexts(sessions, ours, true)
    .map(({ en }) => en)
    .join('\n')

test('that new terminals find it is said only of one that was asked and does', () => {
  expect(said([app, login, session('interactive', `${bin}:/bin`, ours)])).toContain('New terminals find it.')
  expect(said([app, login])).toBe('What runs already, and what the desktop starts, finds it after the next login.')
  expect(said([app, login, session('interactive', null, null)])).not.toContain('New terminals')
})

test('a terminal that runs another go: which, why probably, and what to do', () => {
  expect(said([login, behind])).toBe(
    `A new terminal runs /opt/go/bin/go, which is before ${bin} on its PATH, probably because of /home/user/.bashrc:1 (export PATH=/opt/go/bin:$PATH). Delete that line, or let it add its directory at the end of PATH; then open a new terminal.`,
  )
  expect(said([login, { ...behind, setBy: null }])).toContain(
    'No start file that it reads by itself names that directory',
  )
})

test('a PATH without our directory is told from one where another is before it', () => {
  expect(said([login, session('interactive', '/bin', null)])).toContain(
    `A new terminal finds no go, since ${bin} is not`,
  )
})

test('what could not be asked is no rival, nor is the app itself', () => {
  expect(rivalsIn([app, login, session('interactive', null, null)], ours)).toEqual([])
})

test('of what shells answered, the order on PATH counts, whether our go is there yet or not', () => {
  const answer = (path: string) => ({ kind: 'path', path, go: '/opt/go/bin/go', setBy: line }) as const
  const before = answer(`${bin}:/opt/go/bin`)
  expect(rivalsAmong({ login: before, terminal: undefined }, bin)).toEqual([])
  const [rival] = rivalsAmong({ login: before, terminal: answer(`/opt/go/bin:${bin}`) }, bin)
  expect(rival && rivalText(rival, bin)['zh-CN']).toContain('原因可能是 /home/user/.bashrc:1')
})
