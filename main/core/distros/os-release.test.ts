import { expect, test } from 'vitest'
import { parseOsRelease } from './os-release.ts'

test.each<[string, string, Record<string, string>]>([
  ['plain', 'ID=debian\nVERSION_ID=12\n', { ID: 'debian', VERSION_ID: '12' }],
  ['double quotes', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"', { PRETTY_NAME: 'Debian GNU/Linux 12 (bookworm)' }],
  ['single quotes', "NAME='Void Linux'", { NAME: 'Void Linux' }],
  ['four escapes in double quotes', 'NAME="a \\"b\\" \\$c \\`d\\` \\\\e"', { NAME: 'a "b" $c `d` \\e' }],
  ['other escapes stay in double quotes', 'NAME="a\\nb"', { NAME: 'a\\nb' }],
  ['no escapes in single quotes', "NAME='a\\b'", { NAME: 'a\\b' }],
  ['escapes without quotes', 'NAME=Foo\\ \\"Bar\\"', { NAME: 'Foo "Bar"' }],
  ['nothing is expanded', 'NAME="$HOME `id` $(id)"', { NAME: '$HOME `id` $(id)' }],
  ['strings side by side', `NAME="It"'s'\\'" fine"`, { NAME: "Its' fine" }],
  ['unquoted blanks', 'PRETTY_NAME=Some Linux 1 (beta)', { PRETTY_NAME: 'Some Linux 1 (beta)' }],
  ['a comment after a value', 'ID=debian # really', { ID: 'debian' }],
  ['a number sign inside a value', 'BUILD_ID=a#1', { BUILD_ID: 'a#1' }],
  ['comments and blank lines', '# ID=no\n\n  # x\nID=yes', { ID: 'yes' }],
  ['CRLF', 'ID=fedora\r\nVERSION_ID="42"\r\n', { ID: 'fedora', VERSION_ID: '42' }],
  ['a BOM', '\uFEFFID=arch', { ID: 'arch' }],
  ['blanks at the ends', '  ID=alpine  ', { ID: 'alpine' }],
  ['the later one wins', 'ID=a\nID=b', { ID: 'b' }],
  ['empty values', 'VERSION_ID=\nVERSION=""', { VERSION_ID: '', VERSION: '' }],
  ['a quote without an end', 'NAME="Foo\nID=bar', { NAME: 'Foo', ID: 'bar' }],
  ['blanks around the sign are no assignment', 'ID = debian', {}],
  ['no newline at the end', 'ID=x', { ID: 'x' }],
  ['what is not an assignment', 'hello\n=x\n1A=b\n[section]\nID=ok', { ID: 'ok' }],
  ['escape codes for terminals', 'PRETTY_NAME="\u001B[31mred\u0007\u009B1m"', { PRETTY_NAME: '[31mred1m' }],
  ['nothing', '', {}],
])('%s', (_, text, expected) => {
  expect(parseOsRelease(text)).toEqual(expected)
})

test('a value of any length is cut', () => {
  expect(parseOsRelease(`NAME="${'x'.repeat(100_000)}"`).NAME).toHaveLength(200)
})

test('binary is survived', () => {
  const noise = Array.from({ length: 5_000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join('')
  expect(() => parseOsRelease(noise)).not.toThrow()
})

test('names that objects have are names like any other', () => {
  const fields = parseOsRelease('__proto__=1\nconstructor=2\nID=x')
  expect(Object.entries(fields)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
    ['ID', 'x'],
  ])
})
