/**
 * `npm run bench`: the numbers of the README, as a table and as JSON (`--output FILE`, default dist/bench.json).
 * Machines are noisy: read the ratios within one run, not the milliseconds.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { setUp } from '../../main/launch/setup.mjs'
import { measure, median, quantile, table } from './measure.mjs'
import { measureStart } from './start.mjs'

const root = resolve(import.meta.dirname, '../..')
const node = process.execPath

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
  return join(root, 'dist/bench/core.js')
}

const benchCore = async () => {
  const script = await buildCoreBench()
  const { runs, checks } = JSON.parse(execFileSync(node, [script, '21'], { encoding: 'utf8' }))
  const last = runs.map((run) => run.last).sort((a, b) => a - b)
  const first = runs.map((run) => run.first).sort((a, b) => a - b)
  add('checklist in a running core, to the first row, p50', median(first), 'ms')
  add('checklist in a running core, to the last row, p50', median(last), 'ms', 150)
  add('checklist in a running core, to the last row, p95', quantile(last, 0.95), 'ms')
  return checks.sort((a, b) => b.durationMs - a.durationMs).slice(0, 5)
}

const benchCold = async () => {
  const bare = median(await measure(15, () => void spawnSync(node, ['-e', '0'])))
  const check = median(await measure(15, () => void spawnSync(node, [join(root, 'dist/main/cli.js'), 'check'])))
  const version = median(await measure(15, () => void spawnSync(node, [join(root, 'dist/main/cli.js'), '--version'])))
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
const slowest = await benchCore()
await benchCold()
benchBundle()
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
