/**
 * The Go that downloads other toolchains proves them: where it has a known hole in that, and takes them from somebody
 * else's proxy, a proxy could give it any compiler. Naming a toolchain in GOTOOLCHAIN does not help, since the same Go
 * fetches it.
 */
import type { ReadableHost } from '../host.ts'
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import { readGoSettings, type GoSetting } from '../probes/go-settings.ts'
import type { Owner } from '../probes/package-owner.ts'
import { shell } from '../shell.ts'
import { advisories, advisoriesFor, firstWithout } from '../toolchains/advisories.ts'
import { parseGoVersion, type GoVersion } from '../toolchains/go-version.ts'
import { isOfGoProject, parseModuleProxies } from '../toolchains/module-proxies.ts'
import { withoutPassword } from '../without-password.ts'

const names = ['GOPROXY', 'GOSUMDB', 'GOTOOLCHAIN'] as const
type Settings = Partial<Readonly<Record<(typeof names)[number], GoSetting>>>

interface Situation {
  readonly settings: Settings
  /** Proxies that are not the Go project's own. */
  readonly foreign: readonly string[]
  readonly mayDownload: boolean
}

interface Seen {
  readonly path: string | null
  readonly name: string | null
  readonly version: GoVersion | null
  /** Of the package it belongs to; null where no package manager knows it. */
  readonly owner: Owner | null
  readonly situations: readonly Situation[]
}

/** Go 1.21 is the first that fetches toolchains. */
const firstThatSwitches = 21

/** Whether a go command of `own` may download another toolchain: not where it stays itself, nor where PATH alone is searched. */
const mayDownload = (setting: string | undefined, own: string | null): boolean =>
  setting !== undefined && setting !== 'local' && setting !== own && setting !== 'path' && !setting.endsWith('+path')

const look = async (host: ReadableHost): Promise<Seen> => {
  const go = await readActiveGo(host)
  if (!go) return { path: null, name: null, version: null, owner: null, situations: [] }
  const version = go.version === null ? null : parseGoVersion(go.version)
  // Who owns it matters only where there is something to say about it.
  const isHarmless = version !== null && advisoriesFor(version).length === 0
  const [settings, installs] = await Promise.all([
    readGoSettings(host, names),
    isHarmless ? null : readGoInstalls(host),
  ])
  return {
    path: go.path,
    name: go.version,
    version,
    owner: installs?.installs.find(({ goroot }) => goroot === go.goroot)?.owner ?? null,
    situations: settings.map((each) => ({
      settings: each,
      foreign: parseModuleProxies(each.GOPROXY?.value ?? '')
        .filter((proxy) => !proxy.url.startsWith('file:') && !isOfGoProject(proxy))
        .map(({ url }) => withoutPassword(url)),
      mayDownload: mayDownload(each.GOTOOLCHAIN?.value, go.version),
    })),
  }
}

/** The situation in which all comes together. */
const exposedOf = ({ situations }: Seen): Situation | undefined =>
  situations.find((situation) => situation.foreign.length > 0 && situation.mayDownload)

type EvidenceCode = 'version' | 'advisory' | 'setting' | 'none' | 'newer' | 'package'

const measure = (seen: Seen): readonly Measured<EvidenceCode>[] => {
  const { path, name, version, owner, situations } = seen
  const held = version ? advisoriesFor(version) : []
  const fixed = version && firstWithout(version)
  const settings = new Map(
    situations.flatMap((situation) =>
      names.flatMap((each) => {
        const setting = situation.settings[each]
        return setting ? [[`${each} ${setting.value} ${setting.source}`, setting] as const] : []
      }),
    ),
  )
  return [
    {
      label: 'version',
      source: path ?? '',
      observed: name,
      expected: held.length > 0 && fixed ? say('newer', { version: fixed.name }) : null,
    },
    ...held.map(({ id, reference }) => ({ label: 'advisory', source: reference, observed: id }) as const),
    ...(owner ? [{ label: 'package', source: owner.manager, observed: owner.package } as const] : []),
    ...[...settings.values()].map(
      ({ name: setting, value, source }) =>
        ({ label: say('setting', { name: setting }), source, observed: withoutPassword(value) }) as const,
    ),
  ]
}

export const check = defineCheck({
  key: 'go.toolchain.proof',
  category: 'toolchain',
  severity: 'high',
  references: [
    { title: 'Go: toolchain downloads', url: 'https://go.dev/doc/toolchain#download' },
    ...advisories.map(({ id, reference }) => ({ title: id, url: reference as `https://${string}` })),
  ],
  words: {
    en: {
      title: 'The Go that downloads other toolchains proves them soundly',
      why: 'A go command with a known hole in its proof of downloads accepts a compiler that the proxy made up. Everything built with it can then be somebody else’s.',
      says: {
        sound: '{go} has none of the known holes in proving downloads.',
        exposed:
          '{go} has {advisories}, takes modules from {proxies}, and may download toolchains (GOTOOLCHAIN={setting}): that proxy could give it any compiler. Naming a toolchain does not help; this Go itself must be newer.',
        packaged:
          '{go} has {advisories} by its number, takes modules from {proxies}, and may download toolchains (GOTOOLCHAIN={setting}). Its package {package} may have put that right without a new number: the security tracker of the distribution says.',
        'own-proxy': '{go} has {advisories}, but asks no proxy of others for toolchains.',
        'no-download': '{go} has {advisories}, but downloads no toolchains here.',
        'too-old': 'Does not apply: {go} downloads no toolchains.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        'no-version': 'The version of the Go that runs ({path}) could not be told.',
        version: 'Go of a new terminal',
        advisory: 'Known hole',
        setting: '{name}',
        none: 'none',
        newer: '{version} or newer',
        package: 'Package',
      },
      fixes: {
        upgrade: {
          title: 'Install {version} and use it',
          when: 'If this is the Go that you use, then use one without these holes. {version} is the first; a newer one is as good.',
          undo: 'The tree stays until groundwork go remove; what ran before runs again.',
        },
        stay: {
          title: 'Let this Go download no other toolchain',
          when: 'If you cannot change the Go now, then keep it from downloading others.',
          tradeoff: 'Projects that ask for a newer Go say so and do not build.',
        },
      },
    },
    'zh-CN': {
      title: '负责下载其他工具链的 Go 能可靠地校验它们',
      why: '如果 go 命令校验下载的方式存在已知漏洞，它会接受代理编造的编译器，此后用它构建的一切都可能被他人控制。',
      says: {
        sound: '{go} 没有已知的下载校验漏洞。',
        exposed:
          '{go} 存在 {advisories}，从 {proxies} 获取模块，并且可能下载工具链（GOTOOLCHAIN={setting}）：该代理可以让它接受任何编译器。指定某个工具链也没有用，必须更新这个 Go 本身。',
        packaged:
          '按版本号 {go} 存在 {advisories}，从 {proxies} 获取模块，并且可能下载工具链（GOTOOLCHAIN={setting}）。软件包 {package} 可能已在不改版本号的情况下修复：请查看发行版的安全跟踪页面。',
        'own-proxy': '{go} 存在 {advisories}，但不向他人的代理获取工具链。',
        'no-download': '{go} 存在 {advisories}，但在这里不下载工具链。',
        'too-old': '不适用：{go} 不下载工具链。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        'no-version': '无法得知正在使用的 Go（{path}）的版本。',
        version: '新终端的 Go',
        advisory: '已知漏洞',
        setting: '{name}',
        none: '无',
        newer: '{version} 或更新',
        package: '软件包',
      },
      fixes: {
        upgrade: {
          title: '安装并使用 {version}',
          when: '如果你使用的就是这个 Go，就换用没有这些漏洞的版本。{version} 是第一个，更新的同样可以。',
          undo: '该目录会保留到 groundwork go remove 为止；原来的 Go 会重新生效。',
        },
        stay: {
          title: '不让这个 Go 下载其他工具链',
          when: '如果现在不能更换 Go，就不要让它下载其他工具链。',
          tradeoff: '需要更新 Go 的项目会报错，无法构建。',
        },
      },
    },
  },
  look,
  judge: (seen) => {
    const { path, name, version, owner, situations } = seen
    if (path === null) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const evidence = measure(seen)
    if (!version) return { result: 'unknown', says: say('no-version', { path }), evidence }
    const go = name ?? version.name
    if (version.major === 1 && version.minor < firstThatSwitches)
      return { result: 'notapplicable', says: say('too-old', { go }), evidence: [] }
    const ids = advisoriesFor(version).map(({ id }) => id)
    if (ids.length === 0) return { result: 'pass', says: say('sound', { go }), evidence }
    const exposed = exposedOf(seen)
    if (!exposed) {
      const isAsked = situations.some((situation) => situation.mayDownload)
      const says = say(isAsked ? 'own-proxy' : 'no-download', { go, advisories: ids })
      return { result: 'informational', severity: 'low', says, evidence }
    }
    const values = {
      go,
      advisories: ids,
      proxies: exposed.foreign,
      setting: exposed.settings.GOTOOLCHAIN?.value ?? '',
      package: owner?.package ?? '',
    }
    if (owner) return { result: 'unknown', says: say('packaged', values), evidence }
    return { result: 'fail', says: say('exposed', values), found: go, evidence }
  },
  fixes: (seen) => {
    const fixed = seen.version && firstWithout(seen.version)
    if (!fixed || seen.path === null) return []
    const number = fixed.name.replace(/^go/, '')
    const fixes: DescribedFix<'upgrade' | 'stay'>[] = [
      {
        id: 'upgrade',
        values: { version: fixed.name },
        privilege: 'user',
        activation: 'new-shell',
        commands: [shell`groundwork go install ${number}`, shell`groundwork go use ${number}`],
        undo: { level: 'partial', commands: ['groundwork go path --remove'] },
      },
    ]
    const setting = exposedOf(seen)?.settings.GOTOOLCHAIN
    // A variable of the environment overrides what go env -w keeps.
    if (setting && setting.setBy !== 'environment') {
      fixes.push({
        id: 'stay',
        privilege: 'user',
        activation: 'now',
        commands: [shell`${seen.path} env -w GOTOOLCHAIN=local`],
        undo: {
          level: 'full',
          commands: [
            setting.setBy === 'file'
              ? shell`${seen.path} env -w ${`GOTOOLCHAIN=${setting.value}`}`
              : shell`${seen.path} env -u GOTOOLCHAIN`,
          ],
        },
      })
    }
    return fixes
  },
})
