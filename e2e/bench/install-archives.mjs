/** The archives that installing is measured with: a published module, and the same tree as a `tar.gz`. Kept between runs. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const version = 'go1.26.8'
const platform = { os: 'linux', arch: process.arch === 'x64' ? 'amd64' : process.arch }
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'groundwork-tests/bench')

/** The module's zip and its proved hash, as the go command fetches them; a sentence where it cannot. */
const fetchModule = () => {
  const module = `golang.org/toolchain@v0.0.1-${version}.${platform.os}-${platform.arch}`
  const env = { ...process.env, GOMODCACHE: join(cache, 'mod'), GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local' }
  const go = spawnSync('go', ['mod', 'download', '-json', module], { env, encoding: 'utf8', cwd: cache })
  if (go.error) return `no go command fetches ${module}: ${go.error.message}`
  try {
    const { Zip, Sum, Error } = JSON.parse(go.stdout)
    return Error ? `${module}: ${Error}` : { zip: Zip, sum: Sum }
  } catch {
    return `${module}: ${go.stderr.trim()}`
  }
}

/**
 * `{ version, platform, sum, zip, tarGz, tarGzPath, sha256, files }` (`files`: how many the tree has), or a sentence that says what is missing. `install` puts
 * the zip's tree into a directory: what it makes is what gets packed.
 */
export const prepareArchives = async (install) => {
  mkdirSync(cache, { recursive: true })
  const module = fetchModule()
  if (typeof module === 'string') return module
  const asked = { version, platform, sum: module.sum }
  const tarGz = join(cache, `${version}.${platform.os}-${platform.arch}.tar.gz`)
  const zipped = readFileSync(module.zip)
  if (!existsSync(tarGz)) {
    const scratch = join(cache, 'tree')
    rmSync(scratch, { recursive: true, force: true })
    await install({ ...asked, format: 'zip', archive: zipped, directory: join(scratch, 'all') })
    renameSync(join(scratch, 'all', version), join(scratch, 'go'))
    // As Go's packer does: PAX headers only for names that need one.
    const pax = ['--format=pax', '--pax-option=delete=atime,delete=ctime', '--mtime=@1700000000']
    const words = [...pax, '--sort=name', '--owner=0', '--group=0', '--numeric-owner']
    const tar = spawnSync('tar', [...words, '-C', scratch, '-czf', `${tarGz}.new`, 'go'], { encoding: 'utf8' })
    rmSync(scratch, { recursive: true })
    if (tar.status !== 0) return `tar cannot pack the tree: ${tar.error?.message ?? tar.stderr}`
    renameSync(`${tarGz}.new`, tarGz)
  }
  const packed = readFileSync(tarGz)
  const listed = spawnSync('tar', ['-tzf', tarGz], { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 })
  if (listed.status !== 0) return `tar cannot list ${tarGz}: ${listed.error?.message ?? listed.stderr}`
  return {
    ...asked,
    zip: zipped,
    tarGz: packed,
    tarGzPath: tarGz,
    sha256: createHash('sha256').update(packed).digest('hex'),
    files: listed.stdout.split('\n').filter((name) => name !== '' && !name.endsWith('/')).length,
  }
}
