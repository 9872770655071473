/** Every check, shown on a real Linux: once where all is well and once where it is not. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isProxyReachable } from '../toolchains/reachable-proxy.ts'
import { gorootHere, runCase } from './namespace.ts'
import { notShown } from './not-shown.ts'
import type { RealCase } from './real-case.ts'

const files = import.meta.glob<{ readonly cases: readonly RealCase[] }>('./*.real.ts', { eager: true })
const shown = Object.entries(files).map(([file, { cases }]) => ({ key: file.slice(2, -'.real.ts'.length), cases }))
const keys = Object.keys(import.meta.glob(['../../main/core/checks/*.ts', '!**/*.test.ts']))
  .map((file) => file.replace(/^.*\/|\.ts$/g, ''))
  .sort()

const isOnPath = (program: string): boolean =>
  program.startsWith('/')
    ? existsSync(program)
    : `${process.env.PATH ?? ''}:/usr/sbin:/sbin`
        .split(delimiter)
        .some((directory) => existsSync(join(directory, program)))

const needsRoot = process.geteuid?.() === 0 ? null : 'needs root, to make a mount namespace and a user'

/** Why a case cannot be made on this machine; null where it can. */
const impossible = (situation: RealCase): string | null => {
  if (needsRoot) return needsRoot
  if (!isOnPath('unshare') || !isOnPath('setpriv')) return 'needs unshare and setpriv (util-linux)'
  const asksGo = `${situation.setup}${JSON.stringify(situation.environment ?? {})}`.includes('GOROOT_HERE')
  if (asksGo && gorootHere === null) return 'needs a Go on this machine'
  if (situation.needsNetwork && !isProxyReachable) return 'needs a module proxy that answers'
  const missing = situation.requires?.find((program) => !isOnPath(program))
  return missing === undefined ? null : `needs ${missing}`
}

describe.each(shown)('on a real Linux, as root: $key', ({ key, cases }) => {
  test.for(cases)('$name', async (situation, { skip }) => {
    const reason = impossible(situation)
    if (reason !== null) {
      process.stdout.write(`skipped ${key}: ${situation.name}: ${reason}\n`)
      skip(reason)
    }
    const result = await runCase(key, situation)
    const actual = {
      result: result.result,
      ...(situation.expected.code === undefined ? {} : { code: result.code }),
    }
    expect(actual, `${result.code}: ${result.summary.en}\n${JSON.stringify(result.evidence, null, 1)}`).toEqual(
      situation.expected,
    )
  })
})

/** A check that only informs shows itself by `informational`, which then stands for the side it never takes. */
const sides = { pass: ['pass', 'informational'], fail: ['fail', 'informational'] } as const

describe('each check is shown where it passes and where it fails, or it is said why not', () => {
  test.each(keys)('%s', (key) => {
    const cases = shown.find((entry) => entry.key === key)?.cases ?? []
    const has = (states: readonly string[]): boolean => cases.some(({ expected }) => states.includes(expected.result))
    const missing = Object.entries(sides)
      .filter(([side, states]) => !has(states) && notShown[key]?.[side as keyof typeof sides] === undefined)
      .map(([side]) => side)
    expect(missing, `write e2e/real/${key}.real.ts, or say why not in not-shown.ts`).toEqual([])
  })

  test('nothing is shown or excused for a check that does not exist', () => {
    const strangers = [...shown.map(({ key }) => key), ...Object.keys(notShown)].filter((key) => !keys.includes(key))
    expect(strangers).toEqual([])
  })
})
