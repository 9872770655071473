/** K18: the person may write where Go writes for them. What `sudo go …` leaves behind is the usual reason that they may not. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { say } from '../phrase.ts'
import type { MachineFacts } from '../probes/facts.ts'
import { readGoDirectory, type GoDirectory } from '../probes/go-directories.ts'
import { readGoPaths, readGoSituations, type GoPathName } from '../probes/go-paths.ts'
import { shell } from '../shell.ts'

/** Where Go writes, what it costs when it cannot, worst first. */
const roles = { cache: 'high', work: 'high', modules: 'medium', bin: 'medium', config: 'low' } as const
type Role = keyof typeof roles

interface Home {
  /** The value of HOME; empty where it is not set. */
  readonly path: string
  readonly kind: 'directory' | 'absent' | 'other'
  readonly uid: number | null
}

interface Seen {
  readonly directories: readonly GoDirectory[]
  readonly homes: readonly Home[]
  readonly gid: number | null
}

const isRole = (name: GoPathName): name is Role => name in roles
const isShut = ({ write }: GoDirectory): boolean => write === 'denied' || write === 'readonly'
const isNotDirectory = ({ status }: GoDirectory): boolean => status !== null && status.kind !== 'directory'
const isBad = (directory: GoDirectory): boolean =>
  isNotDirectory(directory) || isShut(directory) || directory.closed.length > 0
/** Root and the person by name, others by number: only these two are known for sure. */
const namer =
  ({ user }: MachineFacts) =>
  (uid: number | null): string =>
    uid === 0 ? 'root' : uid === user.uid && user.name !== null ? user.name : `uid ${uid ?? '?'}`

/** Whose the trouble is: the directory's owner, or that of the first closed one inside. */
const ownerOf = (directory: GoDirectory): number | null =>
  isShut(directory) ? (directory.status?.uid ?? null) : (directory.closed[0]?.uid ?? null)

const whereOf = (directory: GoDirectory): string =>
  (isShut(directory) || isNotDirectory(directory) ? directory.nearest : directory.closed[0]?.path) ??
  directory.goPath.path

export const check = defineCheck({
  key: 'perm.gocache.root-owned',
  category: 'filesystem',
  severity: 'high',
  references: [
    { title: 'go help cache', url: 'https://pkg.go.dev/cmd/go#hdr-Build_and_test_caching' },
    { title: 'go help environment', url: 'https://pkg.go.dev/cmd/go#hdr-Environment_variables' },
  ],
  words: {
    en: {
      title: 'You may write where Go writes for you',
      why: 'Otherwise builds end with "permission denied" or "failed to initialize build cache", and old versions of Go say the misleading "package fmt is not in GOROOT".',
      says: {
        open: 'Caches, installed programs and settings of Go can be written to.',
        closed: '{path} cannot be written to: it belongs to {owner}.',
        mode: '{path} cannot be written to: its mode forbids it to its owner.',
        refused: 'The system refuses writing to {path}, although its owner and mode would allow it.',
        readonly: '{path} is on a read-only file system.',
        'not-directory': '{path} is in the way: it is not a directory.',
        'home-unset': 'HOME is not set, so Go finds neither its caches nor its settings.',
        'home-broken': 'HOME is {path}, which is not an absolute path of a directory.',
        'root-in-home':
          'Groundwork runs as root with the home of {owner}. A go command run like this leaves files of root there.',
        unknown: '{path} cannot be reached, so nothing is known about it.',
        cache: 'Build cache ({variable})',
        work: 'Work directory ({variable})',
        modules: 'Module cache ({variable})',
        bin: 'Installed programs ({variable})',
        config: 'Settings of "go env -w" ({variable})',
        home: 'Home directory (HOME)',
        writable: 'can be written to',
        ownedBy: '{path}, of {owner}, mode {mode}',
        alsoInside: '{path}, of {owner}; {count} such directories in all',
        notDirectory: '{path} is not a directory',
        unset: 'not set',
        homeOf: '{path}, of {owner}',
        directory: 'an existing directory',
        unreachable: '{path} cannot be reached',
        owned: 'a directory of {owner}',
        bySudo: 'Someone ran "sudo go …" with this home: what it made belongs to root.',
        byOther: 'The directory was made by another user, or restored from a backup with other user numbers.',
      },
      fixes: {
        aside: {
          title: 'Move {path} aside, so that Go makes a new one',
          when: 'If you want to build again without administrator rights, then rename the build cache. Everything in it can be made again.',
          tradeoff: 'The next builds take longer, and the old cache keeps its space until an administrator deletes it.',
        },
        chmod: {
          title: 'Allow yourself to write to {path}',
          when: 'If the directory was closed by mistake, then open it again.',
        },
        chown: {
          title: 'Make {places} yours again',
          when: 'If what is in there should be kept, then give it back to you. From then on run go without sudo.',
          undo: 'Which files belonged to whom is not written down. No go command needs it back.',
        },
        reset: {
          title: 'Let Go use its default for {variable} again',
          when: 'If {variable} points to {path} by mistake, then remove the setting.',
        },
        home: {
          title: 'Set HOME to your home directory',
          when: 'If go is started by a service, a scheduled job or a script, then set HOME there, or at least GOCACHE and GOPATH.',
        },
        'as-owner': {
          title: 'Run go as yourself, without sudo',
          when: 'If you started this with sudo, then start it again without. Only unpacking Go itself into /usr/local needs root.',
        },
      },
    },
    'zh-CN': {
      title: '你可以写入 Go 替你写入的目录',
      why: '否则构建会以 “permission denied” 或 “failed to initialize build cache” 结束，旧版 Go 还会给出误导性的 “package fmt is not in GOROOT”。',
      says: {
        open: 'Go 的缓存、已安装的程序和设置都可以写入。',
        closed: '{path} 不可写入：它属于 {owner}。',
        mode: '{path} 不可写入：它的权限位不允许所有者写入。',
        refused: '系统拒绝写入 {path}，尽管它的所有者和权限位允许。',
        readonly: '{path} 位于只读文件系统上。',
        'not-directory': '{path} 挡住了路：它不是目录。',
        'home-unset': '没有设置 HOME，Go 找不到自己的缓存和设置。',
        'home-broken': 'HOME 是 {path}，它不是一个目录的绝对路径。',
        'root-in-home':
          'Groundwork 正以 root 身份使用 {owner} 的主目录。这样运行的 go 命令会在那里留下属于 root 的文件。',
        unknown: '无法到达 {path}，因此不了解它的情况。',
        cache: '构建缓存（{variable}）',
        work: '工作目录（{variable}）',
        modules: '模块缓存（{variable}）',
        bin: '已安装的程序（{variable}）',
        config: '“go env -w” 的设置（{variable}）',
        home: '主目录（HOME）',
        writable: '可以写入',
        ownedBy: '{path}，属于 {owner}，权限 {mode}',
        alsoInside: '{path}，属于 {owner}；这样的目录共有 {count} 个',
        notDirectory: '{path} 不是目录',
        unset: '未设置',
        homeOf: '{path}，属于 {owner}',
        directory: '已存在的目录',
        unreachable: '无法到达 {path}',
        owned: '属于 {owner} 的目录',
        bySudo: '有人在这个主目录下运行过 “sudo go …”：它创建的东西属于 root。',
        byOther: '目录由其他用户创建，或从用户编号不同的备份中恢复。',
      },
      fixes: {
        aside: {
          title: '把 {path} 移到一旁，让 Go 新建一个',
          when: '如果想在没有管理员权限的情况下恢复构建，就给构建缓存改名。其中的内容都可以重新生成。',
          tradeoff: '接下来的几次构建会变慢；旧缓存在管理员删除之前仍占用空间。',
        },
        chmod: {
          title: '允许自己写入 {path}',
          when: '如果目录是被误关的，就重新打开它。',
        },
        chown: {
          title: '让 {places} 重新归你所有',
          when: '如果要保留里面的内容，就把它们归还给你。此后运行 go 不要再用 sudo。',
          undo: '没有记录哪些文件原来属于谁。没有任何 go 命令需要恢复原状。',
        },
        reset: {
          title: '让 Go 对 {variable} 重新使用默认值',
          when: '如果 {variable} 是误指向 {path} 的，就去掉这个设置。',
        },
        home: {
          title: '把 HOME 设为你的主目录',
          when: '如果 go 由服务、定时任务或脚本启动，就在那里设置 HOME，或至少设置 GOCACHE 和 GOPATH。',
        },
        'as-owner': {
          title: '以自己的身份运行 go，不用 sudo',
          when: '如果你是用 sudo 启动的，就不用 sudo 重新启动。只有把 Go 本身解压到 /usr/local 才需要 root。',
        },
      },
    },
  },
  look: async (host): Promise<Seen> => {
    const [goPaths, situations] = await Promise.all([readGoPaths(host), readGoSituations(host)])
    const [directories, homes] = await Promise.all([
      Promise.all(goPaths.filter(({ name }) => isRole(name)).map((goPath) => readGoDirectory(host, goPath))),
      Promise.all(
        [...new Set(situations.map(({ environment }) => environment.HOME ?? ''))].map(async (path): Promise<Home> => {
          if (!path.startsWith('/')) return { path, kind: path === '' ? 'absent' : 'other', uid: null }
          const status = await host.status(path)
          if (!status.ok) return { path, kind: 'absent', uid: null }
          return { path, kind: status.value.kind === 'directory' ? 'directory' : 'other', uid: status.value.uid }
        }),
      ),
    ])
    return { directories, homes, gid: host.user().gid }
  },
  judge: ({ directories, homes }, facts) => {
    const nameOf = namer(facts)
    const evidence = [
      ...homes.map((home) => homeRow(home, nameOf)),
      ...directories.flatMap((directory) => directoryRows(directory, nameOf)),
    ]
    const home = homes.find(({ kind }) => kind !== 'directory')
    if (home) {
      const values = { path: home.path }
      return {
        result: 'fail',
        says: home.path === '' ? 'home-unset' : say('home-broken', values),
        found: home.path === '' ? say('unset') : home.path,
        expected: say('directory'),
        evidence,
      }
    }
    const bad = worstFirst(directories.filter(isBad))
    const worst = bad[0]
    if (worst) {
      const owner = ownerOf(worst)
      const values = { path: whereOf(worst), owner: nameOf(owner) }
      const isOwn = owner !== null && owner === worst.goPath.uid
      return {
        result: 'fail',
        severity: isRole(worst.goPath.name) ? roles[worst.goPath.name] : 'medium',
        says: say(reasonOf(worst, isOwn), values),
        found: isNotDirectory(worst) ? say('notDirectory', values) : say('homeOf', values),
        expected: say('owned', { owner: nameOf(worst.goPath.uid) }),
        causes: mayGiveBack(worst, homes) ? [{ likelihood: 'likely', says: owner === 0 ? 'bySudo' : 'byOther' }] : [],
        evidence,
      }
    }
    const foreign = homes.find(({ uid }) => facts.user.uid === 0 && uid !== null && uid !== 0)
    if (foreign) {
      return { result: 'informational', says: say('root-in-home', { owner: nameOf(foreign.uid) }), evidence }
    }
    const unknown = directories.find(({ write }) => write !== 'yes')
    if (unknown) return { result: 'unknown', says: say('unknown', { path: unknown.goPath.path }), evidence }
    return { result: 'pass', says: 'open', evidence }
  },
  fixes: ({ directories, homes, gid }, facts) => {
    const fixes: DescribedFix<'aside' | 'chmod' | 'chown' | 'reset' | 'home' | 'as-owner'>[] = []
    const bad = worstFirst(directories.filter(isBad))
    const aside = bad.find(mayMoveAside)?.nearest
    if (aside) {
      const kept = `${aside}.not-mine`
      fixes.push({
        id: 'aside',
        values: { path: aside },
        privilege: 'user',
        activation: 'now',
        commands: [shell`mv -T ${aside} ${kept}`],
        undo: { level: 'full', commands: [shell`mv -T ${aside} ${`${aside}.new`}`, shell`mv -T ${kept} ${aside}`] },
      })
    }
    const shut = distinct(
      bad.filter((directory) => isShut(directory) && isOwnersOwn(directory) && !isOpenToOwner(directory)),
    )
    if (shut.length > 0) {
      fixes.push({
        id: 'chmod',
        values: { path: shut.map(({ path }) => path).join(', ') },
        privilege: 'user',
        activation: 'now',
        commands: shut.map(({ path }) => shell`chmod u+rwx ${path}`),
        undo: { level: 'full', commands: shut.map(({ path, mode }) => shell`chmod ${octal(mode)} ${path}`) },
      })
    }
    const set = bad.map(({ goPath }) => goPath).filter(({ setBy }) => setBy !== 'default')
    if (set.length > 0) {
      const kept = set.filter(({ setBy }) => setBy === 'file')
      fixes.push({
        id: 'reset',
        values: {
          variable: set.map(({ variable }) => variable).join(', '),
          path: set.map(({ path }) => path).join(', '),
        },
        privilege: 'user',
        activation: kept.length === set.length ? 'now' : 'new-shell',
        commands: kept.map(({ variable }) => shell`go env -u ${variable}`),
        undo: { level: 'full', commands: kept.map(({ variable, path }) => shell`go env -w ${`${variable}=${path}`}`) },
      })
    }
    const foreign = distinct(bad.filter((directory) => mayGiveBack(directory, homes))).map(({ path }) => path)
    const { uid } = facts.user
    if (foreign.length > 0 && uid !== null && gid !== null) {
      fixes.push({
        id: 'chown',
        values: { places: foreign.join(', ') },
        privilege: 'root',
        activation: 'now',
        commands: [shell`sudo chown -hR ${`${uid}:${gid}`} ${foreign}`],
        undo: { level: 'none', commands: [] },
      })
    }
    const words = {
      privilege: 'user',
      activation: 'new-shell',
      commands: [],
      undo: { level: 'full', commands: [] },
    } as const
    if (homes.some(({ kind }) => kind !== 'directory')) fixes.push({ id: 'home', ...words })
    if (uid === 0 && homes.some((home) => home.uid !== null && home.uid !== 0)) {
      fixes.push({ id: 'as-owner', ...words })
    }
    return fixes
  },
})

const worstFirst = (directories: readonly GoDirectory[]): readonly GoDirectory[] => {
  const order = Object.keys(roles)
  return [...directories].sort((a, b) => order.indexOf(a.goPath.name) - order.indexOf(b.goPath.name))
}

const reasonOf = (
  directory: GoDirectory,
  isOwn: boolean,
): 'not-directory' | 'readonly' | 'refused' | 'mode' | 'closed' => {
  if (isNotDirectory(directory)) return 'not-directory'
  if (directory.write === 'readonly') return 'readonly'
  if (!isOwn) return 'closed'
  return isShut(directory) && isOpenToOwner(directory) ? 'refused' : 'mode'
}

const isOpenToOwner = ({ status }: GoDirectory): boolean => status !== null && (status.mode & 0o200) !== 0

const isOwnersOwn = (directory: GoDirectory): boolean => ownerOf(directory) === directory.goPath.uid

/** A build cache can be made again, so it need not be repaired. A link is left alone: what it leads to may be shared. */
const mayMoveAside = (directory: GoDirectory): boolean =>
  directory.goPath.name === 'cache' &&
  directory.nearest === directory.goPath.path &&
  directory.canMoveAside &&
  (isNotDirectory(directory) || !isOwnersOwn(directory))

/** The directories that are to be changed, each once. */
const distinct = (directories: readonly GoDirectory[]): readonly { readonly path: string; readonly mode: number }[] => [
  ...new Map(
    directories.flatMap(({ nearest, status }) =>
      nearest !== null && status ? [[nearest, { path: nearest, mode: status.mode }] as const] : [],
    ),
  ).values(),
]

/** Only what lies inside the person's home may be given back as a whole, never the home itself. */
const mayGiveBack = (directory: GoDirectory, homes: readonly Home[]): boolean =>
  directory.write !== 'readonly' &&
  !isNotDirectory(directory) &&
  !isOwnersOwn(directory) &&
  homes.some(({ path, uid }) => uid === directory.goPath.uid && directory.nearest?.startsWith(`${path}/`))

const octal = (mode: number): string => mode.toString(8).padStart(4, '0')

type Namer = ReturnType<typeof namer>

type RowCode =
  | Role
  | 'home'
  | 'writable'
  | 'ownedBy'
  | 'alsoInside'
  | 'notDirectory'
  | 'unset'
  | 'homeOf'
  | 'directory'
  | 'unreachable'

const homeRow = ({ path, kind, uid }: Home, nameOf: Namer): Measured<RowCode> => ({
  label: 'home',
  source: 'HOME',
  observed: path === '' ? say('unset') : kind === 'directory' ? say('homeOf', { path, owner: nameOf(uid) }) : path,
  expected: say('directory'),
})

const directoryRows = (directory: GoDirectory, nameOf: Namer): readonly Measured<RowCode>[] => {
  const { goPath, nearest, status, closed } = directory
  if (!isRole(goPath.name)) return []
  const label = say(goPath.name, { variable: goPath.variable })
  const expected = say('writable')
  const row = (path: string, observed: Measured<RowCode>['observed']): Measured<RowCode> => ({
    label,
    source: shell`ls -ldn ${path}`,
    observed,
    expected,
  })
  if (nearest === null || status === null) {
    return [row(goPath.path, say('unreachable', { path: goPath.path }))]
  }
  const own = isNotDirectory(directory)
    ? say('notDirectory', { path: nearest })
    : say('ownedBy', { path: nearest, owner: nameOf(status.uid), mode: octal(status.mode) })
  const first = closed[0]
  return [
    row(nearest, own),
    ...(first
      ? [row(first.path, say('alsoInside', { path: first.path, owner: nameOf(first.uid), count: closed.length }))]
      : []),
  ]
}
