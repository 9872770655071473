import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { quote, shell } from './shell.ts'

const hostile = [
  'plain',
  '',
  ' ',
  'a b',
  "it's",
  "'",
  "'''",
  '"',
  '\\',
  'a\\',
  '$HOME',
  '${HOME}',
  '$(touch /tmp/groundwork-was-here)',
  '`id`',
  'a;id',
  'a&&id',
  'a|id',
  '>out',
  '*',
  '?',
  '[a]',
  '{a,b}',
  '#comment',
  '!history',
  '-n',
  '--help',
  'a\nb',
  '\t',
  '\u0001',
  '文件',
  'é\u0301',
  '\u202Eevil',
  '/a\u200bb',
  '\ufeff\u2028\u{e0041}x',
  "-\u001b[31m%s\\n\u009b'\u202e文 $(id)",
  '~\u001b',
  'a\r\n\n',
  '=x',
  'A=b',
  '~',
  '~root',
  '~user/x y',
  'a~/b',
]

/** The words that a real shell makes of a line, as printf gets them. */
const wordsOf = (line: string, program: string): string[] =>
  execFileSync(program, ['-c', `for word in ${line}; do printf '%s\\0' "$word"; done`], {
    encoding: 'utf8',
    env: { HOME: '/home/user' },
  })
    .split('\0')
    .slice(0, -1)

describe.each(['/bin/sh', '/bin/bash'])('%s reads back', (program) => {
  test.each(hostile)('%j', (value) => {
    expect(wordsOf(quote(value), program)).toEqual([value])
    expect(wordsOf(shell`before ${value} after=${value}`, program)).toEqual(['before', value, `after=${value}`])
  })

  test('a list as so many words', () => {
    expect(wordsOf(shell`x ${hostile}`, program)).toEqual(['x', ...hostile])
  })

  test('~/ as the home, whatever follows it', () => {
    expect(wordsOf(quote('~/sdk/go1.26.8'), program)).toEqual(['/home/user/sdk/go1.26.8'])
    expect(wordsOf(quote('~/my go'), program)).toEqual(['/home/user/my go'])
    expect(wordsOf(quote("~/$(id) it's"), program)).toEqual(["/home/user/$(id) it's"])
  })
})

test('numbers are words too', () => {
  expect(shell`chmod ${755} ${'/a'}`).toBe('chmod 755 /a')
})

test('no line steers the terminal that it is shown or pasted in', () => {
  for (const word of hostile)
    expect(quote(word).replace(/\n+'$/, "'")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
})
