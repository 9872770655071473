/** K32: debuggers may start programs and attach to them. Yama decides for most machines; other gates are named. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { Unreadable } from '../engine.ts'
import { CannotAsk, valueOr, type ReadableHost } from '../host.ts'
import { say } from '../phrase.ts'
import type { MachineFacts } from '../probes/facts.ts'
import { readSysctlAtBoot, type SysctlAtBoot } from '../probes/sysctl.ts'
import { shell } from '../shell.ts'

const key = 'kernel.yama.ptrace_scope'
const scopePath = '/proc/sys/kernel/yama/ptrace_scope'
const denyPath = '/sys/fs/selinux/booleans/deny_ptrace'
const statusPath = '/proc/self/status'

/** Yama.rst of the kernel: 0 classic, 1 restricted, 2 admin-only, 3 no attach, which stays until a restart. */
type Scope = 0 | 1 | 2 | 3

interface Seen {
  /** Null where Yama is not active. */
  readonly scope: Scope | null
  readonly atBoot: SysctlAtBoot
  /** SELinux's boolean; null where there is none. */
  readonly deniesPtrace: boolean | null
  /** Mode 2 is a filter, as containers have it. */
  readonly seccomp: string | null
  /** Whether CAP_SYS_PTRACE (bit 19) can be had at all here; null where that is not told. */
  readonly canHaveCapability: boolean | null
}

/** Where Yama is not active there is no such file; anything but the four values is not Yama's word. */
const readScope = async (host: ReadableHost): Promise<Scope | null> => {
  const text = await host.readText(scopePath)
  if (!text.ok && text.why === 'absent') return null
  if (!text.ok) throw new Unreadable(scopePath, text.detail)
  const value = text.value.trim()
  const scope = ([0, 1, 2, 3] as const).find((candidate) => String(candidate) === value)
  if (scope === undefined) throw new Unreadable(scopePath, JSON.stringify(value.slice(0, 40)))
  return scope
}

const fieldOf = (status: string, name: string): string | null =>
  new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? null

export const check = defineCheck({
  key: 'debug.ptrace-scope',
  category: 'debug',
  severity: 'medium',
  references: [
    { title: 'Linux: Yama', url: 'https://www.kernel.org/doc/html/latest/admin-guide/LSM/Yama.html' },
    { title: 'ptrace(2)', url: 'https://man7.org/linux/man-pages/man2/ptrace.2.html' },
    { title: 'sysctl.d(5)', url: 'https://man7.org/linux/man-pages/man5/sysctl.d.5.html' },
  ],
  words: {
    en: {
      title: 'Debuggers may start programs and attach to them',
      why: 'Where the kernel forbids it, "dlv attach" ends with "could not attach to pid", and in stricter settings even "dlv debug" and "dlv test" fail. Profiling with pprof is not affected.',
      says: {
        free: 'Nothing restricts debuggers: Yama is not active in this kernel.',
        open: 'Starting and attaching both work. Every program of yours may also read the memory of your others, browsers and SSH keys included.',
        children:
          'Starting a program under Delve works. Attaching to one that already runs does not, unless it is a child of the debugger.',
        admin: 'Only administrators may debug: even starting a program under Delve fails.',
        locked: 'Nobody may attach, not even root, and the kernel keeps it so until the next restart.',
        selinux: 'SELinux forbids all debugging: its boolean deny_ptrace is on.',
        seccomp: 'The seccomp filter of this container forbids ptrace, as those made for kernels before 4.8 do.',
        now: 'Now',
        afterRestart: 'After a restart',
        overruled: 'Set as well, but overruled',
        unreadableFile: 'Sets something that cannot be read',
        deny: 'SELinux boolean deny_ptrace',
        filter: 'Seccomp mode (2 is a filter)',
        capability: 'Whether CAP_SYS_PTRACE can be had here',
        absent: 'absent: Yama is not active',
        level0: '0: any program of yours',
        level1: '1: only child programs',
        level2: '2: administrators only',
        level3: '3: disabled until restart',
        configured: '{value} (line {line})',
        unconfigured: 'not set by any file: the default of the kernel',
        unreadable: 'no permission to read it',
        atMost: '0 or 1',
        asConfigured: '{value}, as {file} sets it at start',
        on: 'on',
        off: 'off',
        yes: 'yes',
        no: 'no',
        byFile: '{file}, line {line}, sets it at start.',
        byHand: 'Someone or something set it after the start: it will change with the next restart.',
      },
      fixes: {
        launch: {
          title: 'Start the program under Delve instead of attaching',
          when: 'If the program can be started anew, then use "dlv debug", "dlv test" or "dlv exec": these need no change at all.',
        },
        ambient: {
          title: 'Attach once, with one capability for one debugger',
          when: 'If you want to attach to a program of yours now, then give this one run of Delve the right to. It asks for the process number.',
          tradeoff: 'That run of Delve could read the memory of every process that its user may see.',
          undo: 'There is nothing to undo: it ends with that run of Delve.',
        },
        root: {
          title: 'Attach once as root',
          when: 'If the program belongs to another user, then run this one Delve as root. It asks for the process number.',
          tradeoff: 'Delve runs with all rights while it is attached.',
          undo: 'There is nothing to undo: it ends with that run of Delve.',
        },
        'attach-temporary': {
          title: 'Change 1 to 0 until the next restart',
          when: 'If you need to attach often today, then change the setting of the running kernel.',
          tradeoff:
            'While it is 0, any program you run can read the memory of your other programs, browsers and SSH keys included. CIS and STIG ask for the restricted setting.',
        },
        'attach-permanent': {
          title: 'Change 1 to 0 for good',
          when: 'If this computer is for development only, then set it at every start.',
          tradeoff:
            'Any program you run can then always read the memory of your other programs, browsers and SSH keys included. CIS and STIG ask for the restricted setting.',
        },
        'launch-temporary': {
          title: 'Change 2 to 1 until the next restart',
          when: 'If you need to start programs under Delve today, then change the setting of the running kernel.',
          tradeoff: 'Someone chose 2 on purpose: 1 lets every program trace the programs that it starts.',
        },
        'launch-permanent': {
          title: 'Change 2 to 1 for good',
          when: 'If programs are developed on this computer, then set it at every start.',
          tradeoff: 'Someone chose 2 on purpose: 1 lets every program trace the programs that it starts.',
        },
        restrict: {
          title: 'Change 0 to 1 until the next restart',
          when: "If you do not need to attach to running programs now, then keep your programs out of each other's memory. Starting programs under Delve goes on working.",
        },
        'restrict-permanent': {
          title: 'Change 0 to 1 for good',
          when: 'If you hardly ever attach to running programs, then set 1 at every start, as Ubuntu and Arch do.',
          tradeoff: 'Attaching then needs one of the other ways.',
        },
        unlock: {
          title: 'Take the 3 out of {file}, then restart',
          when: 'If debugging is needed on this computer, then comment the line out. Only a restart lowers the setting.',
        },
        boolean: {
          title: 'Turn deny_ptrace off until the next restart',
          when: 'If you need a debugger now, then turn off this one boolean. SELinux stays as it is.',
          tradeoff: 'Programs may read the memory of others of the same user again, as far as SELinux lets them.',
        },
        'on-host': {
          title: 'Change it on the machine that runs this container',
          when: 'If you need more than starting programs, then change the setting there: the kernel is shared, and it cannot be changed from inside.',
        },
        'run-option': {
          title: 'Start the container with --cap-add=SYS_PTRACE',
          when: 'If you may start the container anew, then give it this one capability, which also opens the filter.',
          tradeoff:
            "Root of the container may then trace every process in it; with the host's process namespace, every process of the host.",
        },
      },
    },
    'zh-CN': {
      title: '调试器可以启动程序并附加到程序上',
      why: '内核禁止时，“dlv attach” 会报 “could not attach to pid”；设置更严格时，连 “dlv debug” 和 “dlv test” 也会失败。pprof 性能分析不受影响。',
      says: {
        free: '没有任何东西限制调试器：此内核没有启用 Yama。',
        open: '启动和附加都可以。你的每个程序也都能读取你其他程序的内存，包括浏览器和 SSH 密钥。',
        children: '可以在 Delve 下启动程序；不能附加到已在运行的程序，除非它是调试器的子进程。',
        admin: '只有管理员可以调试：连在 Delve 下启动程序也会失败。',
        locked: '任何人都不能附加，root 也不行；内核会一直保持到下次重启。',
        selinux: 'SELinux 禁止一切调试：布尔值 deny_ptrace 已打开。',
        seccomp: '这个容器的 seccomp 过滤器禁止 ptrace，为 4.8 之前内核制作的过滤器都是如此。',
        now: '现在',
        afterRestart: '重启之后',
        overruled: '也有设置，但被覆盖',
        unreadableFile: '设置了什么无法读取',
        deny: 'SELinux 布尔值 deny_ptrace',
        filter: 'Seccomp 模式（2 表示过滤器）',
        capability: '这里能否获得 CAP_SYS_PTRACE',
        absent: '不存在：没有启用 Yama',
        level0: '0：你的任何程序',
        level1: '1：仅限子进程',
        level2: '2：仅限管理员',
        level3: '3：重启前禁用',
        configured: '{value}（第 {line} 行）',
        unconfigured: '没有文件设置它：使用内核默认值',
        unreadable: '没有读取权限',
        atMost: '0 或 1',
        asConfigured: '{value}，启动时由 {file} 设置',
        on: '开',
        off: '关',
        yes: '能',
        no: '不能',
        byFile: '启动时由 {file} 第 {line} 行设置。',
        byHand: '启动之后有人或程序改过它：下次重启会再变。',
      },
      fixes: {
        launch: {
          title: '在 Delve 下启动程序，而不是附加',
          when: '如果程序可以重新启动，就用 “dlv debug”、“dlv test” 或 “dlv exec”：完全不需要改动任何设置。',
        },
        ambient: {
          title: '只附加一次，只给这个调试器一项能力',
          when: '如果现在要附加到自己的程序，就只给这一次运行的 Delve 这项权限。它会询问进程号。',
          tradeoff: '这次运行的 Delve 能读取其用户可见的所有进程的内存。',
          undo: '无需撤销：这次 Delve 运行结束即失效。',
        },
        root: {
          title: '以 root 身份附加一次',
          when: '如果程序属于其他用户，就以 root 身份运行这一次 Delve。它会询问进程号。',
          tradeoff: '附加期间 Delve 拥有全部权限。',
          undo: '无需撤销：这次 Delve 运行结束即失效。',
        },
        'attach-temporary': {
          title: '在下次重启前把 1 改为 0',
          when: '如果今天经常需要附加，就更改正在运行的内核的设置。',
          tradeoff:
            '为 0 期间，你运行的任何程序都能读取你其他程序的内存，包括浏览器和 SSH 密钥。CIS 和 STIG 要求使用受限设置。',
        },
        'attach-permanent': {
          title: '永久地把 1 改为 0',
          when: '如果这台电脑只用于开发，就在每次启动时设置它。',
          tradeoff:
            '此后你运行的任何程序始终能读取你其他程序的内存，包括浏览器和 SSH 密钥。CIS 和 STIG 要求使用受限设置。',
        },
        'launch-temporary': {
          title: '在下次重启前把 2 改为 1',
          when: '如果今天需要在 Delve 下启动程序，就更改正在运行的内核的设置。',
          tradeoff: '2 是有人特意选择的：1 允许每个程序跟踪由它启动的程序。',
        },
        'launch-permanent': {
          title: '永久地把 2 改为 1',
          when: '如果在这台电脑上开发程序，就在每次启动时设置它。',
          tradeoff: '2 是有人特意选择的：1 允许每个程序跟踪由它启动的程序。',
        },
        restrict: {
          title: '在下次重启前把 0 改为 1',
          when: '如果现在不需要附加到运行中的程序，就不要让你的程序互相读取内存。在 Delve 下启动程序仍然可用。',
        },
        'restrict-permanent': {
          title: '永久地把 0 改为 1',
          when: '如果很少附加到运行中的程序，就像 Ubuntu 和 Arch 那样在每次启动时设为 1。',
          tradeoff: '此后附加需要使用其他方法。',
        },
        unlock: {
          title: '从 {file} 中去掉 3，然后重启',
          when: '如果这台电脑需要调试，就注释掉那一行。只有重启才能降低这个设置。',
        },
        boolean: {
          title: '在下次重启前关闭 deny_ptrace',
          when: '如果现在需要调试器，就只关闭这一个布尔值。SELinux 保持不变。',
          tradeoff: '在 SELinux 允许的范围内，程序又可以读取同一用户其他程序的内存。',
        },
        'on-host': {
          title: '在运行这个容器的机器上更改',
          when: '如果仅启动程序还不够，就在那台机器上更改设置：内核是共用的，无法从容器内部更改。',
        },
        'run-option': {
          title: '用 --cap-add=SYS_PTRACE 启动容器',
          when: '如果可以重新启动容器，就给它这一项能力，过滤器也会随之放行。',
          tradeoff: '容器的 root 从此可以跟踪其中的所有进程；若共用主机的进程命名空间，则是主机的所有进程。',
        },
      },
    },
  },
  look: async (host, facts): Promise<Seen> => {
    if (!host.canRun) throw new CannotAsk('needs-running', scopePath)
    const [scope, atBoot, deny, status] = await Promise.all([
      readScope(host),
      readSysctlAtBoot(host, key, facts.init),
      host.readText(denyPath),
      host.readText(statusPath),
    ])
    const own = valueOr(status, '')
    const bounding = fieldOf(own, 'CapBnd')
    return {
      scope,
      atBoot,
      deniesPtrace: deny.ok ? deny.value.trim().startsWith('1') : null,
      seccomp: fieldOf(own, 'Seccomp'),
      canHaveCapability: bounding === null ? null : ((Number.parseInt(bounding.slice(-8), 16) >>> 19) & 1) === 1,
    }
  },
  judge: (seen, facts) => {
    const { scope, atBoot } = seen
    const evidence = rowsOf(seen)
    const found = scope === null ? say('absent') : say(`level${scope}`)
    const { winner } = atBoot
    const isDrifted = scope !== null && winner !== null && winner.value !== String(scope)
    const cause = winner && !isDrifted ? say('byFile', { file: winner.file, line: winner.line }) : 'byHand'
    const causes = winner ? ([{ likelihood: 'likely', says: cause }] as const) : []
    if (scope === 3) return { result: 'fail', says: 'locked', found, expected: say('atMost'), causes, evidence }
    if (scope === 2) return { result: 'fail', says: 'admin', found, expected: say('atMost'), causes, evidence }
    if (seen.deniesPtrace) {
      return { result: 'fail', says: 'selinux', found: 'deny_ptrace = on', expected: 'deny_ptrace = off', evidence }
    }
    if (isOldFilter(seen, facts)) return { result: 'fail', says: 'seccomp', evidence }
    if (scope === null) return { result: 'pass', says: 'free', evidence }
    const expected = isDrifted ? { expected: say('asConfigured', { value: winner.value, file: winner.file }) } : {}
    const says = scope === 0 ? 'open' : 'children'
    return { result: 'informational', severity: 'info', says, found, ...expected, causes, evidence }
  },
  fixes: (seen, facts) => {
    const { scope, atBoot } = seen
    const now = { privilege: 'user', activation: 'now', commands: [], undo: { level: 'full', commands: [] } } as const
    const fixes: DescribedFix<FixId>[] = []
    const isInContainer = facts.container !== null
    if (scope === 3) {
      if (isInContainer) return [{ id: 'on-host', ...now }]
      const file = atBoot.winner?.value === '3' ? atBoot.winner.file : null
      const isOurs = file?.startsWith('/etc/') === true
      return [
        {
          id: 'unlock',
          values: { file: file ?? '/etc/sysctl.d' },
          privilege: 'root',
          activation: 'reboot',
          commands: isOurs ? [shell`sudo sed -i '/ptrace_scope/s/^/#/' ${file}`] : [],
          undo: { level: 'full', commands: isOurs ? [shell`sudo sed -i '/ptrace_scope/s/^#//' ${file}`] : [] },
        },
      ]
    }
    if (scope === 1) fixes.push({ id: 'launch', ...now })
    if ((scope === 1 || scope === 2) && seen.canHaveCapability !== false) {
      fixes.push({ id: 'ambient', ...now, privilege: 'root', commands: [attachAmbient] })
      fixes.push({ id: 'root', ...now, privilege: 'root', commands: [attachAsRoot] })
    }
    if (seen.deniesPtrace && scope !== 2) {
      fixes.push({
        id: 'boolean',
        privilege: 'root',
        activation: 'now',
        commands: ['sudo setsebool deny_ptrace off'],
        undo: { level: 'full', commands: ['sudo setsebool deny_ptrace on'] },
      })
    }
    if (isOldFilter(seen, facts)) fixes.push({ id: 'run-option', ...now })
    if (scope === null) return fixes
    if (isInContainer) return [...fixes, { id: 'on-host', ...now }]
    // From 2 only back to where starting programs works; never towards 3, which nothing but a restart undoes.
    const [target, forNow, forGood] = changes[scope]
    const set = (value: number): string => shell`sudo sysctl -w ${`${key}=${value}`}`
    fixes.push({
      id: forNow,
      privilege: 'root',
      activation: 'now',
      commands: [set(target)],
      undo: { level: 'full', commands: [set(scope)] },
    })
    const dropIn = dropInAfter(atBoot)
    if (dropIn !== null) {
      fixes.push({
        id: forGood,
        privilege: 'root',
        activation: 'now',
        commands: [shell`echo ${`${key} = ${target}`} | sudo tee ${dropIn}`, set(target)],
        undo: { level: 'full', commands: [shell`sudo rm ${dropIn}`, set(scope)] },
      })
    }
    return fixes
  },
})

type FixId =
  'launch' | 'ambient' | 'root' | 'unlock' | 'boolean' | 'on-host' | 'run-option' | (typeof changes)[0 | 1 | 2][1 | 2]

/** By the scope there is: the scope to go to, and the fixes that go there until a restart and for good. */
const changes = {
  0: [1, 'restrict', 'restrict-permanent'],
  1: [0, 'attach-temporary', 'attach-permanent'],
  2: [1, 'launch-temporary', 'launch-permanent'],
} as const

/** One run of Delve with one capability, as the person: no file is changed, and nothing is left behind. */
const attachAmbient =
  'printf "PID: "; read -r pid && sudo setpriv --reuid="$(id -u)" --regid="$(id -g)" --init-groups --inh-caps=+sys_ptrace --ambient-caps=+sys_ptrace env HOME="$HOME" PATH="$PATH" dlv attach "$pid"'
const attachAsRoot = 'printf "PID: "; read -r pid && sudo "$(command -v dlv)" attach "$pid"'

/** Docker's filters let ptrace through on kernels from 4.8 on, where it no longer opens a way around them. */
const isOldFilter = ({ seccomp }: Seen, { container, kernel }: MachineFacts): boolean =>
  container !== null &&
  seccomp === '2' &&
  kernel.major !== null &&
  kernel.minor !== null &&
  (kernel.major < 4 || (kernel.major === 4 && kernel.minor < 8))

/** A file that applies after the one that counts now; null where none would (sysctl.conf, read last). */
const dropInAfter = ({ winner }: SysctlAtBoot): string | null => {
  const name = winner && winner.line > 0 ? winner.file.slice(winner.file.lastIndexOf('/') + 1) : ''
  if (winner?.file === '/etc/sysctl.conf') return null
  const own = ['60-groundwork-ptrace.conf', 'zz-groundwork-ptrace.conf'].find((candidate) => candidate > name)
  return own === undefined ? null : `/etc/sysctl.d/${own}`
}

type RowCode =
  | 'now'
  | 'afterRestart'
  | 'overruled'
  | 'unreadableFile'
  | 'deny'
  | 'filter'
  | 'capability'
  | 'absent'
  | `level${Scope}`
  | 'configured'
  | 'unconfigured'
  | 'unreadable'
  | 'atMost'
  | 'on'
  | 'off'
  | 'yes'
  | 'no'

const rowsOf = ({ scope, atBoot, deniesPtrace, seccomp, canHaveCapability }: Seen): readonly Measured<RowCode>[] => {
  const { winner, lines, unreadable } = atBoot
  const row = (label: RowCode, source: string, observed: Measured<RowCode>['observed']): Measured<RowCode> => ({
    label,
    source,
    observed,
  })
  const valueOf = ({ value, line }: { value: string; line: number }) => say('configured', { value, line })
  return [
    { ...row('now', scopePath, scope === null ? say('absent') : say(`level${scope}`)), expected: say('atMost') },
    ...(scope === null
      ? []
      : [row('afterRestart', winner?.file ?? 'sysctl.d', winner ? valueOf(winner) : say('unconfigured'))]),
    ...lines.slice(0, -1).map((line) => row('overruled', line.file, valueOf(line))),
    ...unreadable.map((file) => row('unreadableFile', file, say('unreadable'))),
    ...(deniesPtrace === null
      ? []
      : [{ ...row('deny', denyPath, say(deniesPtrace ? 'on' : 'off')), expected: say('off') }]),
    ...(seccomp === null ? [] : [row('filter', `${statusPath}: Seccomp`, seccomp)]),
    ...(canHaveCapability === null
      ? []
      : [row('capability', `${statusPath}: CapBnd`, say(canHaveCapability ? 'yes' : 'no'))]),
  ]
}
