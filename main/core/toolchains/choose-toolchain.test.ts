import { describe, expect, test } from 'vitest'
import { chooseToolchain } from './choose-toolchain.ts'
import { parseGoLines } from './go-mod.ts'
import { compareGover, firstToolchainOf, isLanguageVersion, versionOfToolchain } from './gover.ts'
import { pinIn, type PinFile } from './version-pins.ts'

/** [own, GOTOOLCHAIN, go.mod, what happens]: each as the real go 1.26.8, 1.20.14 and 1.19.8 answered, where own is that. */
const table: readonly (readonly [string, string, string, string])[] = [
  ['go1.26.8', 'local', 'go 1.26', 'own: setting'],
  ['go1.26.8', 'local', 'go 1.28', 'own: setting, too old for 1.28'],
  ['go1.26.8', 'local', 'go 1.26.9', 'own: setting, too old for 1.26.9'],
  ['go1.26.8', 'local', 'go 1.26\ntoolchain go1.27.1', 'own: setting'],
  ['go1.26.8', 'auto', 'go 1.26', 'own: enough'],
  ['go1.26.8', 'auto', '', 'own: enough'],
  ['go1.26.8', 'auto', 'go 1.26.8', 'own: enough'],
  ['go1.26.8', 'auto', 'go 1.28', 'go1.28.0: go-line'],
  ['go1.26.8', 'auto', 'go 1.28rc1', 'go1.28rc1: go-line'],
  ['go1.26.8', 'auto', 'go 1.26.9', 'go1.26.9: go-line'],
  ['go1.26.8', 'auto', 'go 1.26\ntoolchain go1.27.1', 'go1.27.1: toolchain-line'],
  ['go1.26.8', 'auto', 'go 1.26\ntoolchain go1.26.8-corp', 'own: enough'],
  ['go1.26.8', 'auto', 'go 1.26\ntoolchain go1.27.1-corp', 'go1.27.1-corp: toolchain-line'],
  ['go1.26.8', 'auto', 'go 1.28\ntoolchain go1.27.1', 'go1.28.0: go-line'],
  ['go1.26.8', 'auto', 'go 1.28\ntoolchain default', 'own: default-line, too old for 1.28'],
  ['go1.26.8', 'auto', 'go 1.26\ntoolchain nonsense', 'refused: toolchain-line'],
  ['go1.26.8', 'local', 'go 1.26\ntoolchain nonsense', 'refused: toolchain-line'],
  ['go1.26.8', 'local', 'go banana', 'refused: go-line'],
  ['go1.26.8', 'local', 'go 1', 'refused: go-line'],
  ['go1.26.8', 'auto', 'go 1.26.x', 'refused: go-line'],
  ['go1.26.8', 'path', 'go 1.28', 'go1.28.0 on PATH: go-line'],
  ['go1.26.8', 'local+path', 'go 1.28', 'go1.28.0 on PATH: go-line'],
  ['go1.26.8', 'go1.25.3', 'go 1.24', 'go1.25.3: setting'],
  ['go1.26.8', 'go1.25.3', 'go 1.26', 'go1.25.3: setting, too old for 1.26'],
  ['go1.26.8', 'go1.25.3+auto', 'go 1.24', 'go1.25.3: setting'],
  ['go1.26.8', 'go1.25.3+auto', 'go 1.26', 'go1.26.0: go-line'],
  ['go1.26.8', 'go1.25.3+auto', 'go 1.26.8', 'own: go-line'],
  ['go1.26.8', 'go1.25.3+auto', '', 'go1.25.3: setting'],
  ['go1.26.8', 'go1.26.8', 'go 1.26', 'own: setting'],
  ['go1.26.8', 'bash', 'go 1.26', 'refused: setting'],
  ['go1.26.8', 'go1.25.3+maybe', 'go 1.26', 'refused: setting'],
  ['go1.26.8', 'local+', 'go 1.26', 'refused: setting'],
  ['go1.26.8', '', 'go 1.28', 'own: no-setting, too old for 1.28'],
  ['go1.19.8', 'auto', 'go 1.28', 'own: cannot-switch, too old for 1.28'],
  ['go1.19.8', 'auto', 'go 1.21.0', 'refused: go-line'],
  ['go1.20.14', 'auto', 'go 1.20.3', 'refused: go-line'],
  ['go1.20.14', 'auto', 'go 1.22rc1', 'refused: go-line'],
  ['go1.19.8', 'auto', 'go 1.18\ntoolchain go1.22.1', 'refused: toolchain-line'],
  ['go1.19.8', 'auto', 'go 1.18\ntoolchain default', 'refused: toolchain-line'],
  ['go1.20.14', 'go1.26.8', 'go 1.20', 'own: cannot-switch'],
  ['go1.21rc2', 'auto', 'go 1.21', 'own: enough'],
]

test.each(table)('%s with GOTOOLCHAIN=%s and “%s”: %s', (own, setting, text, expected) => {
  const choice = chooseToolchain({
    own,
    setting,
    isModulesOff: false,
    lines: text === '' ? null : parseGoLines(text),
  })
  const tooOld = choice.kind !== 'refused' && choice.tooOldFor !== null ? `, too old for ${choice.tooOldFor}` : ''
  const what = choice.kind === 'other' ? `${choice.name}${choice.pathOnly ? ' on PATH' : ''}` : choice.kind
  expect(`${what}: ${choice.because}${tooOld}`).toBe(expected)
})

test('modules that are off ask for nothing', () => {
  expect(
    chooseToolchain({ own: 'go1.26.8', setting: 'go1.25.3', isModulesOff: true, lines: { go: '1.28', toolchain: '' } }),
  ).toEqual({ kind: 'own', because: 'modules-off', tooOldFor: null })
})

describe('versions, as go compares them', () => {
  test('in order', () => {
    const ordered = ['nonsense', '1.20', '1.20.1', '1.21', '1.21rc1', '1.21rc2', '1.21.0', '1.21.10', '1.22', '2']
    for (const [index, version] of ordered.entries()) {
      expect(compareGover(version, version)).toBe(0)
      const next = ordered[index + 1]
      if (next !== undefined) expect(compareGover(version, next), `${version} < ${next}`).toBeLessThan(0)
    }
    expect(compareGover('1.20', '1.20.0')).toBe(0)
  })

  test('languages and names', () => {
    expect(['1.22', '1.22.0', '1.22rc1', '1.20'].filter(isLanguageVersion)).toEqual(['1.22'])
    expect(['1.22', '1.22.3', '1.20', '1.23rc1'].map(firstToolchainOf)).toEqual([
      'go1.22.0',
      'go1.22.3',
      'go1.20',
      'go1.23rc1',
    ])
    expect(
      ['go1.2.3', 'go1.2.3-bigcorp', 'go1.2.3 X:a', 'go1/2', 'bash', 'go01.2', 'go1.2.3.4'].map(versionOfToolchain),
    ).toEqual(['1.2.3', '1.2.3', '1.2.3', '', '', '', ''])
  })
})

test.each([
  ['module m\n\ngo 1.26 // a comment\n\ntoolchain go1.26.8\n', '1.26', 'go1.26.8'],
  ['\tgo\t1.26.0\r\n', '1.26.0', ''],
  ['// go 1.99\nrequire (\n\tgo.uber.org/zap v1.0.0\n\tgolang.org/x/mod v0.1.0\n)\ngo 1.25', '1.25', ''],
  ['', '', ''],
])('lines of %j', (text, go, toolchain) => {
  expect(parseGoLines(text)).toEqual({ go, toolchain })
})

test.each<[PinFile, string, string | null]>([
  ['.go-version', '1.26.8\n', '1.26.8'],
  ['.go-version', '# ours\n\n go1.26.8 \n1.25', '1.26.8'],
  ['.go-version', '', null],
  ['.tool-versions', 'nodejs 22.1.0\ngolang 1.26.8 1.25.0 # both\n', '1.26.8'],
  ['.tool-versions', 'golangci-lint 2.0.0\n', null],
  ['mise.toml', '[env]\ngo = "9"\n[tools]\nnode = "22"\ngo = "1.26" # language\n', '1.26'],
  ['mise.toml', '[tools]\ngo = ["1.25.3", "1.24"]\n', '1.25.3'],
  ['.mise.toml', "[tools]\n'core:node' = '1'\ngo = { os = \"linux\", version = '1.26.8' }\n", '1.26.8'],
  ['mise.toml', '[tools.go]\nversion = "1.26.8"\n[tools.node]\nversion = "22"\n', '1.26.8'],
  ['mise.toml', '[tools.node]\nversion = "22"\n', null],
])('%s: %j names %s', (file, text, version) => {
  expect(pinIn(file, text)).toBe(version)
})
