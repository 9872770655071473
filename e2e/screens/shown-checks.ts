/** Checks whose outcome is decided here, one for everything the screen can show. They go through the real engine. */
import type { Category, Severity } from '#contract'
import { defineCheck, type AnyCheck, type CheckWords, type DescribedFix, type Verdict } from '../../main/core/check.ts'
import { inReportOrder, Unreadable } from '../../main/core/engine.ts'
import { CannotAsk } from '../../main/core/host.ts'
import { say } from '../../main/core/phrase.ts'

interface Shown {
  readonly key: string
  readonly category: Category
  readonly severity?: Severity
  readonly en: CheckWords
  readonly chinese: CheckWords
  readonly verdict?: Verdict<string>
  readonly look?: () => Promise<void>
  readonly fixes?: readonly DescribedFix<string>[]
  readonly references?: AnyCheck['references']
}

const shown = ({ key, category, severity, en, chinese, verdict, look, fixes, references }: Shown): AnyCheck =>
  defineCheck({
    key,
    category,
    severity: severity ?? 'medium',
    references: references ?? [{ title: 'Go: managing installations', url: 'https://go.dev/doc/manage-install' }],
    // The compiler cannot compare words it only knows as a table; that both have the same is looked at by eye here.
    words: { en, 'zh-CN': chinese as unknown as AnyCheck['words']['zh-CN'] },
    look: look ?? (() => Promise.resolve()),
    judge: () => verdict ?? { result: 'pass', says: 'good', evidence: [] },
    fixes: () => fixes ?? [],
  })

const plain = (
  key: string,
  category: Category,
  title: string,
  chineseTitle: string,
  good: string,
  chineseGood: string,
): AnyCheck =>
  shown({
    key,
    category,
    en: { title, why: 'Builds fail in ways that are hard to read.', says: { good } },
    chinese: { title: chineseTitle, why: '构建会以难以理解的方式失败。', says: { good: chineseGood } },
  })

/** A path longer than any window is wide. */
export const longPath =
  '/home/ana/work/clients/north-sea-harbour-authority/berth-planning/third_party/toolchains/vendored/linux-amd64/go1.19.13/bin/go'

/** What the slow check waits for. */
export interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
}

export const createGate = (): Gate => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

/** Whether the check of the error state gets an answer: not before it is mended. */
export interface Repair {
  readonly isMended: () => boolean
  readonly mend: () => void
}

export const createRepair = (): Repair => {
  let isMended = false
  return { isMended: () => isMended, mend: () => (isMended = true) }
}

const pathFix: DescribedFix<string> = {
  id: 'comment',
  privilege: 'user',
  activation: 'new-shell',
  commands: ["sed -i.bak '12s/^/# /' ~/.profile"],
  undo: { level: 'full', commands: ['mv ~/.profile.bak ~/.profile'] },
}

/** One check for each state, plus those that `gate` and `repair` steer, in the order of a report. */
export const shownChecks = (repair: Repair, gate?: Gate): readonly AnyCheck[] => inReportOrder(madeChecks(repair, gate))

const madeChecks = (repair: Repair, gate?: Gate): readonly AnyCheck[] => [
  shown({
    key: 'go.goroot.set',
    category: 'toolchain',
    severity: 'high',
    en: {
      title: 'GOROOT is left to the go command',
      why: 'With GOROOT pointing at another tree, the go command and the standard library are of different versions, and every build stops with “package … is not in std”.',
      says: {
        bad: 'GOROOT is set to a tree that is not the one of the go command.',
        line: 'GOROOT in the login shell',
        profile: '~/.profile, line 12',
        article: 'An old installation guide told you to export GOROOT.',
        version: 'A version manager that is no longer there left the line behind.',
      },
      fixes: {
        comment: {
          title: 'Comment out GOROOT in ~/.profile',
          when: 'If you do not need GOROOT for anything else, then comment out line 12 of ~/.profile.',
        },
        shell: {
          title: 'Remove GOROOT from this shell only',
          when: 'If you want to try first whether this helps, then remove it from the present terminal.',
          tradeoff: 'It is back in the next terminal.',
          undo: 'the terminal forgets it when it is closed.',
        },
      },
    },
    chinese: {
      title: 'GOROOT 交由 go 命令决定',
      why: 'GOROOT 指向另一个目录树时，go 命令与标准库的版本不一致，每次构建都会停在“package … is not in std”。',
      says: {
        bad: 'GOROOT 指向的目录树不是这个 go 命令的。',
        line: '登录 shell 中的 GOROOT',
        profile: '~/.profile，第 12 行',
        article: '某篇旧的安装教程让你导出 GOROOT。',
        version: '已经不在的版本管理工具留下了这一行。',
      },
      fixes: {
        comment: {
          title: '注释掉 ~/.profile 中的 GOROOT',
          when: '如果别处不需要 GOROOT，就注释掉 ~/.profile 的第 12 行。',
        },
        shell: {
          title: '只在当前 shell 中去掉 GOROOT',
          when: '如果想先试试是否有效，就在当前终端里去掉它。',
          tradeoff: '下一个终端里它又会出现。',
          undo: '终端关闭后就不再记得。',
        },
      },
    },
    verdict: {
      result: 'fail',
      says: 'bad',
      found: '/usr/lib/go-1.19',
      expected: '/usr/local/go',
      evidence: [
        { label: 'line', source: '/bin/bash -lc env', observed: '/usr/lib/go-1.19', expected: '/usr/local/go' },
        { label: 'profile', source: '/home/ana/.profile', observed: 'export GOROOT=/usr/lib/go-1.19', expected: null },
      ],
      causes: [
        { likelihood: 'likely', says: 'article' },
        { likelihood: 'possible', says: 'version' },
      ],
    },
    fixes: [
      pathFix,
      {
        id: 'shell',
        privilege: 'user',
        activation: 'now',
        commands: ['unset GOROOT'],
        undo: { level: 'partial', commands: ['export GOROOT=/usr/lib/go-1.19'] },
      },
    ],
  }),
  shown({
    key: 'go.install.several',
    category: 'toolchain',
    severity: 'low',
    en: {
      title: 'One Go is enough',
      why: 'Which Go runs depends on the terminal.',
      says: { bad: 'Two Go installations are on PATH.', one: 'one installation', here: 'Found on PATH' },
      fixes: {
        remove: {
          title: 'Remove the older one',
          when: 'If nothing needs it, then remove it.',
          undo: 'it has to be downloaded again.',
        },
      },
    },
    chinese: {
      title: '一个 Go 就够了',
      why: '实际运行哪个 Go 取决于终端。',
      says: { bad: 'PATH 上有两个 Go。', one: '一个安装', here: '在 PATH 上找到' },
      fixes: {
        remove: { title: '移除较旧的那个', when: '如果没有程序需要它，就移除它。', undo: '之后需要重新下载。' },
      },
    },
    verdict: {
      result: 'fail',
      says: 'bad',
      found: longPath,
      expected: say('one'),
      evidence: [{ label: 'here', source: longPath, observed: 'go1.19.13', expected: null }],
    },
    fixes: [
      {
        id: 'remove',
        privilege: 'root',
        activation: 'now',
        commands: ['sudo apt-get remove golang-1.19-go', `ls -l ${longPath}`],
        undo: { level: 'none', commands: [] },
      },
    ],
  }),
  plain(
    'go.toolchain.mixed',
    'toolchain',
    'The Go tree is whole',
    'Go 目录树是完整的',
    'All 312 packages of the standard library are of go1.24.5.',
    '标准库的 312 个包都属于 go1.24.5。',
  ),
  shown({
    key: 'shell.path.sessions',
    category: 'shell',
    en: {
      title: 'Every session finds the same Go',
      why: 'A program started from the desktop gets another Go than the terminal.',
      says: { bad: 'The desktop session finds no Go.', none: 'no Go', desktop: 'Desktop session' },
      fixes: {
        comment: {
          title: 'Set PATH in ~/.profile',
          when: 'If you start your editor from the desktop, then set PATH where the desktop reads it.',
        },
      },
    },
    chinese: {
      title: '每个会话找到同一个 Go',
      why: '从桌面启动的程序得到的 Go 与终端不同。',
      says: { bad: '桌面会话找不到 Go。', none: '没有 Go', desktop: '桌面会话' },
      fixes: {
        comment: { title: '在 ~/.profile 中设置 PATH', when: '如果从桌面启动编辑器，就在桌面会读取的地方设置 PATH。' },
      },
    },
    verdict: {
      result: 'fail',
      says: 'bad',
      found: say('none'),
      expected: '/usr/local/go/bin/go',
      evidence: [
        {
          label: 'desktop',
          source: '/usr/bin/systemctl --user show-environment',
          observed: null,
          expected: '/usr/local/go/bin/go',
        },
      ],
    },
    fixes: [pathFix],
  }),
  plain(
    'shell.gobin.path',
    'shell',
    'Programs installed with go install are found',
    '找得到 go install 安装的程序',
    '/home/ana/go/bin is on PATH in every session.',
    '每个会话的 PATH 中都有 /home/ana/go/bin。',
  ),
  shown({
    key: 'security.selinux.label',
    category: 'security',
    severity: 'high',
    en: { title: 'SELinux lets Go run', why: 'Programs are refused.', says: { good: 'It does.' } },
    chinese: { title: 'SELinux 允许运行 Go', why: '程序会被拒绝。', says: { good: '允许。' } },
    look: () =>
      repair.isMended()
        ? Promise.resolve()
        : Promise.reject(new Unreadable('/usr/sbin/getenforce', 'timed out after 3 s')),
  }),
  shown({
    key: 'network.proxy.reachable',
    category: 'network',
    en: {
      title: 'The module proxy answers',
      why: 'Downloads hang.',
      says: { asked: 'It was not asked whether the network may be used.' },
    },
    chinese: { title: '模块代理有应答', why: '下载会卡住。', says: { asked: '尚未询问是否可以使用网络。' } },
    verdict: { result: 'unknown', says: 'asked', evidence: [] },
  }),
  shown({
    key: 'systemd.user.limits',
    category: 'systemd',
    en: { title: 'Services may open enough files', why: 'Servers stop accepting connections.', says: { good: 'x' } },
    chinese: { title: '服务可以打开足够多的文件', why: '服务器会停止接受连接。', says: { good: 'x' } },
    look: () => Promise.reject(new CannotAsk('needs-session', 'systemctl --user')),
  }),
  shown({
    key: 'debug.ptrace.scope',
    category: 'debug',
    severity: 'info',
    en: {
      title: 'Delve may attach to running programs',
      why: 'Attaching to a program that runs already needs a permission that starting one does not.',
      says: {
        note: 'Only child programs may be debugged: dlv debug works, dlv attach does not.',
        value: 'kernel.yama.ptrace_scope',
      },
      fixes: {
        once: {
          title: 'Allow it until the next restart',
          when: 'If you need dlv attach now, then allow it until the next restart.',
          tradeoff:
            'While this is on, any program you run can read the memory of your other programs, browsers and SSH keys included.',
        },
      },
    },
    chinese: {
      title: 'Delve 可以附加到运行中的程序',
      why: '附加到已经运行的程序需要一项启动程序时不需要的权限。',
      says: { note: '只能调试子程序：dlv debug 可用，dlv attach 不可用。', value: 'kernel.yama.ptrace_scope' },
      fixes: {
        once: {
          title: '允许到下次重启',
          when: '如果现在就需要 dlv attach，就允许到下次重启为止。',
          tradeoff: '开启期间，你运行的任何程序都能读取你其他程序的内存，包括浏览器和 SSH 密钥。',
        },
      },
    },
    verdict: {
      result: 'informational',
      says: 'note',
      evidence: [{ label: 'value', source: '/proc/sys/kernel/yama/ptrace_scope', observed: '1', expected: null }],
    },
    fixes: [
      {
        id: 'once',
        privilege: 'root',
        activation: 'now',
        commands: ['sudo sysctl -w kernel.yama.ptrace_scope=0'],
        undo: { level: 'full', commands: ['sudo sysctl -w kernel.yama.ptrace_scope=1'] },
      },
    ],
  }),
  shown({
    key: 'security.apparmor.go',
    category: 'security',
    en: {
      title: 'AppArmor lets Go run',
      why: 'Programs are refused.',
      says: { none: 'Does not apply: no AppArmor on this system.' },
    },
    chinese: {
      title: 'AppArmor 允许运行 Go',
      why: '程序会被拒绝。',
      says: { none: '不适用：这个系统没有 AppArmor。' },
    },
    verdict: { result: 'notapplicable', says: 'none', evidence: [] },
  }),
  plain(
    'kernel.floor',
    'kernel',
    'The kernel is new enough for this Go',
    '内核对这个 Go 来说足够新',
    'Linux 6.1.0-13-amd64 is above the floor of go1.24.5, which is 3.2.',
    'Linux 6.1.0-13-amd64 高于 go1.24.5 的下限 3.2。',
  ),
  plain(
    'kernel.arch',
    'kernel',
    'The processor fits GOAMD64',
    '处理器满足 GOAMD64',
    'GOAMD64=v1 runs on every amd64 processor.',
    'GOAMD64=v1 可在所有 amd64 处理器上运行。',
  ),
  plain(
    'filesystem.space',
    'filesystem',
    'There is room to build',
    '有足够的构建空间',
    '41 GB are free for /home/ana/.cache/go-build.',
    '/home/ana/.cache/go-build 还有 41 GB 可用。',
  ),
  ...(gate
    ? [
        shown({
          key: 'filesystem.slow',
          category: 'filesystem',
          en: { title: 'The disks answer in time', why: 'Builds wait.', says: { good: 'They do.' } },
          chinese: { title: '磁盘及时应答', why: '构建要等待。', says: { good: '及时。' } },
          look: () => gate.opened,
        }),
      ]
    : []),
]
