import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { columnsOf } from '../../core/report/columns.ts'
import { chinese } from './help-texts.ts'
import { createProgram, type Terminal } from './program.ts'

const withVerbs = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withVerbs)]
const verbsIn = (language: 'en' | 'zh-CN') =>
  withVerbs(createProgram({ version: '9.9.9', language } as Terminal, () => undefined))

test('every description has its Chinese, and no Chinese is left over', () => {
  const described = verbsIn('en').flatMap((verb) => [
    verb.description(),
    ...[...verb.options, ...verb.registeredArguments].map(({ description }) => description),
  ])
  expect(new Set(Object.keys(chinese))).toEqual(new Set(described))
})

test('in Chinese, every word of help says so in lines of 80 columns', () => {
  for (const verb of verbsIn('zh-CN')) {
    const help = verb.helpInformation()
    expect(help).not.toMatch(/Usage:|Options:|Arguments:|Commands:|display help|choices:|default:/)
    expect(help).toMatch(/^用法: groundwork/)
    for (const line of help.split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(80)
  }
})
