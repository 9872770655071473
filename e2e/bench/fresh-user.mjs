/**
 * What a person with an untouched home would measure. Root's own start files may do anything; as root, the measured
 * processes therefore run as a user who exists only in a mount namespace of theirs. Otherwise they run as who runs this.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const id = 4711

/** `run` is like spawnSync for `node SCRIPT …` over a copy of `built`, and `close` removes what was made. */
export const createFreshUser = (built) => {
  if (process.getuid?.() !== 0) {
    return { run: (words) => spawnSync(process.execPath, words, { encoding: 'utf8' }), built, close: () => undefined }
  }
  const scratch = mkdtempSync(join(tmpdir(), 'groundwork-bench-'))
  chmodSync(scratch, 0o755)
  const home = join(scratch, 'home')
  mkdirSync(home)
  spawnSync('cp', ['-a', '/etc/skel/.', home])
  spawnSync('chown', ['-R', `${id}:${id}`, home])
  const copy = join(scratch, 'built')
  cpSync(built, copy, { recursive: true })
  const node = join(scratch, 'node')
  cpSync(process.execPath, node)
  const passwd = join(scratch, 'passwd')
  writeFileSync(passwd, `${readFileSync('/etc/passwd', 'utf8').trimEnd()}\nbench:x:${id}:${id}::${home}:/bin/bash\n`)
  const clean = ['env', '-i', `HOME=${home}`, 'USER=bench', 'SHELL=/bin/bash', `PATH=${process.env.PATH ?? ''}`]
  const drop = ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups']
  const script = 'mount --bind "$1" /etc/passwd; shift; exec "$@"'
  const prefix = ['-m', '--propagation', 'private', 'sh', '-c', script, 'sh', passwd, ...drop, ...clean, node]
  return {
    run: (words) => spawnSync('unshare', [...prefix, ...words], { encoding: 'utf8', cwd: '/' }),
    built: copy,
    close: () => rmSync(scratch, { recursive: true, force: true }),
  }
}
