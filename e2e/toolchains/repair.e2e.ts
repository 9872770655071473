/** A version that is not as published any more: installing it again puts a proved tree in its place, and nothing less. */
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Cleaned } from '../../main/core/toolchains/cleaned.ts'
import { installEnd } from '../../main/core/toolchains/install-ends.ts'
import { asGopher, canBeGopher } from './as-gopher.ts'
import { canTrace, ending, setUpChild } from './child.ts'
import { formats } from './formats.ts'
import { setUpPlace } from './installing.ts'
import { goproxy, isProxyReachable } from './reachable-proxy.ts'
import { version } from './small-toolchain.ts'

const { layout, tree, serve, install, expectWhole } = setUpPlace()
const startChild = setUpChild()
const spoil = (): void => appendFileSync(join(tree(), 'VERSION'), 'spoilt\n')
const isSpoilt = (): Promise<boolean> => Promise.resolve(true)
const [zip] = formats
if (!zip) throw new Error('there is a format')
const { toolchain, file, supplierAt, files } = zip

test('a tree that is not as published is replaced, and that is said; one that is stays', async () => {
  const supplier = supplierAt(await serve(file))
  await install(toolchain, [supplier])
  spoil()
  expect((await install(toolchain, [supplier])).kind).toBe('already')
  const repaired = await install(toolchain, [supplier], { isSpoilt })
  expect(repaired).toMatchObject({ kind: 'installed', isRepair: true })
  if (repaired.kind !== 'installed') throw new Error(repaired.kind)
  expect(installEnd(version, repaired).outcome.map(({ en }) => en)).toContain(
    'The one that was there was not as published, and is removed.',
  )
  expectWhole(files)
  expect((await install(toolchain, [supplier], { isSpoilt: () => Promise.resolve(false) })).kind).toBe('already')
})

test('where no proved tree comes, the one that is there stays as it was', async () => {
  await install(toolchain, [supplierAt(await serve(file))])
  spoil()
  const result = await install(toolchain, [supplierAt(await serve(file, 'captive-portal'))], { isSpoilt })
  expect(result.kind).toBe('failed')
  expect(readFileSync(join(tree(), 'VERSION'), 'utf8')).toContain('spoilt')
  expect(readdirSync(layout().directory).filter((name) => name.startsWith('go'))).toEqual(['go1.99.1'])
})

test.runIf(canTrace)(
  'killed before each rename: the old tree or the new one',
  async () => {
    const supplier = supplierAt(await serve(file))
    let killed = 0
    let put = 0
    for (let isKilled = true; isKilled;) {
      rmSync(layout().directory, { recursive: true, force: true })
      await install(toolchain, [supplier])
      spoil()
      const kill = `inject=rename:signal=KILL:when=${killed + 1}`
      const words = ['strace', '-f', '--quiet=all', '-o', '/dev/null', '-e', 'trace=rename', '-e', kill]
      isKilled = !(await ending(startChild(toolchain, supplier, layout().directory, words))).includes('ended installed')
      if (isKilled) killed += 1
      const wasAbsent = !existsSync(tree())
      const cleaned: Cleaned[] = []
      // Only tidies: what is there is taken for good.
      expect((await install(toolchain, [supplier], { onCleaned: (all) => void cleaned.push(...all) })).kind).toBe(
        'already',
      )
      expect(cleaned.some(({ kind }) => kind === 'unfinished-repair')).toBe(wasAbsent)
      if (wasAbsent) put += 1
      expect(existsSync(join(layout().directory, '.staging'))).toBe(false)
      expect(readdirSync(tree(), { recursive: true }).length).toBeGreaterThan(files.length)
    }
    expect(killed).toBeGreaterThan(0)
    expect(put).toBeGreaterThan(0)
  },
  120_000,
)

describe.runIf(canBeGopher && isProxyReachable)('a real version in which a file is changed', () => {
  test('is refused by a switch, told by a trial, and put right by installing it again', () => {
    const { stdout, stderr } = asGopher(
      '/bin/bash',
      ':',
      `export GOPROXY='${goproxy}'; tree=.local/share/groundwork/go/go1.27.1
groundwork go install 1.27.1; echo >>$tree/src/fmt/print.go
groundwork go verify $tree; echo "verified $?"
groundwork go use 1.27.1 --no-path </dev/null; echo "use $?"; readlink .local/go
groundwork go use 1.27.1 --no-path --dry-run; groundwork go use 1.27.1 --no-path --force; echo "forced $?"
groundwork go install 1.27.1; echo "again $?"; groundwork go verify $tree; echo "proved $?"
groundwork go use 1.27.1 --no-path; echo "used $?"
echo >>$tree/src/fmt/print.go; groundwork go install 1.27.1; groundwork go verify $tree; echo "unasked $?"
groundwork go install 1.27.1`,
      280_000,
    )
    const all = `${stdout}${stderr}`
    expect(all).toContain('verified 2')
    expect(all).toMatch(/Do not build with it: groundwork go install 1\.27\.1 gets a proved one/)
    expect(stderr).toMatch(
      /groundwork: .*go1\.27\.1 was not go1\.27\.1 as published when it was read [^]*? --force does it/,
    )
    expect(stdout).toContain('use 1')
    expect(stdout).toContain('forced 0')
    expect(stdout).toMatch(/go1\.27\.1 is installed in .*\nThe one that was there was not as published/)
    expect(stdout).toContain('proved 0')
    expect(stdout).toContain('used 0')
    // Changed since it was last read: it is read again.
    expect(stdout).toContain('unasked 0')
    expect(stdout.trimEnd()).toMatch(/go1\.27\.1 is already installed in \S+$/)
  }, 300_000)
})
