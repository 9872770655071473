/**
 * Makes a fresh clone ready: the packages of package-lock.json, then whatever is not built. Plain JavaScript, because it
 * runs before there is anything else. With everything in place it costs a few milliseconds.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
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

/** Whether node_modules holds every package of package-lock.json in its version; what npm wrote down there tells. */
const hasPackages = () => {
  try {
    const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages
    const wanted = read('package-lock.json')
    const installed = read('node_modules/.package-lock.json')
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
    )
  } catch {
    return false
  }
}

/** Installs the packages where they are not those of package-lock.json. */
const requirePackages = () => {
  if (hasPackages()) return
  process.stdout.write('Installing the packages of package-lock.json (once) …\n')
  // `npm i -g .` tells its children to install globally too, which is not meant here.
  const { npm_config_global: _global, npm_config_location: _location, npm_config_prefix: _prefix, ...env } = process.env
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = spawnSync('npm', words, { cwd: root, stdio: 'inherit', env })
  if (npm.status === 0) return
  process.stderr.write(`npm ci failed${npm.error ? `: ${npm.error.message}` : ''}. Its own message is above.\n`)
  process.exit(npm.status ?? 1)
}

/** Everything `npm start`, `npm test` and `npm i -g .` need of the project itself. */
export const setUp = async () => {
  requireNode()
  requirePackages()
  if (!isStale()) return
  process.stdout.write('Building …\n')
  await buildAll()
}

// The script `prepare`, which npm runs for `npm i -g .` and at the end of `npm ci`.
if (process.argv[1] === import.meta.filename) await setUp()
