import { expect, test } from 'vitest'
import { mistakesIn, usedIn, type GoFileKind } from './go-file-syntax.ts'

const told = (text: string, kind: GoFileKind = 'go.mod') =>
  mistakesIn(text, kind).map(({ line, says }) => `${line ?? '-'}: ${says}`)

/** Everything that may be in one, in every form. */
const whole = `// a comment
module "example.com/m" // Deprecated: not really

go 1.26.0
toolchain go1.26.8
godebug default=go1.21
require example.com/a v1.0.0
require (
	example.com/b v1.2.3-0.20240101000000-abcdefabcdef // indirect

	// why
	example.com/c/v2 v2.0.0+incompatible
)
exclude ()
replace example.com/a => ../a
replace (
	example.com/b v1.2.3 => example.com/d v1.0.0
	example.com/c => "./with space"
)
retract [v1.0.0, v1.9.9]
retract v2.0.0
tool example.com/a/cmd/x
ignore ./node_modules\r
`

test('what go understands has no mistake', () => {
  expect(told(whole).filter((each) => !/(godebug|tool|ignore|retract)/.test(each))).toEqual([])
  expect(told('go 1.26\n\nuse .\nuse (\n\t./a\n\t"./b c"\n)\nreplace a => ./a\n', 'go.work')).toEqual([])
})

test('directives that came later say since when', () => {
  expect(mistakesIn('module m\ntool (\n\ta\n)\n', 'go.mod')).toEqual([
    { line: 2, says: 'unknown block type: tool', understoodSince: '1.24' },
  ])
  expect(mistakesIn(whole, 'go.mod').map(({ understoodSince }) => understoodSince)).toEqual([
    '1.23',
    '1.16',
    '1.16',
    '1.24',
    '1.25',
  ])
})

test.each([
  ['an unknown directive', 'module m\ngarbage !!\n', ['2: unknown directive: garbage']],
  ['a directive of go.work', 'module m\nuse ./a\n', ['2: unknown directive: use']],
  ['a block of what has none', 'module m\ngo (\n1.22\n)\n', ['2: unknown block type: go']],
  ['a block with two heads', 'module m\nrequire a (\nb v1.0.0\n)\n', ['2: unknown block type: require a']],
  ['nothing closes it', 'module m\nrequire (\n\ta v1.0.0\n', ['2: syntax error (unterminated block)']],
  ['more behind the end', 'module m\nrequire (\n) x\n', ['3: syntax error (expected newline after closing paren)']],
  ['a comment of C', 'module m /* m */\n', ['1: mod files must use // comments (not /* */ comments)']],
  ['a sign', 'module m\n\u0007\n', ["2: unexpected input character '\\a'"]],
  ['a string without an end', 'module "m\n', ['1: unexpected newline in string']],
  ['a quote inside', "module m'x\n", ['1: invalid quoted string: unquoted string cannot contain quote']],
  [
    'two of one',
    'module m\ngo 1.22\ngo 1.23\nmodule n\n',
    ['3: repeated go statement', '4: repeated module statement'],
  ],
  [
    'too few',
    'module m\nrequire a\ngo\n',
    ['2: usage: require module/path v1.2.3', '3: go directive expects exactly one argument'],
  ],
  [
    'an arrow that leads nowhere',
    'module m\nreplace a =>\n',
    ['2: usage: replace module/path [v1.2.3] => other/module v1.4'],
  ],
  [
    'a replacement that is neither',
    'module m\nreplace a => b\n',
    ['2: replacement module without version must be directory path (rooted or starting with . or ..)'],
  ],
  [
    'a retraction without its end',
    'module m\nretract [v1.0.0, v1.1.0\n',
    ['2: unknown directive: retract', "2: expected ']' after version"],
  ],
  ['no module', 'go 1.22\n', ['-: missing module declaration']],
  ['garbage and nothing else', 'garbage !!\n', ['1: unknown directive: garbage']],
  [
    'the marks of a merge',
    'module m\n<<<<<<< HEAD\ngo 1.22\n=======\ngo 1.23\n>>>>>>> b\n',
    [
      '2: unknown directive: <<<<<<<',
      '4: unknown directive: =======',
      '5: repeated go statement',
      '6: unknown directive: >>>>>>>',
    ],
  ],
])('%s', (_, text, mistakes) => {
  expect(told(text)).toEqual(mistakes)
})

test('the directories of a workspace', () => {
  expect(usedIn('go 1.26\nuse ./a // one\nuse (\n\t"./b c"\n\t/d\n)\n')).toEqual(['./a', './b c', '/d'])
  expect(usedIn('use (\n./a\n')).toEqual([])
})
