/**
 * Other version managers, measured beside ours where their programs are given: `PEERS=FOLDER npm run bench -- install`.
 * FOLDER holds them under the names below; nothing of theirs is here. Each installs from our server on loopback into a
 * home that is new. What a peer asks of an address that cannot be set goes through a proxy that refuses, so that none
 * reaches a network; the list of versions that it would fetch there is laid on disk before the clock starts.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { timed } from './measure.mjs'

const number = ({ version }) => version.slice('go'.length)
const archiveName = ({ version, platform }) => `${version}.${platform.os}-${platform.arch}.tar.gz`

/** What go.dev says of the one release, in the form of its JSON list. */
const releaseOf = (archives) => {
  const { version, platform, sha256, tarGz } = archives
  const file = { filename: archiveName(archives), ...platform, version, sha256, size: tarGz.length, kind: 'archive' }
  return { version, stable: true, files: [file] }
}

/** What the server answers beside the archive: the list of go.dev, an index page as nginx writes it, the hash. */
export const pagesForPeers = (archives) => {
  const name = archiveName(archives)
  const line = (file, bytes) => `<a href="${file}">${file}</a>  01-Sep-2026 00:00  ${bytes}\n`
  const index = `<pre>${line(name, archives.tarGz.length)}${line(`${name}.sha256`, 64)}</pre>`
  return new Map([
    ['/', `<html><body>${index}</body></html>`],
    ['/dl/?mode=json&include=all', JSON.stringify([releaseOf(archives)])],
    [`/${name}.sha256`, archives.sha256],
  ])
}

/** Laid before the clock starts, private as goenv wants it. */
const lay = (path, value) => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 })
}

/** A Git repository with one empty commit, which has this tag. */
const layTag = (path, tag) => {
  const git = (...words) => {
    const ran = spawnSync('git', words, { encoding: 'utf8' })
    if (ran.status !== 0) throw new Error(`git ${words.join(' ')}: ${ran.error?.message ?? ran.stderr.trim()}`)
  }
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost']
  git('init', '--quiet', path)
  git('-C', path, ...author, 'commit', '--quiet', '--allow-empty', '--message', tag)
  git('-C', path, 'tag', tag)
}

/**
 * Of each: `program`, the name looked for in the folder; `environment` and, where it has one, `prepare`, which lead it to
 * the server at `url` and into `home`; `commands` that install and switch; `tree`, where the tree of Go is then.
 */
const peers = [
  {
    name: 'mise',
    program: 'mise',
    // Offline by preference it asks no list of its own, but the tags of Go's repository, here an empty one with this tag.
    environment: ({ url, home }) => ({
      ...{
        MISE_GO_DOWNLOAD_MIRROR: url,
        MISE_GO_REPO: `file://${home}/go.git`,
        MISE_YES: '1',
        MISE_PREFER_OFFLINE: '1',
      },
    }),
    prepare: (home, { version }) => layTag(join(home, 'go.git'), version),
    commands: (archives) => [['use', '--global', `go@${number(archives)}`]],
    tree: (archives) => `.local/share/mise/installs/go/${number(archives)}`,
  },
  {
    name: 'g',
    program: 'g',
    environment: ({ url }) => ({ G_MIRROR: `autoindex|${url}/` }),
    commands: (archives) => [['install', number(archives)]],
    tree: (archives) => `.g/versions/${number(archives)}`,
  },
  {
    name: 'goenv',
    program: 'goenv',
    environment: ({ url, home }) => ({ GO_BUILD_MIRROR_URL: url, GOENV_ROOT: join(home, '.goenv') }),
    prepare: (home, archives) =>
      lay(join(home, '.goenv/releases-cache.json'), { last_updated: new Date(), releases: [releaseOf(archives)] }),
    commands: (archives) => [
      ['install', '--quiet', number(archives)],
      ['global', number(archives)],
    ],
    tree: (archives) => `.goenv/versions/${number(archives)}`,
  },
  {
    name: 'gobrew',
    program: 'gobrew',
    environment: ({ url }) => ({ GOBREW_REGISTRY: `${url}/` }),
    prepare: (home, archives) => {
      const timestamp = new Date().toISOString()
      lay(join(home, '.gobrew/cache.json'), { timestamp, versions: [number(archives)] })
    },
    commands: (archives) => [['use', number(archives)]],
    tree: (archives) => `.gobrew/versions/${number(archives)}/go`,
  },
  {
    name: 'goup',
    program: 'goup',
    environment: ({ url }) => ({ GOUP_GO_REGISTRY_INDEX: `official|${url}`, GOUP_GO_REGISTRY: url }),
    commands: (archives) => [['install', `=${number(archives)}`]],
    tree: (archives) => `.goup/${archives.version}`,
  },
]

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** `{ given, notes }`: the peers whose programs are in `folder`, and a sentence on those that are not. */
export const givenPeers = (folder) => {
  if (folder && !existsSync(folder)) throw new Error(`PEERS is ${folder}, and there is no such folder`)
  const all = peers.map((peer) => ({ ...peer, path: folder ? resolve(folder, peer.program) : '' }))
  const given = all.filter(({ path }) => path && isProgram(path))
  const absent = all.filter((peer) => !given.includes(peer)).map(({ program }) => program)
  const notes = []
  if (given.length > 0)
    notes.push(
      'The time of a peer is that of its commands, from their start to their end, switching included; none flushes to disk. Beside it stands ours with a start of Node for it, flushing left out. The list of versions that mise, goenv and gobrew would fetch from an address that cannot be set lay on disk.',
    )
  if (absent.length > 0)
    notes.push(`Peers not given: ${absent.join(', ')}. PEERS=FOLDER names a folder with these, executable.`)
  return { given, notes }
}

const countFiles = (directory) =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

/** Rejects where the go of this tree does not run, is another, or is not all there. */
const requireWhole = async (tree, archives, env) => {
  const go = join(tree, 'bin/go')
  if (!existsSync(go)) throw new Error(`its commands ended well, but there is no ${go}`)
  const { stdout } = await timed([go, 'version'], { env: { ...env, GOTOOLCHAIN: 'local' } })
  if (!stdout.startsWith(`go version ${archives.version} `)) throw new Error(`its go says ${stdout.trim()}`)
  const files = countFiles(tree)
  if (files < archives.files) throw new Error(`its tree has ${files} files, the archive ${archives.files}`)
}

/** One installation and switch from the server at `url` into `home`, which is new: milliseconds. Rejects with what the peer said. */
export const installWithPeer = async (peer, archives, url, home) => {
  mkdirSync(join(home, 'tmp'), { recursive: true })
  peer.prepare?.(home, archives)
  const env = {
    ...{ PATH: '/usr/bin:/bin', HOME: home, TMPDIR: join(home, 'tmp'), SHELL: '/bin/bash', LANG: 'C.UTF-8' },
    ...{ HTTPS_PROXY: url, https_proxy: url },
    ...peer.environment({ url, home }),
  }
  let ms = 0
  for (const words of peer.commands(archives)) {
    const ran = await timed([peer.path, ...words], { env, timeout: 300_000 })
    ms += ran.ms
  }
  await requireWhole(join(home, peer.tree(archives)), archives, env)
  return ms
}
