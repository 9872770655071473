/**
 * Makes a fresh clone ready: the packages of package-lock.json, then whatever is not built. Plain JavaScript, because it
 * runs before there is anything else. With everything in place it costs a few milliseconds.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildAll, isStale } from './build.mjs'

const root = resolve(import.meta.dirname, '../..')
const floor = [20, 19]

/** Ends with a sentence where this Node is too old for what the project is built with. */
const requireNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return
  process.stderr.write(`Groundwork needs Node ${floor.join('.')} or newer; this is Node ${process.versions.node}.\n`)
  process.exit(1)
}

/** Installs the packages when package-lock.json is not the one they were installed from. */
const requirePackages = () => {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const mark = join(root, 'node_modules/.groundwork-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  process.stdout.write('Installing the packages of package-lock.json (once) …\n')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' })
  if (npm.status !== 0) {
    process.stderr.write(`npm ci failed${npm.error ? `: ${npm.error.message}` : ''}. Its own message is above.\n`)
    process.exit(npm.status ?? 1)
  }
  writeFileSync(mark, wanted)
}

/** Everything `npm start` and `npm test` need of the project itself. */
export const setUp = async () => {
  requireNode()
  requirePackages()
  if (!isStale()) return
  process.stdout.write('Building …\n')
  await buildAll()
}
