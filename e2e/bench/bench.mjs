/**
 * `npm run bench`: the numbers of the README, as a table and as JSON (`--output FILE`, default dist/bench.json).
 * Machines are noisy: read the ratios within one run, not the milliseconds.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { setUp } from '../../main/launch/setup.mjs'
import { createFreshUser } from './fresh-user.mjs'
import { measure, median, quantile, table } from './measure.mjs'
import { measureStart } from './start.mjs'

const root = resolve(import.meta.dirname, '../..')

/** One line of the result: what, how much, the limit, and whether it is kept. */
const rows = []
const add = (what, value, unit, limit) =>
  rows.push({
    what,
    value: Math.round(value * 100) / 100,
    unit,
    limit: limit ?? null,
    kept: limit === undefined ? null : value <= limit,
  })

const buildCoreBench = async () => {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'e2e/bench/core.ts', outDir: 'dist/bench', emptyOutDir: true, target: 'node20' },
    ssr: { noExternal: true },
  })
}

const benchCore = (person) => {
  const { runs, checks } = JSON.parse(person.run([join(person.built, 'bench/core.js'), '21']).stdout)
  const last = runs.map((run) => run.last).sort((a, b) => a - b)
  const first = runs.map((run) => run.first).sort((a, b) => a - b)
  add('checklist in a running core, to the first row, p50', median(first), 'ms')
  add('checklist in a running core, to the last row, p50', median(last), 'ms', 150)
  add('checklist in a running core, to the last row, p95', quantile(last, 0.95), 'ms')
  return checks.sort((a, b) => b.durationMs - a.durationMs).slice(0, 5)
}

const benchCold = async (person) => {
  const cli = join(person.built, 'main/cli.js')
  const bare = median(await measure(15, () => void person.run(['-e', '0'])))
  const check = median(await measure(15, () => void person.run([cli, 'check'])))
  const version = median(await measure(15, () => void person.run([cli, '--version'])))
  add('node -e 0', bare, 'ms')
  add('groundwork --version, cold', version, 'ms')
  add('groundwork check, cold', check, 'ms', 400)
  add('groundwork check, cold, in bare starts of Node', check / bare, '×')
}

const benchBundle = () => {
  const directory = join(root, 'dist/renderer')
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((file) =>
    /\.(js|css|html)$/.test(file.name),
  )
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(file.parentPath, file.name))).length, 0)
  add('renderer, gzip', bytes / 1000, 'kB', 250)
}

await setUp()
await buildCoreBench()
const person = createFreshUser(join(root, 'dist'))
const slowest = benchCore(person)
await benchCold(person)
person.close()
benchBundle()
if (!process.argv.includes('--no-window'))
  for (const { what, value, unit, limit } of await measureStart(root)) add(what, value, unit, limit)

const format = (row) => [
  row.what,
  `${row.value} ${row.unit}`,
  row.limit === null ? '' : `≤ ${row.limit}`,
  row.kept === null ? '' : row.kept ? 'kept' : 'MISSED',
]
process.stdout.write(`\n${table([['what', 'measured', 'limit', ''], ...rows.map(format)])}\n`)
process.stdout.write(
  `\nSlowest checks: ${slowest.map(({ key, durationMs }) => `${key} ${durationMs} ms`).join(', ')}\n`,
)
const asked = process.argv.indexOf('--output')
const output = asked < 0 ? join(root, 'dist/bench.json') : resolve(process.argv[asked + 1] ?? 'bench.json')
mkdirSync(join(output, '..'), { recursive: true })
writeFileSync(output, `${JSON.stringify({ cores: cpus().length, node: process.version, rows, slowest }, null, 2)}\n`)
