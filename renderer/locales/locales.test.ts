import { expect, test } from 'vitest'
import en from './en.json'
import chinese from './zh-CN.json'

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words, path = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === 'string' ? [[`${path}${key}`, word] as const] : [...flat(word, `${path}${key}.`)],
    ),
  )

const placeholders = (word: string): readonly string[] =>
  [...word.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

const english = flat(en)
const translated = flat(chinese)

test('both languages have the same words; Chinese has no singular of its own', () => {
  const keys = [...english.keys()].filter((key) => !key.endsWith('_one'))
  expect([...translated.keys()]).toEqual(keys)
})

test.each([...translated])('%s has the same values in both languages, and says something', (key, word) => {
  expect(placeholders(word)).toEqual(placeholders(english.get(key) ?? ''))
  expect(word.trim()).not.toBe('')
  const one = english.get(key.replace(/_other$/, '_one'))
  if (one !== undefined) expect(placeholders(one)).toEqual(placeholders(word))
})

test('what is Chinese is Chinese: only names stay as they are', () => {
  const same = [...translated].filter(([key, word]) => english.get(key) === word).map(([key]) => key)
  expect(same.sort()).toEqual([
    'machine.apparmor',
    'machine.goSection',
    'machine.selinux',
    'machine.wsl',
    'settings.chinese',
    'settings.english',
    'settings.version',
  ])
})

test('the person is addressed in one way in Chinese', () => {
  expect([...translated].filter(([, word]) => word.includes('你'))).toEqual([])
})
