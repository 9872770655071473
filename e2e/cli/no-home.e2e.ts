/** A service, a container, a careless `env -i`: there is no HOME, or it is no whole path. Verbs say so, and do nothing. */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const cli = resolve(import.meta.dirname, '../../dist/main/cli.js')
const run = (line: string, home: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, [cli, 'go', ...line.split(' ')], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', ...home },
    cwd: join(import.meta.dirname),
  })

describe.each([
  ['no HOME', {}],
  ['a relative HOME', { HOME: 'relative' }],
])('%s', (_, home) => {
  test.each(['path --dry-run', 'path --yes', 'path --remove --yes', 'install 1.26.8', 'use 1.26.8', 'remove 1.26.8'])(
    '%s: one sentence that names HOME',
    (line) => {
      const { stdout, stderr, status } = run(line, home)
      expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
      expect(stderr).toMatch(/^groundwork: HOME is not set .*\n$/)
    },
  )

  test('the whole system has a place of its own, and needs none', () => {
    const { stdout, stderr } = run('path --system --dry-run', home)
    expect(stdout + stderr).toContain('/usr/local/go/bin')
    expect(stderr).not.toMatch(/HOME|^\s+at /m)
  })
})
