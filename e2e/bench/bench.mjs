/**
 * `npm run bench`: the numbers of the README, as a table and as JSON (`--output FILE`, default dist/bench.json). With
 * names of parts only these: `npm run bench -- checklist install start`. Machines are noisy: read the ratios within one
 * run, not the milliseconds.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { setUp } from '../../main/launch/setup.mjs'
import { createFreshUser } from './fresh-user.mjs'
import { measure, median, quantile, sorted, table } from './measure.mjs'
import { measureStart } from './start.mjs'

const root = resolve(import.meta.dirname, '../..')

/** One line of the result: what, how much, the limit, and whether it is kept. */
const rows = []
/** What the table does not say: what was run, and what could not be. */
const notes = []
const add = (what, value, unit, limit) =>
  rows.push({
    what,
    value: Math.round(value * 100) / 100,
    unit,
    limit: limit ?? null,
    kept: limit === undefined ? null : value <= limit,
  })

const buildBench = async () => {
  const { build } = await import('vite')
  const input = {
    core: 'e2e/bench/core.ts',
    inventory: 'e2e/bench/inventory.ts',
    'install-child': 'e2e/bench/install-child.ts',
    'proxy-server': 'e2e/toolchains/proxy-server.ts',
  }
  const output = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir: 'dist/bench', emptyOutDir: true, target: 'node20', rolldownOptions: { input, output } },
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

const benchInventory = (person) => {
  const { installs, times } = JSON.parse(person.run([join(person.built, 'bench/inventory.js'), '21']).stdout)
  add(`inventory of ${installs} installs, warm, without sizes`, median(sorted(times)), 'ms', 100)
}

/** As root in a mount namespace: what it mounts is seen by nobody, and gone with it. */
const benchInstall = () => {
  const script = [process.execPath, join(import.meta.dirname, 'install.mjs')]
  const words = process.getuid?.() === 0 ? ['unshare', '--mount', '--propagation', 'private', ...script] : script
  const ran = spawnSync(words[0], words.slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  if (ran.status !== 0) throw new Error(`install.mjs ended with ${ran.status}`)
  const told = JSON.parse(ran.stdout)
  for (const { what, value, unit, limit } of told.rows) add(what, value, unit, limit)
  notes.push(...told.notes)
}

const asFreshUser = async (work) => {
  const person = createFreshUser(join(root, 'dist'))
  try {
    await work(person)
  } finally {
    person.close()
  }
}

const parts = {
  checklist: () =>
    asFreshUser(async (person) => {
      const slowest = benchCore(person).map(({ key, durationMs }) => `${key} ${durationMs} ms`)
      notes.push(`Slowest checks: ${slowest.join(', ')}`)
      await benchCold(person)
      benchBundle()
    }),
  install: async () => {
    benchInstall()
    await asFreshUser(benchInventory)
  },
  start: async () => {
    for (const { what, value, unit, limit } of await measureStart(root)) add(what, value, unit, limit)
  },
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { output: { type: 'string' } } })
const unknown = positionals.filter((name) => !(name in parts))
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.\n`)
  process.exit(1)
}
await setUp()
await buildBench()
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) await parts[name]()

const format = (row) => [
  row.what,
  `${row.value} ${row.unit}`,
  row.limit === null ? '' : `≤ ${row.limit}`,
  row.kept === null ? '' : row.kept ? 'kept' : 'MISSED',
]
process.stdout.write(`\n${table([['what', 'measured', 'limit', ''], ...rows.map(format)])}\n`)
for (const note of notes) process.stdout.write(`\n${note}\n`)
const output = resolve(values.output ?? join(root, 'dist/bench.json'))
mkdirSync(dirname(output), { recursive: true })
writeFileSync(output, `${JSON.stringify({ cores: cpus().length, node: process.version, rows, notes }, null, 2)}\n`)
