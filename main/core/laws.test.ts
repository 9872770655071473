/** The laws: whatever a newcomer's check does, these already watch it. */
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { checkResultSchema, languages, type CheckResult, type Text } from '#contract'
import { allChecks, checkFiles } from './all-checks.ts'
import { runChecks } from './engine.ts'
import type { ReadableHost } from './host.ts'
import { readMachineFacts } from './probes/facts.ts'
import { remembering } from './remembering.ts'
import { createFakeHost, type MachinePart } from './testing/fake-host.ts'
import { stillClock } from './testing/judge.ts'
import { madeCheck } from './testing/made-check.ts'
import {
  brokenDescriptions,
  brokenKeys,
  brokenSentences,
  brokenWords,
  phrasesOf,
  placeholdersOf,
} from './testing/laws.ts'
import { machines as written } from './testing/machines.ts'

test('a key is that of the file, of the right shape, and of one check only', () => {
  expect(brokenKeys(checkFiles)).toEqual([])
})

test('category, severity and references are of the contract, and addresses are https', () => {
  expect(brokenDescriptions(checkFiles)).toEqual([])
})

test('every phrase is there in every language, with the same placeholders', () => {
  expect(brokenWords(checkFiles)).toEqual([])
})

test('titles have no full stop, and what hurts is said in sentences', () => {
  expect(brokenSentences(checkFiles)).toEqual([])
})

/** Machines that a check must survive, beside those written down. */
const oddMachines: Readonly<Record<string, MachinePart>> = {
  'an empty machine': {},
  'a machine without a person': {
    user: { uid: 4242, gid: 4242, name: null, home: null, shell: null },
    environment: {},
    spaces: {},
  },
  'a machine full of garbage': {
    environment: { PATH: ':.::relative:/nonexistent:/usr/bin', HOME: '/home/user', GOROOT: '\u0001', GOFLAGS: '-{x}' },
    files: {
      '/etc/os-release': { text: '\u0000\u0001\uFFFD=\n====\nID=' },
      '/proc/self/mountinfo': { text: 'not a mount\n\n36 35\n' },
      '/proc/mounts': { text: 'x\n' },
      '/usr/bin/env': { mode: '0755', text: 'not an ELF' },
      '/usr/bin/go': { mode: '0755', text: 'not an ELF' },
      '/usr/VERSION': { text: 'x'.repeat(5000) },
      '/home/user/.profile': { text: '\u0000export GOROOT=`\n"' },
      '/home/user/.bashrc': { refuses: 'denied' },
      '/home/user/go': { kind: 'link', target: '/home/user/go' },
    },
  },
}

const machines: readonly (readonly [string, MachinePart])[] = [
  ...Object.entries(oddMachines),
  ...written.map(({ format: _, ...machine }): [string, MachinePart] => [machine.name, machine]),
]

const checkMachine = async (machine: MachinePart) => {
  const bugs: string[] = []
  const efforts: string[] = []
  const fake = createFakeHost(machine)
  const integrity: ReadableHost['integrity'] = (tree, effort) => (efforts.push(effort), fake.integrity(tree, effort))
  const host = remembering({ ...fake, integrity })
  const results = await runChecks({
    host,
    facts: await readMachineFacts(host),
    checks: allChecks,
    clock: stillClock,
    onBug: (key, error) => bugs.push(`${key}: ${error instanceof Error ? String(error.stack) : String(error)}`),
  })
  return { bugs, efforts, results }
}

/** Every text of a result, with the name of its place. */
const textsOf = (result: CheckResult): readonly (readonly [string, Text])[] => {
  const texts: [string, Text][] = []
  const walk = (place: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (languages.every((language) => language in value)) texts.push([place, value as Text])
    else for (const [name, part] of Object.entries(value)) walk(`${place}.${name}`, part)
  }
  walk(result.key, result)
  return texts
}

const templateMarks = (key: string): readonly string[] => {
  const check = allChecks.find((candidate) => candidate.key === key)
  return check ? Object.values(phrasesOf(check.words.en)).flatMap(placeholdersOf) : []
}

describe.each(machines)('on %s', (_, machine) => {
  const checked = checkMachine(machine)

  test('every check has a result that fits the contract, and none threw', async () => {
    const { bugs, results } = await checked
    expect(bugs).toEqual([])
    expect(results.map(({ key }) => key)).toEqual(allChecks.map(({ key }) => key))
    for (const result of results) checkResultSchema.parse(result)
  })

  test('every sentence is whole, in every language', async () => {
    const problems = (await checked).results.flatMap((result) => {
      const marks = templateMarks(result.key)
      return [
        ...textsOf(result).flatMap(([place, text]) =>
          languages.flatMap((language) => [
            ...(text[language].trim() === '' ? [`${place}: nothing in ${language}`] : []),
            ...(marks.some((mark) => text[language].includes(mark)) ? [`${place}: unfilled: ${text[language]}`] : []),
          ]),
        ),
        ...(/[.。]$/.test(result.summary.en) ? [] : [`${result.key}: not a sentence: ${result.summary.en}`]),
        ...(/[。]$/.test(result.summary['zh-CN']) ? [] : [`${result.key}: not a sentence: ${result.summary['zh-CN']}`]),
      ]
    })
    expect(problems).toEqual([])
  })

  test('what fails says what was measured, and what can be done is complete', async () => {
    const problems = (await checked).results.flatMap(({ key, result, evidence, fixes }) => [
      ...(result === 'fail' && evidence.length === 0 ? [`${key}: fails without evidence`] : []),
      ...evidence.filter(({ source }) => source.trim() === '').map(() => `${key}: evidence without a source`),
      ...(new Set(fixes.map(({ id }) => id)).size === fixes.length ? [] : [`${key}: two fixes with one id`]),
      ...fixes.flatMap(({ id, undo, commands }) => [
        ...(undo.level !== 'full' && undo.reason === null ? [`${key}: ${id}: says not why it cannot be undone`] : []),
        ...(undo.level === 'full' && commands.length > 0 && undo.commands.length === 0 && undo.reason === null
          ? [`${key}: ${id}: can be undone, but does not say how`]
          : []),
      ]),
    ])
    expect(problems).toEqual([])
  })

  test('every command is a line that a shell can read', async () => {
    const lines = (await checked).results.flatMap(({ key, fixes }) =>
      fixes.flatMap(({ commands, undo }) => [...commands, ...undo.commands].map((line) => [key, line] as const)),
    )
    expect(lines.filter(([, line]) => !isShellLine(line))).toEqual([])
  })

  test('a run of all reads no tree whole and asks no network', async () => {
    const { efforts } = await checked
    expect(efforts.filter((effort) => effort !== 'glanced')).toEqual([])
  })

  test('checking leaves the machine as it was', async () => {
    const before = JSON.stringify(machine)
    await checkMachine(machine)
    expect(JSON.stringify(machine)).toBe(before)
  })
})

const isShellLine = (line: string): boolean => {
  try {
    execFileSync('/bin/sh', ['-n', '-c', line], { stdio: 'ignore' })
    return line.trim() !== ''
  } catch {
    return false
  }
}

test('the laws themselves find what is broken', () => {
  const check = madeCheck('shell.one', () => Promise.resolve('good'))
  const file = './checks/shell.one.ts'
  const chinese = (changed: Partial<typeof check.words.en>) => [
    { file, check: { ...check, words: { ...check.words, 'zh-CN': { ...check.words['zh-CN'], ...changed } as never } } },
  ]
  expect(brokenKeys([{ file: './checks/other.name.ts', check }])).toHaveLength(1)
  expect(
    brokenKeys([
      { file, check },
      { file, check },
    ]),
  ).toEqual(['shell.one: two checks have this key'])
  expect(brokenKeys([{ file: './checks/Bad_Key.ts', check: { ...check, key: 'Bad_Key' } }])).toHaveLength(1)
  expect(brokenWords(chinese({ why: 'Left in English.' }))).toEqual([
    `${check.key}: why: not Chinese: Left in English.`,
  ])
  expect(brokenWords(chinese({ why: '' }))).toEqual(['shell.one: why: there are no words for it in zh-CN'])
  expect(brokenWords(chinese({ why: '多了 {placeholder}。' }))).toHaveLength(1)
  expect(brokenWords(chinese({ title: 'GOROOT' }))).toEqual([])
  expect(brokenSentences(chinese({ title: '标题。' }))).toHaveLength(1)
})
