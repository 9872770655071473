import { expect, test } from 'vitest'
import { sessionGroups } from './why-view.ts'

const session = (name: string, toolchain: string | null) => ({
  title: { en: name, 'zh-CN': name },
  toolchain,
  because: [{ en: 'GOTOOLCHAIN=local', 'zh-CN': 'GOTOOLCHAIN=local' }],
})

test('sessions with the same answer are told once, in the order of the first of them', () => {
  const groups = sessionGroups([session('app', 'go1.26.8'), session('login', null), session('terminal', 'go1.26.8')])
  expect(groups.map(({ titles, toolchain }) => [titles.map(({ en }) => en), toolchain])).toEqual([
    [['app', 'terminal'], 'go1.26.8'],
    [['login'], null],
  ])
})

test('nobody asked is no group', () => {
  expect(sessionGroups([])).toEqual([])
})
