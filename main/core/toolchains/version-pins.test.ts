import { expect, test } from 'vitest'
import { pinFiles, pinIn, type PinFile } from './version-pins.ts'

test.each<[PinFile, string, string | null]>([
  ['.go-version', '1.26.8\n', '1.26.8'],
  ['.go-version', '# ours\n\n  go1.27rc1 # later\n', '1.27rc1'],
  ['.go-version', '\n# nothing\n', null],
  ['.tool-versions', 'nodejs 20\n golang 1.26.8 1.25.3\n', '1.26.8'],
  ['.tool-versions', 'go\t1.26\n', '1.26'],
  ['.tool-versions', '# golang 1.26\ngolangci-lint 2\n', null],
  ['.tool-versions', 'golang\n1.26\n', null],
  ['mise.toml', '[tools]\ngo = "1.26"\n', '1.26'],
  ['mise.toml', '[tools.go]\nversion = "1.26"\n', '1.26'],
  ['mise.toml', '[env]\ngo = "1.26"\n', null],
])('%s of %j names %s', (file, text, version) => {
  expect(pinIn(file, text)).toBe(version)
})

const hostile = ['\n', ' ', '\t\n', '#', '# \n', 'go ', 'go = ', '[', 'a.', 'version = "', `version = '"`]

test.each(pinFiles)('a %s of a megabyte of anything takes no time', (file) => {
  for (const part of hostile) pinIn(file, part.repeat(1_000_000 / part.length))
  for (const part of hostile) pinIn(file, `[tools]\ngo = {${part.repeat(1_000_000 / part.length)}`)
})
