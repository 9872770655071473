/** K05: the kernel is new enough for this Go. The only floor Go has on Linux; there is no 4.15 threshold. */
import { defineCheck } from '../check.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'

/** Floors by the minor version of Go, from the release notes of 1.18 and 1.24 and go.dev/wiki/MinimumRequirements. */
const floors = [
  { sinceGo: 24, text: '3.2' },
  { sinceGo: 18, text: '2.6.32' },
  { sinceGo: 0, text: '2.6.23' },
] as const

/** The first three numbers of a version as one that compares, or null where there is none. */
const rank = (version: string): number | null => {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version)
  return parts ? Number(parts[1]) * 1e8 + Number(parts[2]) * 1e4 + Number(parts[3] ?? 0) : null
}

export const check = defineCheck({
  key: 'kernel.min-version',
  category: 'kernel',
  severity: 'high',
  references: [{ title: 'Go: minimum requirements', url: 'https://go.dev/wiki/MinimumRequirements' }],
  words: {
    en: {
      title: 'The kernel is new enough for this Go',
      why: 'On a kernel below its floor, Go programs stop at their start or fail in ways that are hard to read.',
      says: {
        enough: 'Linux {release} is above the floor of {go}, which is {floor}.',
        old: 'Linux {release} is below the floor of {go}, which is {floor}.',
        unknown: 'The kernel does not say a version that can be read: {release}.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        kernel: 'Kernel release',
        atLeast: 'Linux {floor} or newer',
      },
      fixes: {
        older: {
          title: 'Use a Go that this kernel can run',
          when: 'If this kernel cannot be changed, then install Go 1.23, the last for kernels from 2.6.32 on.',
          tradeoff: 'Go 1.23 no longer gets security fixes.',
        },
      },
    },
    'zh-CN': {
      title: '内核对这个 Go 来说足够新',
      why: '内核低于下限时，Go 程序一启动就停止，或以难以理解的方式失败。',
      says: {
        enough: 'Linux {release} 高于 {go} 的下限 {floor}。',
        old: 'Linux {release} 低于 {go} 的下限 {floor}。',
        unknown: '内核没有给出可读的版本：{release}。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        kernel: '内核版本',
        atLeast: 'Linux {floor} 或更新',
      },
      fixes: {
        older: {
          title: '使用这个内核能运行的 Go',
          when: '如果内核不能更换，就安装 Go 1.23，它是最后一个支持 2.6.32 起内核的版本。',
          tradeoff: 'Go 1.23 已不再有安全修复。',
        },
      },
    },
  },
  look: async (host) => ({ go: await readActiveGo(host) }),
  judge: ({ go }, facts) => {
    const release = facts.kernel.release ?? ''
    if (!go) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const goMinor = Number(/^go1\.(\d+)/.exec(go.version ?? '')?.[1] ?? Number.NaN)
    const floor = floors.find((candidate) => candidate.sinceGo <= goMinor) ?? floors[0]
    const values = { release, go: go.version ?? 'Go', floor: floor.text }
    const evidence = [
      { label: 'kernel', source: 'uname -r', observed: release, expected: say('atLeast', values) },
    ] as const
    const actual = rank(release)
    if (actual === null) return { result: 'unknown', says: say('unknown', values), evidence }
    return actual >= (rank(floor.text) ?? 0)
      ? { result: 'pass', says: say('enough', values), evidence }
      : { result: 'fail', says: say('old', values), found: values.release, expected: say('atLeast', values), evidence }
  },
  fixes: () => [
    { id: 'older', privilege: 'user', activation: 'new-shell', commands: [], undo: { level: 'full', commands: [] } },
  ],
})
