/** Removing a version: who uses it is asked, it is never half there, and what an interruption left is told. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import fsPromises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RemovalWish } from '../../main/core/toolchains/removal.ts'
import type { Layout } from '../../main/host/install/layout.ts'
import { removeToolchain } from '../../main/host/install/remove-toolchain.ts'
import { switchLink } from '../../main/host/install/switch-link.ts'
import { asGopher, canBeGopher } from './as-gopher.ts'
import { version } from './small-toolchain.ts'

/** As a user who has go1.98.1 and go1.99.1 of Groundwork; the first is the current one. */
const asUser = (script: string): string => {
  const own = 'own="$HOME/.local/share/groundwork/go"; tree="$own/go1.99.1"'
  const ran = asGopher('/bin/bash', ':', `${own}; groundwork go use 1.98.1 --no-path >/dev/null\n${script}`)
  return `${ran.stdout}${ran.stderr}`
}

describe.runIf(canBeGopher)('as a user', () => {
  test('what nobody uses is removed, and nothing of it stays', () => {
    const said = asUser('groundwork go remove 1.99.1; echo "status $?"; ls -A "$own"')
    expect(said).toMatch(/go1\.99\.1 is removed\nstatus 0\n\.lock\ngo1\.98\.1\n$/)
  })

  test('the current one stays, forced or not, and both languages say so', () => {
    const said =
      asUser(`for more in '' --force '--language zh-CN'; do groundwork go remove 1.98.1 $more; echo "status $?"; done
[ -x "$HOME/.local/go/bin/go" ] && echo whole`)
    expect(said.match(/status 1/g)).toHaveLength(3)
    expect(said).toContain('.local/go leads to it')
    expect(said).toContain('请先切换到别的版本')
    expect(said).toContain('whole')
  })

  test('who wants none at all is told how, and what is told works', () => {
    const said =
      asUser(`told=$(groundwork go remove 1.98.1 2>&1 | sed -n 's/.*to have none, \\(rm .*\\) takes the link away.*/\\1/p')
echo "told $told"; eval "$told"; groundwork go remove 1.98.1; echo "status $?"; ls -A "$HOME/.local" "$own"`)
    expect(said).toMatch(/told rm \/.*\/\.local\/go\n/)
    expect(said).toMatch(/go1\.98\.1 is removed\nstatus 0\n/)
    expect(said).not.toMatch(/^go(1\.98\.1)?$/m)
  })

  test('one whose program runs stays, and the program is named; forced, it goes', () => {
    const said = asUser(`mkdir -p "$tree/pkg/tool" project; cp /bin/sleep "$tree/pkg/tool/compile"
(cd project && exec "$tree/pkg/tool/compile" 50) & sleep 0.3
groundwork go remove 1.99.1; echo "status $?"; [ -d "$tree" ] && echo there
groundwork go remove 1.99.1 --language zh-CN
groundwork go remove 1.99.1 --force; echo "status $?"; [ -e "$tree" ] || echo gone
echo "process $!"; kill $!`)
    const pid = /process (\d+)$/m.exec(said.slice(said.indexOf('gone')))?.[1] ?? 'none'
    expect(said).toMatch(new RegExp(`pkg/tool/compile of it runs now in /.*/home/project, process ${pid}\\n`))
    expect(said).toContain(`/home/project 中运行，进程 ${pid}`)
    expect(said).toContain('status 1\nthere')
    expect(said).toContain('status 0\ngone')
  })

  test('one that files name stays, and each line is told', () => {
    const said = asUser(`echo 'PATH=$HOME/.local/share/groundwork/go/go1.99.1/bin:$PATH' >.bashrc; cp .bashrc .profile
mkdir -p .config/Code/User; printf '{\\n  "go.goroot": "%s"\\n}\\n' "$tree" >.config/Code/User/settings.json
groundwork go remove 1.99.1; echo "status $?"; [ -d "$tree" ] && echo there`)
    expect(said).toMatch(/a start file names it: .*\/\.bashrc, line 1\n/)
    expect(said).toMatch(/an editor’s settings names it: .*settings\.json, line 2\n/)
    expect(said).toMatch(/it is the Go of: login shell \(.*go1\.99\.1\/bin\/go\)\n/)
    expect(said).toContain('status 1\nthere')
  })

  test('read-only directories are no obstacle', () => {
    const said = asUser(`mkdir -p "$tree/src/a/b"; touch "$tree/src/a/b/c"; chmod -R a-w "$tree"
groundwork go remove 1.99.1; echo "status $?"; ls -A "$own"`)
    expect(said).toMatch(/status 0\n\.lock\ngo1\.98\.1\n$/)
  })

  test('killed while it removes: it is gone at once, and the next change says what it took away', () => {
    const said = asUser(`mkdir -p "$tree/src"; (cd "$tree/src" && seq 8000 | xargs touch); mkdir "$own/.provenance"
echo '{}' >"$own/.provenance/go1.99.1.json"
"$NODE" "$CLI" go remove 1.99.1 & pid=$!
for try in $(seq 3000); do [ -e "$own/.staging/removed-go1.99.1" ] && break; sleep 0.005; done
kill -9 $pid; wait $pid 2>/dev/null; [ -e "$tree" ] || echo gone
ls -A "$own/.staging"; groundwork go use 1.98.1 --no-path; echo "status $?"; find "$own" -maxdepth 2 -name '*1.99.1*'; ls -A "$own"`)
    expect(said).toContain('gone\nremoved-go1.99.1\n')
    expect(said).toMatch(/The removal of go1\.99\.1 had been interrupted; the rest of it, .+ in .+, is removed\./)
    expect(said).toMatch(/status 0\n\.lock\n\.provenance\ngo1\.98\.1\n(?!go)/)
  })

  test('waiting for another change is said, and ends at Ctrl+C', () => {
    const said = asUser(`(exec 9>"$own/.lock"; flock 9; exec sleep 50) & holder=$!; sleep 0.3
"$NODE" "$CLI" go remove 1.99.1 2>said & pid=$!
for try in $(seq 1000); do grep -q 'Another change' said && break; sleep 0.01; done
kill -INT $pid; wait $pid; echo "status $?"; cat said; [ -d "$tree" ] && echo there; kill $holder`)
    expect(said).toContain('Ctrl+C stops the wait.')
    expect(said).toContain('status 130\n')
    expect(said).toContain('there')
  })
})

describe('a switch and a removal at once', () => {
  let layout: Layout = { directory: '', link: '' }
  let scratch = ''
  const wish: RemovalWish = {
    isForced: false,
    signal: new AbortController().signal,
    onWait: () => undefined,
    onCleaned: () => undefined,
  }
  const tree = (): string => join(layout.directory, version.name)
  const other = (): string => join(layout.directory, 'go1.98.1')
  const makeTree = (path: string): void => {
    mkdirSync(join(path, 'bin'), { recursive: true })
    writeFileSync(join(path, 'bin/go'), '')
  }
  beforeEach(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'groundwork-remove-'))
    layout = { directory: join(scratch, 'go'), link: join(scratch, 'link') }
    makeTree(tree())
    makeTree(other())
    await switchLink(layout.link, other())
  })
  afterEach(() => rmSync(scratch, { recursive: true, force: true }))

  test('switched to after it was asked who uses it: it stays, whole', async () => {
    const removed = await removeToolchain(
      version,
      layout,
      async () => {
        await switchLink(layout.link, tree())
        return []
      },
      wish,
    )
    expect(removed).toMatchObject({ ok: false, users: [{ kind: 'link', link: layout.link }] })
    expect(existsSync(join(layout.link, 'bin/go'))).toBe(true)
    expect(realpathSync(layout.link)).toBe(realpathSync(tree()))
  })

  test('removed just as it is switched to: the link stays where it was', async () => {
    const { rename } = fsPromises
    fsPromises.rename = async (from, to) => {
      rmSync(tree(), { recursive: true })
      await rename(from, to)
      fsPromises.rename = rename
      syncBuiltinESMExports()
    }
    syncBuiltinESMExports()
    expect(await switchLink(layout.link, tree())).toBe(false)
    expect(readlinkSync(layout.link)).toBe('go/go1.98.1')
    expect(readdirSync(scratch).sort()).toEqual(['go', 'link'])
  })

  test('forty times: the link always leads to a whole tree', async () => {
    const ends = new Set<string>()
    for (let round = 0; round < 40; round += 1) {
      makeTree(tree())
      await switchLink(layout.link, other())
      const removing = removeToolchain(version, layout, () => Promise.resolve([]), wish)
      // The lock takes a moment; somewhere in here the removal gets to its rename.
      await new Promise((resolve) => setTimeout(resolve, round / 4))
      const switching = switchLink(layout.link, tree()).catch(() => false)
      const [removed, isSwitched] = await Promise.all([removing, switching])
      ends.add(`${removed.ok} ${isSwitched}`)
      expect(existsSync(join(layout.link, 'bin/go')), [...ends].join(', ')).toBe(true)
      expect(removed.ok && isSwitched).toBe(false)
      expect(lstatSync(layout.link).isSymbolicLink() && readlinkSync(layout.link)).toBe(
        isSwitched ? 'go/go1.99.1' : 'go/go1.98.1',
      )
    }
  })
})
