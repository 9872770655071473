/** K05: the kernel is new enough for this Go. The only floor Go has on Linux; there is no 4.15 threshold. */
import { defineCheck, type Measured } from '../check.ts'
import { goarchOfElf } from '../inspect/elf-goarch.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { minorOf, readGoBinary } from '../probes/go-binary.ts'

interface Floor {
  readonly kernel: string
  /** The first minor version of Go that needs it. */
  readonly sinceGo: number
  /** The last Go before it, where there is one. */
  readonly lastGo: string | null
  /** Where it holds on one processor only. */
  readonly goarch?: string
}

/** From the release notes of Go 1.18, 1.24 and 1.27 and go.dev/wiki/MinimumRequirements; the first that fits counts. */
const floors: readonly Floor[] = [
  { goarch: 'loong64', kernel: '5.19', sinceGo: 0, lastGo: null },
  { goarch: 'mips64le', kernel: '4.8', sinceGo: 0, lastGo: null },
  { goarch: 'ppc64', kernel: '3.13', sinceGo: 27, lastGo: 'Go 1.26' },
  { kernel: '3.2', sinceGo: 24, lastGo: 'Go 1.23' },
  { kernel: '2.6.32', sinceGo: 18, lastGo: 'Go 1.17' },
  { kernel: '2.6.23', sinceGo: 0, lastGo: null },
]

/** RHEL 7 carries what ppc64 needs in its 3.10 (release notes of Go 1.27). */
const hasBackport = (floor: Floor, release: string): boolean =>
  floor.goarch === 'ppc64' && /^3\.10\.0-.*\.el7/.test(release)

/** A version that says nothing counts as the newest: its floor is the highest. */
const floorOf = (version: string | null, goarch: string | null): Floor | undefined => {
  const minor = minorOf(version) ?? Number.POSITIVE_INFINITY
  return floors.find((floor) => floor.sinceGo <= minor && (floor.goarch === undefined || floor.goarch === goarch))
}

/** The first three numbers of a version as one that compares, or null where there is none. */
const rank = (version: string): number | null => {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version)
  return parts ? Number(parts[1]) * 1e8 + Number(parts[2]) * 1e4 + Number(parts[3] ?? 0) : null
}

const isBelow = (release: string, floor: Floor): boolean =>
  (rank(release) ?? 0) < (rank(floor.kernel) ?? 0) && !hasBackport(floor, release)

export const check = defineCheck({
  key: 'kernel.min-version',
  category: 'kernel',
  severity: 'high',
  references: [
    { title: 'Go: minimum requirements', url: 'https://go.dev/wiki/MinimumRequirements' },
    { title: 'Go 1.24 release notes: Linux', url: 'https://go.dev/doc/go1.24#linux' },
  ],
  words: {
    en: {
      title: 'The kernel is new enough for this Go',
      why: 'On a kernel below its floor, Go programs stop at their start or fail in ways that are hard to read.',
      says: {
        enough: 'Linux {release} is not below the floor of {go}, which is {floor}.',
        old: 'Linux {release} is below the floor of {go}, which is {floor}.',
        unknown: 'The kernel does not say a version that can be read: {release}.',
        'no-kernel': 'Not checked: this is a mounted disk, and no kernel of its own is running.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        kernel: 'Kernel release',
        container: 'Container',
        outside: '{container}: the kernel is that of the machine outside',
        atLeast: 'Linux {floor} or newer',
        shared: 'A container has the kernel of the machine that it runs on; a newer image does not change it.',
      },
      fixes: {
        older: {
          title: 'Use {last}, the last that this kernel can run',
          when: 'If this kernel cannot be changed, then install {last} from go.dev/dl.',
          tradeoff: 'Old releases of Go no longer get security fixes.',
        },
        newer: {
          title: 'Move to a distribution with Linux {floor} or newer',
          when: 'If the system can be upgraded, then upgrade it; the machine outside, where this is a container.',
          undo: 'An upgrade of the system is taken back only by installing the old one again.',
        },
      },
    },
    'zh-CN': {
      title: '内核对这个 Go 来说足够新',
      why: '内核低于下限时，Go 程序一启动就停止，或以难以理解的方式失败。',
      says: {
        enough: 'Linux {release} 不低于 {go} 的下限 {floor}。',
        old: 'Linux {release} 低于 {go} 的下限 {floor}。',
        unknown: '内核没有给出可读的版本：{release}。',
        'no-kernel': '未检查：这是一个挂载的磁盘，没有它自己的内核在运行。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        kernel: '内核版本',
        container: '容器',
        outside: '{container}：内核属于外面的机器',
        atLeast: 'Linux {floor} 或更新',
        shared: '容器使用宿主机的内核，换更新的镜像不会改变内核。',
      },
      fixes: {
        older: {
          title: '使用 {last}，它是这个内核能运行的最后一个版本',
          when: '如果内核不能更换，就从 go.dev/dl 安装 {last}。',
          tradeoff: 'Go 的旧版本已不再有安全修复。',
        },
        newer: {
          title: '换用内核为 Linux {floor} 或更新的发行版',
          when: '如果系统可以升级，就升级系统；如果这是容器，则升级外面的机器。',
          undo: '系统升级只能通过重新安装旧系统来撤销。',
        },
      },
    },
  },
  look: async (host) => {
    // A damaged binary is the business of libc.go-linkage; here only its processor would be missing.
    const [go, binary] = await Promise.all([readActiveGo(host), readGoBinary(host).catch(() => null)])
    return go && { version: go.version, goarch: binary?.elf ? goarchOfElf(binary.elf) : null }
  },
  judge: (go, facts) => {
    if (!go) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const { release } = facts.kernel
    if (release === null) return { result: 'notchecked', says: 'no-kernel', evidence: [] }
    const floor = floorOf(go.version, go.goarch ?? facts.arch.goarch)
    const values = { release, go: go.version ?? 'Go', floor: floor?.kernel ?? '' }
    const { container } = facts
    const evidence: readonly Measured<'kernel' | 'container' | 'atLeast' | 'outside'>[] = [
      { label: 'kernel', source: 'uname -r', observed: release, expected: say('atLeast', values) },
      ...(container === null
        ? []
        : [{ label: 'container', source: '/run', observed: say('outside', { container }) } as const]),
    ]
    if (rank(release) === null || !floor) return { result: 'unknown', says: say('unknown', values), evidence }
    if (!isBelow(release, floor)) return { result: 'pass', says: say('enough', values), evidence }
    return {
      result: 'fail',
      says: say('old', values),
      found: `Linux ${release}`,
      expected: say('atLeast', values),
      evidence,
      causes: container === null ? [] : [{ likelihood: 'likely', says: 'shared' }],
    }
  },
  fixes: (go, facts) => {
    const { release } = facts.kernel
    const goarch = go?.goarch ?? facts.arch.goarch
    const floor = go && floorOf(go.version, goarch)
    if (!floor || release === null || !isBelow(release, floor)) return []
    const runnable = floors.find(
      (candidate) =>
        candidate.goarch === undefined && candidate.sinceGo < floor.sinceGo && !isBelow(release, candidate),
    )
    const last = runnable && floors[floors.indexOf(runnable) - 1]?.lastGo
    return [
      ...(last
        ? [
            {
              id: 'older',
              values: { last },
              privilege: 'user',
              activation: 'new-shell',
              commands: [],
              undo: { level: 'full', commands: [] },
            } as const,
          ]
        : []),
      {
        id: 'newer',
        values: { floor: floor.kernel },
        privilege: 'root',
        activation: 'reboot',
        commands: [],
        undo: { level: 'none', commands: [] },
      },
    ]
  },
})
