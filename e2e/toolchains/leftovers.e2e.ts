/** What a kill left is mentioned by a verb that only looks, and taken away, and said, by one that changes something. */
import { describe, expect, test } from 'vitest'
import { asGopher, canBeGopher } from './as-gopher.ts'
import { canTrace } from './child.ts'

const staged = `mkdir -p .local/share/groundwork/go/.staging/a0/bin; echo >.local/share/groundwork/go/.staging/a0/VERSION`
const killed = `strace -f --quiet=all -o /dev/null -e trace=rename -e inject=rename:signal=KILL:when=1 "$NODE" "$CLI" go use 1.99.1 --no-path`
const left = String.raw`ls -A .local | grep -c '^go\.'; ls -A .local/share/groundwork/go`
const run = (script: string): string => {
  const { stdout, stderr } = asGopher('/bin/bash', ':', `exec 2>&1\n${script}`)
  return `${stdout}${stderr}`
}

describe.runIf(canBeGopher)('left by a kill', () => {
  test.runIf(canTrace)(
    'a switch that was killed before its rename: the next one says so at once, and takes the link away',
    () => {
      const said = run(`${killed}; ls -A .local | grep -c '^go\\.'
groundwork go list; groundwork go use 1.98.1 --no-path; ls -A .local | grep -c '^go\\.'; readlink .local/go`)
      expect(said).toMatch(/^1$/m)
      expect(said).toMatch(
        /An interruption left \S+\/\.local\/go\.\d+\.[\da-f-]+, which .* groundwork go clean takes it away/,
      )
      expect(said).toMatch(/go\.\d+\.[\da-f-]+ is removed: a switch that was interrupted had left it/)
      expect(said).toMatch(/^0$/m)
      expect(said).toMatch(/go1\.98\.1$/m)
    },
  )

  test.each([
    ['use 1.99.1 --no-path', true],
    ['clean', true],
    ['path --yes', true],
    ['list', false],
    ['use 1.99.1 --dry-run', false],
    ['clean --dry-run', false],
    ['path --dry-run', false],
  ])('half a tree, and %s', (verb, isRemoved) => {
    const said = run(`groundwork go use 1.98.1 --no-path; ${staged}; groundwork go ${verb}; echo; ${left}`)
    expect(said.includes('An installation that was interrupted had left')).toBe(isRemoved)
    expect(/^\.staging$/m.test(said)).toBe(!isRemoved)
    expect(said.includes('which is of no use any more; groundwork go clean')).toBe(verb === 'list')
  })
})
