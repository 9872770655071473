/**
 * `npm run electron:install`: puts the Electron binary beside its package. Downloads it with the package's own installer,
 * or with `--from=FILE` adopts a zip that somebody carried here, after checking it against the checksums in the package.
 * A failure leaves what was there before, and nothing besides.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const home = resolve(import.meta.dirname, '../../node_modules/electron')

/** Thrown with a sentence for the person. */
class Refused extends Error {}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** The name of this machine's zip, and the sha256 that the package gives for it. */
const wantedZip = () => {
  if (!existsSync(join(home, 'package.json')))
    throw new Refused('The package electron is not installed; run npm ci first.')
  const { version } = readJson(join(home, 'package.json'))
  const arch = process.arch === 'arm' ? 'armv7l' : process.arch
  const name = `electron-v${version}-linux-${arch}.zip`
  const sha256 = readJson(join(home, 'checksums.json'))[name]
  if (sha256 === undefined) throw new Refused(`Electron ${version} is not published for linux-${arch}.`)
  return { version, name, sha256 }
}

/**
 * Copies `zip` to `copy` and answers the hash of what was copied: whoever can write to the original must not be able to
 * change it between its proof and its unpacking.
 */
const copyAndHash = async (zip, copy) => {
  const hash = createHash('sha256')
  const target = openSync(copy, 'wx', 0o600)
  try {
    for await (const chunk of createReadStream(zip)) {
      hash.update(chunk)
      for (let at = 0; at < chunk.length;) at += writeSync(target, chunk, at)
    }
  } catch (error) {
    throw new Refused(`${zip} cannot be read: ${error.message}`)
  } finally {
    closeSync(target)
  }
  return hash.digest('hex')
}

/** Unpacks with what the package's own installer unpacks with. */
const unpack = async (zip, copy, directory) => {
  try {
    const unzip = createRequire(join(home, 'install.js')).resolve('@electron-internal/extract-zip')
    const { extract } = await import(pathToFileURL(unzip).href)
    await extract(copy, { dir: directory })
  } catch (error) {
    throw new Refused(`${zip} cannot be unpacked: ${error.message}`)
  }
}

/** Whether `directory` holds the whole of Electron `version`, as far as its two most telling files go. */
const requireWhole = (zip, directory, version) => {
  const inside = existsSync(join(directory, 'version'))
    ? readFileSync(join(directory, 'version'), 'utf8').trim()
    : 'none'
  if (inside.replace(/^v/, '') !== version)
    throw new Refused(`${zip} holds Electron of version ${inside}, not ${version}.`)
  try {
    accessSync(join(directory, 'electron'), constants.X_OK)
  } catch {
    throw new Refused(`${zip} holds no program called electron.`)
  }
}

/** Puts `fresh` in place of `dist`; where that fails, what was there comes back. */
const exchange = (fresh) => {
  const [dist, earlier] = [join(home, 'dist'), join(home, `dist.earlier-${process.pid}`)]
  const hasEarlier = existsSync(dist)
  if (hasEarlier) renameSync(dist, earlier)
  try {
    renameSync(fresh, dist)
    writeFileSync(join(home, 'path.txt'), 'electron')
  } catch (error) {
    rmSync(dist, { recursive: true, force: true })
    if (hasEarlier) renameSync(earlier, dist)
    throw error
  }
  rmSync(earlier, { recursive: true, force: true })
}

const adopt = async (zip) => {
  const wanted = wantedZip()
  const fresh = join(home, `dist.fresh-${process.pid}`)
  const copy = `${fresh}.zip`
  try {
    const sha256 = await copyAndHash(zip, copy)
    if (sha256 !== wanted.sha256) {
      throw new Refused(
        `${zip} is not ${wanted.name} as published.\n  its sha256:       ${sha256}\n  published sha256: ${wanted.sha256}`,
      )
    }
    await unpack(zip, copy, fresh)
    requireWhole(zip, fresh, wanted.version)
    exchange(fresh)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(copy, { force: true })
  }
  return wanted.version
}

const download = () => {
  const { version, name } = wantedZip()
  const hadAny = existsSync(join(home, 'dist'))
  const installer = spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'inherit' })
  if (installer.status === 0) return version
  if (!hadAny) rmSync(join(home, 'dist'), { recursive: true, force: true })
  throw new Refused(
    `Electron could not be downloaded; its installer's own message is above. Groundwork runs without it, in a Chromium window.\n` +
      `To bring it here by hand: npm run electron:install -- --from=${name}`,
  )
}

const from = process.argv.find((word) => word.startsWith('--from='))?.slice('--from='.length)
try {
  const version = from === undefined ? download() : await adopt(resolve(from))
  process.stdout.write(`Electron ${version} is in ${join(home, 'dist')}.\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Refused ? error.message : error.stack}\n`)
  process.exitCode = 1
}
