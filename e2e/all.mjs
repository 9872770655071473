/**
 * `npm test`: sets up, then types, lint, format, unit tests, and the app as a user meets it. Ends with a line of counts.
 * With CI=true a skipped test is a failure, unless it is of the few that no machine like this could run.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setUp } from '../main/launch/setup.mjs'
import { requireSystemPackages } from './system-packages.mjs'

/**
 * Skips that CI accepts, by a part of the test's name. Mount namespaces need root: whoever is not says so by skipping.
 * Nothing but this one suite needs a network beyond the package registry.
 */
const allowedSkips = [
  'real Electron',
  'where a module proxy answers',
  ...(process.geteuid?.() === 0 ? [] : ['on a real Linux, as root']),
]

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'groundwork-tests-'))
const counts = { passed: 0, failed: 0, skipped: 0 }

const run = (words) => {
  const [program, ...rest] = words
  return spawnSync(join(root, 'node_modules/.bin', program), rest, { cwd: root, stdio: 'inherit' }).status === 0
}

/** One step that either holds or not. */
const step = (name, words) => {
  const startedAt = Date.now()
  const isGood = run(words)
  counts[isGood ? 'passed' : 'failed'] += 1
  process.stdout.write(`${isGood ? 'ok' : 'FAILED'}: ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`)
}

/** A suite of vitest's, counted test by test. */
const suite = (name, words) => {
  const output = join(scratch, `${name}.json`)
  const isGood = run([
    'vitest',
    'run',
    ...words,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
  ])
  let results = []
  try {
    results = JSON.parse(readFileSync(output, 'utf8')).testResults
  } catch {
    counts.failed += 1
    process.stdout.write(`FAILED: ${name} left no result\n`)
    return
  }
  const before = { ...counts }
  for (const { assertionResults, status, name: file, message } of results) {
    if (status === 'failed' && assertionResults.every((test) => test.status !== 'failed')) {
      counts.failed += 1
      process.stdout.write(`FAILED: ${file}: ${message}\n`)
    }
    for (const test of assertionResults) countTest(test)
  }
  if (!isGood && counts.failed === before.failed) {
    counts.failed += 1
    process.stdout.write(`FAILED: ${name} ended with an error outside its tests\n`)
  }
}

const countTest = ({ status, fullName }) => {
  if (status === 'passed' || status === 'failed') {
    counts[status] += 1
    return
  }
  const isAllowed = allowedSkips.some((part) => fullName.includes(part))
  process.stdout.write(`skipped: ${fullName}\n`)
  counts[process.env.CI && !isAllowed ? 'failed' : 'skipped'] += 1
}

await setUp()
requireSystemPackages()
step('types', ['tsc', '-b'])
step('lint', ['eslint', '--max-warnings', '0', '.'])
step('format', ['prettier', '--check', '--log-level', 'warn', '.'])
suite('unit', [])
suite('e2e', ['--config', 'e2e/vitest.config.ts'])
rmSync(scratch, { recursive: true, force: true })
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
process.exitCode = counts.failed === 0 ? 0 : 1
