/** Which distribution this is decides what the fixes of other checks say. Here stands how it was found out. */
import { defineCheck } from '../check.ts'
import { Unreadable } from '../engine.ts'
import { say } from '../phrase.ts'
import { familyByName, readDistro, readMarkedFamilies, readOsRelease } from '../probes/distro.ts'

export const check = defineCheck({
  key: 'distro.identity',
  category: 'packages',
  severity: 'info',
  references: [
    { title: 'os-release(5)', url: 'https://www.freedesktop.org/software/systemd/man/latest/os-release.html' },
  ],
  words: {
    en: {
      title: 'The distribution is one that Groundwork knows',
      why: 'On an unknown distribution the commands for installing packages cannot be given; all checks are the same.',
      says: {
        known: 'This is {name}, of the {family} family.',
        derived: 'This is {name}. It is treated as one of the {family} family, which its ID_LIKE names.',
        measured: 'This is {name}. It is treated as one of the {family} family, whose package records are here.',
        unlike:
          'os-release names {id}, but the package records are those of the {family} family. The records are believed.',
        unknown: 'Unknown Linux: {id} is of no family that Groundwork knows. The generic checklist is used.',
        nameless: 'Unknown Linux: no file says which distribution this is. The generic checklist is used.',
        id: 'ID of the distribution',
        like: 'Distributions it names as its like',
        records: 'Package records found',
      },
    },
    'zh-CN': {
      title: 'Groundwork 认识这个发行版',
      why: '在不认识的发行版上无法给出安装软件包的命令；检查项本身都一样。',
      says: {
        known: '这是 {name}，属于 {family} 系。',
        derived: '这是 {name}。按其 ID_LIKE 所说，当作 {family} 系处理。',
        measured: '这是 {name}。这里有 {family} 系的软件包记录，因此当作该系处理。',
        unlike: 'os-release 自称 {id}，但软件包记录属于 {family} 系。以记录为准。',
        unknown: '未知的 Linux：{id} 不属于 Groundwork 认识的任何一系。使用通用检查清单。',
        nameless: '未知的 Linux：没有文件说明这是哪个发行版。使用通用检查清单。',
        id: '发行版的 ID',
        like: '它自称相近的发行版',
        records: '找到的软件包记录',
      },
    },
  },
  look: async (host) => {
    const [release, distro, measured] = await Promise.all([
      readOsRelease(host),
      readDistro(host),
      readMarkedFamilies(host),
    ])
    if (release.problem !== null) throw new Unreadable(release.source, release.problem)
    return { release, distro, measured }
  },
  judge: ({ release, distro, measured }) => {
    const named = familyByName([distro.id, ...distro.idLike])
    const values = { name: distro.prettyName, id: distro.id, family: distro.family }
    const evidence = [
      { label: 'id', source: release.source, observed: release.fields.ID ?? null },
      ...(distro.idLike.length > 0
        ? [{ label: 'like', source: release.source, observed: distro.idLike.join(' ') } as const]
        : []),
      {
        label: 'records',
        source: '/var/lib',
        observed: measured.length > 0 ? measured.join(' ') : null,
      },
    ] as const
    if (distro.family === 'other') {
      const isNameless = Object.keys(release.fields).length === 0
      return { result: 'informational', says: isNameless ? 'nameless' : say('unknown', values), evidence }
    }
    if (named !== distro.family) {
      return { result: 'informational', says: say(named === 'other' ? 'measured' : 'unlike', values), evidence }
    }
    const isDerived = familyByName([distro.id]) === 'other'
    return { result: 'pass', says: say(isDerived ? 'derived' : 'known', values), evidence }
  },
})
