import { describe, expect, test } from 'vitest'
import { fill, inEveryLanguage, observe, say, speak } from './phrase.ts'

describe('fill', () => {
  test.each([
    ['{a} and {a}', { a: 'x' }, 'x and x'],
    ['{n} bytes', { n: 1234567.5 }, '1234567.5 bytes'],
    ['in {list}', { list: ['a', 'b', 'c'] }, 'in a, b, and c'],
    ['in {list}', { list: [] }, 'in '],
    ['{text}', { text: { en: 'on', 'zh-CN': '开' } }, 'on'],
    ['{missing} stays', {}, '{missing} stays'],
    ['$& {a}', { a: "$& $1 $' {b}" }, "$& $& $1 $' {b}"],
  ])('%s', (template, values, expected) => {
    expect(fill(template, values, 'en')).toBe(expected)
  })

  test('joins and words are those of the language', () => {
    expect(fill('{list}', { list: ['甲', '乙', '丙'] }, 'zh-CN')).toBe('甲、乙和丙')
    expect(fill('{list}', { list: ['GOOS', 'GOARCH'] }, 'zh-CN')).toBe('GOOS 和 GOARCH')
    expect(fill('{text}', { text: { en: 'on', 'zh-CN': '开' } }, 'zh-CN')).toBe('开')
  })

  test('a value is not filled a second time', () => {
    expect(fill('{a}{b}', { a: '{b}', b: 'x' }, 'en')).toBe('{b}x')
  })
})

const templates = (language: 'en' | 'zh-CN') => ({ en: { on: 'On: {x}.' }, 'zh-CN': { on: '开：{x}。' } })[language]

test('a bare string is raw where something is observed, and a code where something is said', () => {
  expect(observe('on', templates)).toBe('on')
  expect(speak('on', templates)).toEqual({ en: 'On: {x}.', 'zh-CN': '开：{x}。' })
})

test('said with values, and texts as they are', () => {
  const said = { en: 'On: 1.', 'zh-CN': '开：1。' }
  expect(observe(say('on', { x: 1 }), templates)).toEqual(said)
  expect(speak(say('on', { x: 1 }), templates)).toEqual(said)
  expect(observe(said, templates)).toBe(said)
})

test('every language is asked', () => {
  expect(inEveryLanguage((language) => language)).toEqual({ en: 'en', 'zh-CN': 'zh-CN' })
})
