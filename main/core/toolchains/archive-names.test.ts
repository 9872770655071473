import { expect, test } from 'vitest'
import { refuseNames } from './archive-names.ts'

const limits = { count: 10 }

test('the names of a tree of Go are harmless', () => {
  const names = ['bin/go', 'src/a/A.go', 'src/a/b.go', 'src/a/é.go', 'src/cmd/go/testdata/x.txt', 'src/abc', 'src/ab/c']
  expect(refuseNames(names, limits)).toBeNull()
})

test.each([
  [['/etc/passwd'], 'absolute'],
  [['C:/x'], 'absolute'],
  [['../x'], 'leads out'],
  [['a/../../x'], 'leads out'],
  [['a/..'], 'leads out'],
  [['a//b'], 'leads out'],
  [['a/'], 'leads out'],
  [['./a'], 'leads out'],
  [[''], 'no file name'],
  [['a\\..\\b'], 'character'],
  [['a\0b'], 'character'],
  [['a\nb'], 'character'],
  [['a\ufffdb'], 'character'],
  [['x'.repeat(256)], 'too long'],
  [[`src/${'中'.repeat(80)}`.repeat(5)], 'too long'],
  [['src/'.repeat(300) + 'x'], 'too long'],
  [['a/b', 'a/b'], '"a/b" is there twice'],
  [['a/B', 'a/b'], 'one file'],
  [['a/\u00e9', 'a/e\u0301'], 'one file'],
  [['Dir/a', 'dir/b'], 'one directory'],
  [['a', 'a/b'], 'a file and a directory'],
  [['a/b', 'a'], 'a file and a directory'],
  [Array.from({ length: 11 }, (_, index) => `f${index}`), 'more than 10'],
])('%j is refused: %s', (names, problem) => {
  const text = refuseNames(names, limits)
  expect(text?.en).toContain(problem)
  expect(text?.['zh-CN']).toMatch(/[\u4e00-\u9fff]/)
})
