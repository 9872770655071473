/** K17: programs may be run from where Go puts them. The usual cause of "permission denied" from `go run` and `go test`. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { valueOr, type ReadableHost } from '../host.ts'
import { say } from '../phrase.ts'
import { readGoPaths, type GoPath } from '../probes/go-paths.ts'
import { describeMount, mountinfoPath, readMounts, type Mount } from '../probes/mounts.ts'
import { findNearest } from '../probes/nearest.ts'
import { shell } from '../shell.ts'

const roles = ['work', 'bin', 'modules', 'cache', 'home'] as const
type Role = (typeof roles)[number]

interface Place {
  readonly role: Role
  readonly goPath: GoPath
  /** What is there now: the path itself or the closest directory above it; null where it cannot be reached. */
  readonly nearest: string | null
  readonly exists: boolean
  readonly mount: Mount | null
  /** A program there that the kernel refuses although its mode allows everyone. */
  readonly refused: string | null
}

const isRole = (name: string): name is Role => roles.some((role) => role === name)
const isBlocked = (place: Place): boolean =>
  place.refused !== null || (place.mount?.options.includes('noexec') ?? false)
const isMissing = (place: Place): boolean => place.role === 'work' && place.nearest !== null && !place.exists

const placeOf = async (host: ReadableHost, goPath: GoPath, role: Role): Promise<Place> => {
  const [nearest, mounts] = await Promise.all([findNearest(host, goPath.path), readMounts(host)])
  if (!nearest.ok) return { role, goPath, nearest: null, exists: false, mount: null, refused: null }
  const { path, exists } = nearest.value
  return { role, goPath, nearest: path, exists, mount: mounts.holding(path), refused: await findRefused(host, path) }
}

/** access(2) refuses X_OK of a regular file on a noexec mount, to root too, so nothing has to be written or run. */
const findRefused = async (host: ReadableHost, directory: string): Promise<string | null> => {
  const names = valueOr(await host.list(directory), []).slice(0, 40)
  const programs = await Promise.all(
    names.map(async (name) => {
      const path = `${directory === '/' ? '' : directory}/${name}`
      const status = await host.linkStatus(path)
      return status.ok && status.value.kind === 'file' && (status.value.mode & 0o111) === 0o111 ? path : null
    }),
  )
  for (const path of programs.filter((program) => program !== null).slice(0, 3)) {
    if ((await host.access(path, 'execute')) === 'denied') return path
  }
  return null
}

/** Directories of the person's own that may be made for the work directory, where programs may be run. */
const findShelters = async (
  host: ReadableHost,
  uid: number | null,
  home: string | null,
): Promise<readonly string[]> => {
  const candidates = [...(home ? [`${home}/.cache/go-tmp`] : []), ...(uid === null ? [] : [`/var/tmp/go-tmp-${uid}`])]
  const mounts = await readMounts(host)
  const usable = await Promise.all(
    candidates.map(async (path) => {
      const nearest = await findNearest(host, path)
      if (!nearest.ok || mounts.holding(nearest.value.path)?.options.includes('noexec') !== false) return null
      return (await host.access(nearest.value.path, 'write')) === 'yes' ? path : null
    }),
  )
  return usable.filter((path) => path !== null)
}

export const check = defineCheck({
  key: 'fs.tmp.noexec',
  category: 'filesystem',
  severity: 'medium',
  references: [
    { title: 'mount(8): noexec', url: 'https://man7.org/linux/man-pages/man8/mount.8.html' },
    { title: 'go help environment: GOTMPDIR', url: 'https://pkg.go.dev/cmd/go#hdr-Environment_variables' },
  ],
  words: {
    en: {
      title: 'Programs may be run from where Go puts them',
      why: 'Where running is forbidden, "go build" works but "go run" and "go test" end with "permission denied", and so do installed tools.',
      says: {
        allowed: 'Programs may be run from every directory that Go uses.',
        noexec: 'Running programs is forbidden in {places}.',
        missing: 'The work directory {path} does not exist, and Go does not make it: every build fails.',
        unknown: 'The list of mounts does not say what holds {places}.',
        work: 'Work directory, for go run and go test ({variable})',
        bin: 'Installed programs ({variable})',
        modules: 'Downloaded Go toolchains ({variable})',
        cache: 'Build cache, from Go 1.24 on with programs of go tool ({variable})',
        home: 'Home directory, where projects usually are',
        onMount: '{path}, on {mount}',
        absent: '{path} is not there',
        unreachable: '{path} cannot be reached',
        unlisted: '{path}, on a mount that is not listed',
        mounted: 'a mount without noexec',
        present: 'an existing directory',
        foundNoexec: '{places} on a noexec mount',
        proof: 'A program that everyone may run by its mode',
        refused: 'the kernel refuses to run it',
        runs: 'it may be run',
        byMount: 'The file system is mounted with noexec, often as hardening or by the way a disk is mounted.',
        byPolicy: 'The mount allows it, so a security module or a sandbox forbids it.',
      },
      fixes: {
        shelter: {
          title: 'Give Go a work directory of its own: {path}',
          when: 'If "go run" and "go test" should work without changing the system, then let Go build in a directory that allows it.',
        },
        create: {
          title: 'Make the directory {path}',
          when: 'If {variable} is meant to point there, then make the directory.',
        },
        unset: {
          title: 'Let Go use the default work directory again',
          when: 'If {variable} points there by mistake, then remove the setting.',
        },
        elsewhere: {
          title: 'Keep programs on a file system that allows running them',
          when: 'If installed tools or projects are there, then move them, or set GOBIN to a directory on another file system.',
        },
        remount: {
          title: 'Allow running programs from {point} until the next restart',
          when: 'If this computer is yours to harden or not, then mount the file system again without noexec.',
          tradeoff: 'noexec is a protection that security baselines such as CIS ask for. This removes it for everyone.',
        },
      },
    },
    'zh-CN': {
      title: 'Go 放置程序的目录都允许运行程序',
      why: '在禁止执行的目录里，“go build” 能成功，但 “go run”、“go test” 和已安装的工具都会报 “permission denied”。',
      says: {
        allowed: 'Go 用到的每个目录都允许运行程序。',
        noexec: '{places} 禁止运行程序。',
        missing: '工作目录 {path} 不存在，而 Go 不会自己创建它：所有构建都会失败。',
        unknown: '挂载表没有说明 {places} 在哪个挂载点上。',
        work: '工作目录，用于 go run 和 go test（{variable}）',
        bin: '已安装的程序（{variable}）',
        modules: '下载的 Go 工具链（{variable}）',
        cache: '构建缓存，从 Go 1.24 起也存放 go tool 的程序（{variable}）',
        home: '主目录，项目通常放在这里',
        onMount: '{path}，位于 {mount}',
        absent: '{path} 不存在',
        unreachable: '无法到达 {path}',
        unlisted: '{path}，所在的挂载没有列出',
        mounted: '没有 noexec 的挂载',
        present: '已存在的目录',
        foundNoexec: '{places} 位于 noexec 挂载上',
        proof: '一个按权限位人人可运行的程序',
        refused: '内核拒绝运行它',
        runs: '可以运行',
        byMount: '文件系统以 noexec 方式挂载，通常出于加固，或由磁盘的挂载方式造成。',
        byPolicy: '挂载本身允许执行，因此是安全模块或沙箱在禁止。',
      },
      fixes: {
        shelter: {
          title: '给 Go 一个单独的工作目录：{path}',
          when: '如果想在不改动系统的情况下使用 “go run” 和 “go test”，就让 Go 在允许执行的目录里构建。',
        },
        create: {
          title: '创建目录 {path}',
          when: '如果 {variable} 确实应该指向那里，就创建这个目录。',
        },
        unset: {
          title: '让 Go 重新使用默认的工作目录',
          when: '如果 {variable} 是误设的，就去掉这个设置。',
        },
        elsewhere: {
          title: '把程序放到允许执行的文件系统上',
          when: '如果那里有已安装的工具或项目，就把它们移走，或把 GOBIN 设到另一个文件系统的目录。',
        },
        remount: {
          title: '在下次重启前允许从 {point} 运行程序',
          when: '如果这台电脑是否加固由你决定，就去掉 noexec 重新挂载该文件系统。',
          tradeoff: 'noexec 是 CIS 等安全基线要求的保护措施。这样做会对所有人取消它。',
        },
      },
    },
  },
  look: async (host, facts) => {
    const goPaths = await readGoPaths(host)
    const asked = goPaths.flatMap((goPath) => (isRole(goPath.name) ? [placeOf(host, goPath, goPath.name)] : []))
    const home = goPaths.find(({ name }) => name === 'home')?.path ?? facts.user.home
    return { places: await Promise.all(asked), shelters: await findShelters(host, facts.user.uid, home) }
  },
  judge: ({ places }) => {
    const ordered = roles.flatMap((role) => places.filter((place) => place.role === role))
    const evidence = ordered.flatMap(rowsOf)
    const missing = ordered.find(isMissing)
    if (missing) {
      const values = { path: missing.goPath.path }
      return {
        result: 'fail',
        severity: 'high',
        says: say('missing', values),
        found: say('absent', values),
        expected: say('present'),
        evidence,
      }
    }
    const blocked = ordered.filter(isBlocked)
    if (blocked.length > 0) {
      const values = { places: pathsOf(blocked) }
      const byMount = blocked.some(({ mount }) => mount?.options.includes('noexec'))
      return {
        result: 'fail',
        severity: blocked.some(({ role }) => role === 'work') ? 'high' : 'medium',
        says: say('noexec', values),
        found: byMount ? say('foundNoexec', values) : say('refused'),
        expected: byMount ? say('mounted') : say('runs'),
        causes: [{ likelihood: 'likely', says: byMount ? 'byMount' : 'byPolicy' }],
        evidence,
      }
    }
    const unknown = ordered.filter(({ mount }) => mount === null)
    if (unknown.length > 0) return { result: 'unknown', says: say('unknown', { places: pathsOf(unknown) }), evidence }
    return { result: 'pass', says: 'allowed', evidence }
  },
  fixes: ({ places, shelters }, facts) => {
    const fixes: DescribedFix<'shelter' | 'create' | 'unset' | 'elsewhere' | 'remount'>[] = []
    const work = places.find((place) => place.role === 'work' && (isBlocked(place) || isMissing(place)))
    if (work) {
      const { path, variable, setBy } = work.goPath
      const shelter = shelters.find((candidate) => candidate !== path)
      const undo = setBy === 'file' ? shell`go env -w ${`GOTMPDIR=${path}`}` : 'go env -u GOTMPDIR'
      // A variable of the environment is stronger than `go env -w`; TMPDIR is not, since GOTMPDIR comes before it.
      const isOverruled = variable === 'GOTMPDIR' && setBy === 'environment'
      if (isMissing(work) && !isBlocked(work)) {
        fixes.push({
          id: 'create',
          values: { path, variable },
          privilege: 'user',
          activation: 'now',
          commands: [shell`mkdir -p ${path}`],
          undo: { level: 'full', commands: [shell`rmdir ${path}`] },
        })
      }
      if (shelter && !isOverruled) {
        fixes.push({
          id: 'shelter',
          values: { path: shelter },
          privilege: 'user',
          activation: 'now',
          commands: [shell`mkdir -p -m 0700 ${shelter}`, shell`go env -w ${`GOTMPDIR=${shelter}`}`],
          undo: { level: 'full', commands: [undo, shell`rmdir ${shelter}`] },
        })
      }
      if (variable !== 'TMPDIR' || setBy === 'environment') {
        fixes.push({
          id: 'unset',
          values: { variable },
          privilege: 'user',
          activation: setBy === 'file' ? 'now' : 'new-shell',
          commands: setBy === 'file' ? [shell`go env -u ${variable}`] : [],
          undo: {
            level: 'full',
            commands: setBy === 'file' ? [shell`go env -w ${`${variable}=${path}`}`] : [],
          },
        })
      }
    }
    if (places.some((place) => isBlocked(place) && place.role !== 'work')) {
      fixes.push({
        id: 'elsewhere',
        privilege: 'user',
        activation: 'now',
        commands: [],
        undo: { level: 'full', commands: [] },
      })
    }
    const points = [...new Set(places.filter((place) => place.mount?.options.includes('noexec')).map(pointOf))]
    if (facts.container === null && points.length > 0) {
      fixes.push({
        id: 'remount',
        values: { point: points.join(', ') },
        privilege: 'root',
        activation: 'now',
        commands: points.map((point) => shell`sudo mount -o remount,exec ${point}`),
        undo: { level: 'full', commands: points.map((point) => shell`sudo mount -o remount,noexec ${point}`) },
      })
    }
    return fixes
  },
})

const pointOf = (place: Place): string => place.mount?.point ?? ''
const pathsOf = (places: readonly Place[]): readonly string[] => [...new Set(places.map(({ goPath }) => goPath.path))]

type RowCode =
  Role | 'onMount' | 'absent' | 'unreachable' | 'unlisted' | 'mounted' | 'present' | 'proof' | 'refused' | 'runs'

const rowsOf = (place: Place): Measured<RowCode>[] => {
  const { path, variable } = place.goPath
  const observed = (): Measured<RowCode>['observed'] => {
    if (place.nearest === null) return say('unreachable', { path })
    if (isMissing(place)) return say('absent', { path })
    return place.mount ? say('onMount', { path, mount: describeMount(place.mount) }) : say('unlisted', { path })
  }
  const row: Measured<RowCode> = {
    label: say(place.role, { variable }),
    source: mountinfoPath,
    observed: observed(),
    expected: say(isMissing(place) ? 'present' : 'mounted'),
  }
  if (place.refused === null) return [row]
  return [
    row,
    { label: 'proof', source: shell`test -x ${place.refused}`, observed: say('refused'), expected: say('runs') },
  ]
}
