/** K33: no dlv has a capability that others than root can take over. `setcap` on one's own file makes any program of one's own root. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { packageCommands } from '../distros/families.ts'
import { valueOr, type FileStatus, type ReadableHost } from '../host.ts'
import { say } from '../phrase.ts'
import { readDelves, type Delve } from '../probes/delve.ts'
import { readFileCapabilities, sysPtrace } from '../probes/file-capabilities.ts'
import { describeMount, mountinfoPath, readMounts, type Mount } from '../probes/mounts.ts'
import { shell } from '../shell.ts'

/** Ordered from worst to best. */
const dangers = ['writable', 'replaceable', 'granted-everyone', 'granted', 'no-effect'] as const
type Danger = (typeof dangers)[number]

interface Capable extends Delve {
  readonly capabilities: string
  readonly danger: Danger
  /** The first directory on the way to it that others than root can change; null where there is none. */
  readonly openDirectory: string | null
  readonly mount: Mount | null
}

interface Seen {
  readonly delves: readonly Delve[]
  /** The command that asked, to which a path is added; null where no tool can tell. */
  readonly command: string | null
  readonly capable: readonly Capable[]
  /** Of the process that looks, which is what a program started from here inherits; null where it is not told. */
  readonly process: { readonly noNewPrivileges: boolean; readonly isBounded: boolean } | null
}

const parentsOf = (path: string): readonly string[] => {
  const parts = path.split('/').slice(1, -1)
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)
}

/** Whether somebody who is not root can change it: as owner, as group, or as anybody. */
const isOpen = ({ uid, gid, mode }: FileStatus): boolean =>
  uid !== 0 || ((mode & 0o020) !== 0 && gid !== 0) || (mode & 0o002) !== 0

const isSticky = ({ mode }: FileStatus): boolean => (mode & 0o1000) !== 0

/** In a sticky directory of root's (/tmp) others can add, but not replace what is root's. */
const findOpenDirectory = async (host: ReadableHost, path: string): Promise<string | null> => {
  const isRoot = host.user().uid === 0
  const looked = await Promise.all(
    parentsOf(path).map(async (directory) => {
      const status = await host.status(directory)
      if (!status.ok || (isSticky(status.value) && status.value.uid === 0)) return null
      const isWritable = !isRoot && (await host.access(directory, 'write')) === 'yes'
      return isOpen(status.value) || isWritable ? directory : null
    }),
  )
  return looked.find((directory) => directory !== null) ?? null
}

const dangerOf = async (host: ReadableHost, delve: Delve, openDirectory: string | null): Promise<Danger> => {
  const isWritable = host.user().uid !== 0 && (await host.access(delve.path, 'write')) === 'yes'
  if (isOpen(delve.status) || isWritable) return 'writable'
  if (openDirectory !== null) return 'replaceable'
  return (delve.status.mode & 0o001) === 0 ? 'granted' : 'granted-everyone'
}

const readProcess = async (host: ReadableHost): Promise<Seen['process']> => {
  const text = valueOr(await host.readText('/proc/self/status'), '')
  const bounding = /^CapBnd:\s*([0-9a-f]{16})$/m.exec(text)?.[1]
  if (bounding === undefined) return null
  return {
    noNewPrivileges: /^NoNewPrivs:\s*1$/m.test(text),
    isBounded: ((BigInt(`0x${bounding}`) >> BigInt(sysPtrace)) & 1n) === 0n,
  }
}

const look = async (host: ReadableHost): Promise<Seen> => {
  const delves = await readDelves(host)
  const nothing = { delves, command: null, capable: [], process: null }
  if (delves.length === 0) return nothing
  const [answer, mounts, process] = await Promise.all([
    readFileCapabilities(
      host,
      delves.map(({ path }) => path),
    ),
    readMounts(host).catch(() => null),
    readProcess(host),
  ])
  if (!answer) return nothing
  const capable = await Promise.all(
    delves.map(async (delve): Promise<Capable | null> => {
      const capabilities = answer.byPath.get(delve.path)
      if (capabilities === undefined) return null
      const mount = mounts?.holding(delve.path) ?? null
      const openDirectory = await findOpenDirectory(host, delve.path)
      const isIgnored = mount?.options.includes('nosuid') ?? false
      const danger = isIgnored ? 'no-effect' : await dangerOf(host, delve, openDirectory)
      return { ...delve, capabilities, openDirectory, mount, danger }
    }),
  )
  return { delves, command: answer.command, capable: capable.filter((each) => each !== null), process }
}

const worstOf = ({ capable }: Seen): Capable | undefined =>
  [...capable].sort((a, b) => dangers.indexOf(a.danger) - dangers.indexOf(b.danger))[0]

const modeText = ({ mode, uid, gid }: FileStatus): string => `${mode.toString(8).padStart(4, '0')} ${uid}:${gid}`

type EvidenceCode =
  | 'capabilities'
  | 'owner'
  | 'ownerExpected'
  | 'directory'
  | 'open'
  | 'closed'
  | 'mount'
  | 'process'
  | 'bounded'
  | 'free'

const measure = (seen: Seen): readonly Measured<EvidenceCode>[] => [
  ...seen.delves.flatMap(({ path }): readonly Measured<EvidenceCode>[] => {
    const capable = seen.capable.find((each) => each.path === path)
    if (!capable) return [{ label: 'capabilities', source: `${seen.command ?? ''} ${path}`, observed: null }]
    const { capabilities, status, openDirectory, mount, danger } = capable
    return [
      { label: 'capabilities', source: `${seen.command ?? ''} ${path}`, observed: capabilities },
      { label: 'owner', source: path, observed: modeText(status), expected: say('ownerExpected') },
      {
        label: 'directory',
        source: openDirectory ?? path.replace(/\/[^/]*$/, ''),
        observed: say(openDirectory === null ? 'closed' : 'open'),
        expected: say('closed'),
      },
      ...(mount && danger === 'no-effect'
        ? [{ label: 'mount', source: mountinfoPath, observed: describeMount(mount) } as const]
        : []),
    ]
  }),
  ...(seen.process && seen.capable.length > 0
    ? [
        {
          label: 'process',
          source: '/proc/self/status',
          observed: say(seen.process.noNewPrivileges || seen.process.isBounded ? 'bounded' : 'free'),
        } as const,
      ]
    : []),
]

const ownPlace = '/usr/local/libexec/godebug'

export const check = defineCheck({
  key: 'debug.dlv.fcap',
  category: 'debug',
  severity: 'high',
  references: [
    { title: 'capabilities(7)', url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html' },
    { title: 'setcap(8)', url: 'https://man7.org/linux/man-pages/man8/setcap.8.html' },
    {
      title: 'Delve: frequently asked questions',
      url: 'https://github.com/go-delve/delve/blob/master/Documentation/faq.md',
    },
  ],
  words: {
    en: {
      title: 'No dlv has a capability that can be taken over',
      why: 'Whoever can change a file that has CAP_SYS_PTRACE is root: the capability stays on the file when its content is changed through memory (mmap), and with it any program on the machine can be taken over.',
      says: {
        none: 'No capability is attached to dlv.',
        writable:
          '{path} has {capabilities}, and others than root can change the file: any program that runs as them can become root.',
        replaceable:
          '{path} has {capabilities}, and {directory} can be changed by others than root: they can put another dlv there, which gets the capability the next time setcap is repeated.',
        'granted-everyone':
          '{path} has {capabilities} and only root can change it, but every user of this machine may run it, and so read their own protected programs. Its group should be the only one.',
        granted:
          '{path} has {capabilities}, only root can change it, and only its owner and its group may run it. They are as good as administrators.',
        'no-effect': '{path} has {capabilities}, which does nothing, because the file system is mounted with nosuid.',
        'no-tool': 'Not checked: neither getcap nor getfattr is on this system.',
        'no-dlv': 'Does not apply: no dlv was found on this machine.',
        capabilities: 'Capabilities of dlv',
        owner: 'Mode, owner and group',
        ownerExpected: "root's, and writable by root only",
        directory: 'Directories on the way to it',
        open: 'can be changed by others than root',
        closed: 'can be changed by root only',
        mount: 'Mount',
        process: 'What programs started from here may gain',
        bounded: 'nothing: NoNewPrivs is set, or CAP_SYS_PTRACE is out of the bounding set',
        free: 'CAP_SYS_PTRACE, by a file that has it',
        noCapability: 'no capability',
        noCapabilityOr: "no capability, or a file of root's in directories of root's",
        advice: 'Guides for "dlv attach" advise: sudo setcap cap_sys_ptrace+ep $(which dlv).',
      },
      fixes: {
        remove: {
          title: 'Take the capability off {path}',
          when: 'If you do not need "dlv attach" without sudo at every moment, then remove it. Starting programs under dlv needs no capability.',
        },
        separate: {
          title: "Keep a dlv of root's for the group godebug: {place}/dlv",
          when: 'If you need "dlv attach" often, then give the capability to a copy that only root can change and only the group godebug can run, and point your editor at it.',
          tradeoff:
            'Members of the group are as good as administrators. The copy is of the dlv that is there now, so build it anew first if you have doubts about it, and repeat this after each update.',
          undo: 'The group godebug stays.',
        },
        restrict: {
          title: 'Let only the group godebug run {path}',
          when: 'If the capability is to stay, then keep everybody else from running the file.',
          tradeoff: 'Changing the owner of a file takes its capability away; the last command but one sets it again.',
          undo: 'The group godebug stays.',
        },
        tools: {
          title: 'Install the tools for capabilities: {packages}',
          when: 'If you want this checked, then install them.',
        },
      },
    },
    'zh-CN': {
      title: '没有 dlv 带有可被他人利用的 capability',
      why: '谁能修改带有 CAP_SYS_PTRACE 的文件，谁就等于 root：通过内存（mmap）改写内容时，capability 会留在文件上，借此可以接管这台机器上的任何程序。',
      says: {
        none: 'dlv 没有附带任何 capability。',
        writable:
          '{path} 带有 {capabilities}，而 root 以外的用户可以修改这个文件：以他们身份运行的任何程序都能变成 root。',
        replaceable:
          '{path} 带有 {capabilities}，而 root 以外的用户可以修改 {directory}：他们可以换上另一个 dlv，下次再执行 setcap 时它就会得到这个 capability。',
        'granted-everyone':
          '{path} 带有 {capabilities}，只有 root 能修改它，但这台机器的每个用户都能运行它，从而读取自己受保护的程序。应当只允许它的组运行。',
        granted: '{path} 带有 {capabilities}，只有 root 能修改它，只有属主和所属组能运行它。这些人实际上等同于管理员。',
        'no-effect': '{path} 带有 {capabilities}，但不起作用，因为文件系统以 nosuid 挂载。',
        'no-tool': '未检查：本系统没有 getcap，也没有 getfattr。',
        'no-dlv': '不适用：这台机器上没有找到 dlv。',
        capabilities: 'dlv 的 capability',
        owner: '权限、属主和组',
        ownerExpected: '属于 root，且只有 root 可写',
        directory: '通往它的各级目录',
        open: 'root 以外的用户可以修改',
        closed: '只有 root 可以修改',
        mount: '挂载',
        process: '从这里启动的程序能得到什么',
        bounded: '什么也得不到：设置了 NoNewPrivs，或 CAP_SYS_PTRACE 不在边界集合里',
        free: '可从带有它的文件得到 CAP_SYS_PTRACE',
        noCapability: '没有 capability',
        noCapabilityOr: '没有 capability，或文件和各级目录都属于 root',
        advice: '关于 “dlv attach” 的教程建议执行：sudo setcap cap_sys_ptrace+ep $(which dlv)。',
      },
      fixes: {
        remove: {
          title: '去掉 {path} 的 capability',
          when: '如果你并不是随时都要不用 sudo 就能 “dlv attach”，就去掉它。用 dlv 启动程序不需要任何 capability。',
        },
        separate: {
          title: '为 godebug 组保留一个属于 root 的 dlv：{place}/dlv',
          when: '如果你经常需要 “dlv attach”，就把 capability 给一个只有 root 能修改、只有 godebug 组能运行的副本，并让编辑器使用它。',
          tradeoff:
            '组成员实际上等同于管理员。副本来自现在的 dlv，如果对它有怀疑，请先重新构建；每次更新后都要重做一遍。',
          undo: 'godebug 组会留下。',
        },
        restrict: {
          title: '只让 godebug 组运行 {path}',
          when: '如果要保留这个 capability，就不要让其他人运行这个文件。',
          tradeoff: '更改文件属主会去掉它的 capability；倒数第二条命令会重新设置。',
          undo: 'godebug 组会留下。',
        },
        tools: {
          title: '安装 capability 工具：{packages}',
          when: '如果想检查这一项，就安装它们。',
        },
      },
    },
  },
  look,
  judge: (seen) => {
    if (seen.delves.length === 0) return { result: 'notapplicable', says: 'no-dlv', evidence: [] }
    if (seen.command === null) return { result: 'notchecked', says: 'no-tool', evidence: [] }
    const evidence = measure(seen)
    const worst = worstOf(seen)
    if (!worst) return { result: 'pass', says: 'none', evidence }
    const { path, capabilities, danger } = worst
    const says = say(danger, { path, capabilities, directory: worst.openDirectory ?? '' })
    const found = `${path} ${capabilities}`
    if (danger === 'writable' || danger === 'replaceable') {
      return {
        result: 'fail',
        // Replacing gains nothing before setcap is repeated by somebody who is root.
        severity: danger === 'writable' ? 'high' : 'medium',
        says,
        found,
        expected: say('noCapabilityOr'),
        evidence,
        causes: [{ likelihood: 'likely', says: 'advice' }],
      }
    }
    const severity = { 'granted-everyone': 'medium', granted: 'low', 'no-effect': 'info' } as const
    return { result: 'informational', severity: severity[danger], says, found, expected: say('noCapability'), evidence }
  },
  fixes: (seen, facts) => {
    const worst = worstOf(seen)
    if (!worst) {
      const packages = packageCommands(facts.distro, 'capability-tools')
      if (seen.command !== null || !packages) return []
      return [
        {
          id: 'tools',
          values: { packages: packages.packages.join(' ') },
          privilege: 'root',
          activation: packages.activation,
          commands: [packages.install],
          undo: { level: 'full', commands: [packages.remove] },
        },
      ]
    }
    const { path, capabilities, danger, status } = worst
    const setBack = shell`sudo setcap ${capabilities} ${path}`
    const remove: DescribedFix<'remove' | 'separate' | 'restrict'> = {
      id: 'remove',
      values: { path },
      privilege: 'root',
      activation: 'now',
      commands: [shell`sudo setcap -r ${path}`],
      undo: { level: 'full', commands: [setBack] },
    }
    const user = facts.user.name ?? 'USER'
    const join = ['sudo groupadd -f godebug', shell`sudo gpasswd -a ${user} godebug`]
    const leave = shell`sudo gpasswd -d ${user} godebug`
    const copy = `${ownPlace}/dlv`
    // A copy cannot be put onto itself: there the owner is what has to change.
    if (danger === 'granted-everyone' || (danger === 'writable' && path === copy)) {
      const mode = status.mode.toString(8).padStart(4, '0')
      const commands = [
        ...join,
        shell`sudo chown root:godebug ${path}`,
        shell`sudo chmod 0750 ${path}`,
        setBack,
        shell`/usr/sbin/getcap ${path}`,
      ]
      const undo = [
        shell`sudo chown ${`${status.uid}:${status.gid}`} ${path}`,
        shell`sudo chmod ${mode} ${path}`,
        setBack,
        leave,
      ]
      return [
        remove,
        {
          id: 'restrict',
          values: { path },
          privilege: 'root',
          activation: 'relogin',
          commands,
          undo: { level: 'partial', commands: undo },
        },
      ]
    }
    if (danger !== 'writable' && danger !== 'replaceable') return [remove]
    return [
      remove,
      {
        id: 'separate',
        values: { place: ownPlace },
        privilege: 'root',
        activation: 'relogin',
        commands: [
          shell`sudo setcap -r ${path}`,
          ...join,
          shell`sudo install -d -m 0755 ${ownPlace}`,
          shell`sudo install -o root -g godebug -m 0750 ${path} ${copy}`,
          shell`sudo setcap cap_sys_ptrace=ep ${copy}`,
        ],
        undo: { level: 'partial', commands: [shell`sudo rm ${copy}`, shell`sudo rmdir ${ownPlace}`, leave, setBack] },
      },
    ]
  },
})
