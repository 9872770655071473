/** K11: where there is no Go yet, dnf or yum can install one; if not ("No match for argument: golang"), it is said why. */
import { defineCheck, type DescribedFix } from '../check.ts'
import { packageCommands } from '../distros/families.ts'
import { CannotAsk, valueOr, type ReadableHost } from '../host.ts'
import { readOwnVersions, useOwnFix, type OwnVersions } from '../own-install-fix.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { readDistro } from '../probes/distro.ts'
import { readDistroGo, type DistroGo } from '../probes/distro-go.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import { packagedIn } from '../probes/package-owner.ts'
import { readYumModule, readYumRepos, type YumModule, type YumRepo } from '../probes/yum-repos.ts'
import { shell } from '../shell.ts'
import { readKnownReleases } from '../toolchains/known-releases.ts'

type Seen =
  | { readonly kind: 'packaged'; readonly package: string; readonly version: string | null; readonly path: string }
  | { readonly kind: 'other'; readonly goroot: string }
  | {
      readonly kind: 'none'
      readonly repos: readonly YumRepo[]
      readonly module: YumModule | null
      /** RHEL alone has its repositories from a subscription; null elsewhere, and where it is not known. */
      readonly isRegistered: boolean | null
      /** Which release of which distribution, where its repositories were closed. */
      readonly closed: string | null
      readonly offered: DistroGo | null
      readonly own: OwnVersions
      readonly newest: string | null
    }
type Missing = Extract<Seen, { readonly kind: 'none' }>

const look = async (host: ReadableHost): Promise<Seen> => {
  const go = await readActiveGo(host)
  if (go?.goroot) {
    const { goroot, path, version } = go
    if (!packagedIn(goroot)) return { kind: 'other', goroot }
    if (!host.canRun) throw new CannotAsk('needs-running', 'rpm -qf')
    const { installs } = await readGoInstalls(host)
    const owner = installs.find((install) => install.goroot === goroot)?.owner
    return owner?.manager === 'rpm'
      ? { kind: 'packaged', package: owner.package, version, path }
      : { kind: 'other', goroot }
  }
  const [distro, repos, module, own, known] = await Promise.all([
    readDistro(host),
    readYumRepos(host),
    readYumModule(host, 'go-toolset'),
    readOwnVersions(host),
    readKnownReleases(host),
  ])
  const isRegistered = distro.id === 'rhel' ? await readRegistration(host) : null
  const major = Number.parseInt(distro.versionId ?? '', 10)
  const seen: Missing = {
    kind: 'none',
    repos,
    module,
    isRegistered,
    closed: distro.id === 'centos' && isClosedCentos(major, repos) ? distro.prettyName : null,
    offered: null,
    own,
    newest: known.newest[0]?.version.name.slice('go'.length) ?? null,
  }
  if (causeOf(seen) !== null) return seen
  if (!host.canRun) throw new CannotAsk('needs-running', 'dnf repoquery')
  return { ...seen, offered: await readDistroGo(host) }
}

/** By what a registration leaves there: an identity, or certificates. Cloud images have theirs without either. */
const readRegistration = async (host: ReadableHost): Promise<boolean | null> => {
  const [identity, entitlements] = await Promise.all([
    host.status('/etc/pki/consumer/cert.pem'),
    host.list('/etc/pki/entitlement'),
  ])
  if (identity.ok || valueOr(entitlements, []).some((name) => name.endsWith('.pem'))) return true
  return identity.why === 'absent' && (entitlements.ok || entitlements.why === 'absent') ? false : null
}

/** The names behind these addresses are gone: CentOS 8 ended on 2021-12-31, 7 and Stream 8 in the middle of 2024. */
const isClosedCentos = (major: number, repos: readonly YumRepo[]): boolean => {
  const enabled = repos.filter(({ isEnabled }) => isEnabled)
  const isGone = (address: string): boolean => /:\/\/(?:mirrorlist|mirror)\.centos\.org\//.test(address)
  return (
    major <= 8 &&
    enabled.length > 0 &&
    enabled.every(({ addresses }) => addresses.length > 0 && addresses.every(isGone))
  )
}

type Cause = 'module-disabled' | 'closed' | 'unregistered' | 'none-enabled'

/** Why there can be no Go, by the files alone; null where they do not tell. */
const causeOf = ({ repos, module, isRegistered, closed }: Missing): Cause | null => {
  if (module?.state === 'disabled') return 'module-disabled'
  if (closed !== null) return 'closed'
  if (repos.some(({ isEnabled }) => isEnabled)) return null
  return isRegistered === false ? 'unregistered' : 'none-enabled'
}

/** One that is off, and would have Go by its name: AppStream of Enterprise Linux, the release and updates of Fedora. */
const closedRepo = ({ repos }: Missing): YumRepo | undefined =>
  repos.find(({ id, isEnabled }) => !isEnabled && /(?:^|-)appstream(?:$|-rpms$)|^(?:fedora|updates)$/.test(id))

export const check = defineCheck({
  key: 'distro.go.rpm',
  category: 'packages',
  severity: 'low',
  platform: {
    all: [
      {
        holds: ({ distro }) => distro.family === 'fedora',
        otherwise: { en: 'not a system of the Fedora and Red Hat family', 'zh-CN': '不是 Fedora 和 Red Hat 系的系统' },
      },
      {
        holds: ({ distro }) => distro.imageBased === null,
        otherwise: { en: 'an image-based system', 'zh-CN': '这是基于镜像的系统' },
      },
    ],
  },
  references: [
    {
      title: 'Red Hat: using Go Toolset',
      url: 'https://docs.redhat.com/en/documentation/red_hat_developer_tools/1/html/using_go_toolset',
    },
    { title: 'dnf.conf(5)', url: 'https://dnf.readthedocs.io/en/latest/conf_ref.html' },
  ],
  words: {
    en: {
      title: 'The distribution’s packages offer a Go, where one is needed',
      why: 'dnf install golang ends with "No match for argument: golang" where the repository that has it is off, closed or needs a subscription.',
      says: {
        other: 'Does not apply: a Go runs already, {goroot}, which is from no package.',
        packaged: '{version} of the package {package} runs.',
        offered: 'No Go runs here, and the package {package} {version} can be installed.',
        'module-disabled': 'No Go runs here, and its module go-toolset is disabled: dnf hides its packages.',
        closed:
          'No Go runs here, and no package can be installed: {system} is out of support, and its repositories were closed.',
        unregistered: 'No Go runs here, and no package can be installed: this system is not registered with Red Hat.',
        'none-enabled': 'No Go runs here, and no package can be installed: no repository is enabled.',
        'not-offered': 'No Go runs here, and none of the enabled repositories has the package golang.',
        'repo-off': 'No Go runs here; the enabled repositories do not have golang, and {repo} is off.',
        'not-told': 'Not checked: what the repositories offer could not be told ({detail}).',
        running: 'The go that runs',
        module: 'The module go-toolset',
        notDisabled: 'not disabled',
        repos: 'Enabled repositories',
        noRepo: 'none',
        registration: 'Registration with Red Hat',
        registered: 'registered',
        notRegistered: 'no certificate',
        asked: 'What they offer',
        nothing: 'no package golang',
      },
      fixes: {
        module: {
          title: 'Allow the module go-toolset again, and install it',
          when: 'If nobody disabled it for a reason that still holds, then take the decision back.',
        },
        register: {
          title: 'Register this system',
          when: 'If you have a subscription of Red Hat (there is one for developers without charge), then register with it.',
        },
        enable: {
          title: 'Enable the repository {repo}',
          when: 'If nobody turned it off for a reason that still holds, then enable it, and install golang.',
        },
        refresh: {
          title: 'Fetch the lists of packages',
          when: 'If dnf has none yet, then fetch them, and check again.',
        },
        use: {
          title: 'Install Go {version} with Groundwork, and use it',
          when: 'If you may not change packages, or the distribution has none, then install it for yourself.',
        },
      },
    },
    'zh-CN': {
      title: '需要时，发行版的软件包能提供 Go',
      why: '提供它的软件源被关闭、停用或需要订阅时，dnf install golang 会以 “No match for argument: golang” 结束。',
      says: {
        other: '不适用：已经有 Go 在运行（{goroot}），它不来自软件包。',
        packaged: '运行的是软件包 {package} 的 {version}。',
        offered: '这里没有 Go 可运行，可以安装软件包 {package} {version}。',
        'module-disabled': '这里没有 Go 可运行，而模块 go-toolset 被禁用：dnf 会隐藏其软件包。',
        closed: '这里没有 Go 可运行，也无法安装任何软件包：{system} 已停止支持，其软件源已关闭。',
        unregistered: '这里没有 Go 可运行，也无法安装任何软件包：本系统没有在 Red Hat 注册。',
        'none-enabled': '这里没有 Go 可运行，也无法安装任何软件包：没有启用任何软件源。',
        'not-offered': '这里没有 Go 可运行，已启用的软件源都没有 golang 软件包。',
        'repo-off': '这里没有 Go 可运行；已启用的软件源没有 golang，而 {repo} 处于关闭状态。',
        'not-told': '未检查：无法得知软件源提供什么（{detail}）。',
        running: '运行的 go',
        module: '模块 go-toolset',
        notDisabled: '未禁用',
        repos: '已启用的软件源',
        noRepo: '无',
        registration: '在 Red Hat 的注册',
        registered: '已注册',
        notRegistered: '没有证书',
        asked: '它们提供的版本',
        nothing: '没有 golang 软件包',
      },
      fixes: {
        module: {
          title: '重新允许模块 go-toolset 并安装',
          when: '如果当初禁用它的理由已不成立，就撤销该决定。',
        },
        register: {
          title: '注册本系统',
          when: '如果你有 Red Hat 的订阅（开发者可免费获得），就用它注册。',
        },
        enable: {
          title: '启用软件源 {repo}',
          when: '如果当初关闭它的理由已不成立，就启用它，然后安装 golang。',
        },
        refresh: {
          title: '获取软件包列表',
          when: '如果 dnf 还没有列表，就先获取，然后再检查一次。',
        },
        use: {
          title: '用 Groundwork 安装并使用 Go {version}',
          when: '如果你不能改动软件包，或发行版没有 Go，就为自己安装一份。',
        },
      },
    },
  },
  look,
  judge: (seen) => {
    if (seen.kind === 'other') {
      return { result: 'notapplicable', says: say('other', { goroot: seen.goroot }), evidence: [] }
    }
    if (seen.kind === 'packaged') {
      const values = { version: seen.version ?? 'Go', package: seen.package }
      const evidence = [{ label: 'running', source: seen.path, observed: seen.version }] as const
      return { result: 'pass', says: say('packaged', values), evidence }
    }
    const { repos, module, isRegistered, offered } = seen
    const cause = causeOf(seen)
    const enabled = repos.filter(({ isEnabled }) => isEnabled)
    const files = [...new Set(repos.map(({ file }) => file))].join(', ') || '/etc/yum.repos.d'
    const evidence = [
      {
        label: 'repos',
        source: files,
        observed: enabled.length === 0 ? say('noRepo') : enabled.map(({ id }) => id).join(', '),
      } as const,
      ...(module
        ? [{ label: 'module', source: module.file, observed: module.state, expected: say('notDisabled') } as const]
        : []),
      ...(isRegistered === null
        ? []
        : [
            {
              label: 'registration',
              source: '/etc/pki/consumer',
              observed: say(isRegistered ? 'registered' : 'notRegistered'),
            } as const,
          ]),
      ...(offered ? [offerEvidence(offered)] : []),
    ]
    if (cause) return { result: 'fail', says: say(cause, { system: seen.closed ?? '' }), evidence }
    if (offered?.kind !== 'told') {
      return { result: 'notchecked', says: say('not-told', { detail: offered?.detail ?? '' }), evidence }
    }
    const [best] = offered.offers
    if (best) {
      return { result: 'pass', says: say('offered', { package: best.package, version: best.packageVersion }), evidence }
    }
    const off = closedRepo(seen)
    return off
      ? { result: 'fail', says: say('repo-off', { repo: off.id }), evidence }
      : { result: 'fail', says: 'not-offered', evidence }
  },
  fixes: (seen, { distro }) => {
    if (seen.kind !== 'none') return []
    const cause = causeOf(seen)
    const { offered, newest, own } = seen
    const off =
      cause === 'none-enabled' || (offered?.kind === 'told' && offered.offers.length === 0)
        ? closedRepo(seen)
        : undefined
    const install = packageCommands(distro, 'go')
    const isDnf5 = distro.id === 'fedora' && Number.parseInt(distro.versionId ?? '', 10) >= 41
    return [
      ...(cause === 'module-disabled' ? [moduleFix] : []),
      ...(cause === 'unregistered' ? [registerFix] : []),
      ...(off ? [enableFix(off.id, isDnf5)] : []),
      ...(offered?.kind === 'cannot-tell' && install?.install.includes('dnf') ? [refreshFix] : []),
      ...(newest === null ? [] : [useOwnFix(newest, own)]),
    ]
  },
})

const offerEvidence = (offered: DistroGo) => {
  if (offered.kind === 'cannot-tell')
    return { label: 'asked', source: 'dnf repoquery', observed: offered.detail } as const
  const [best] = offered.offers
  const observed = best ? `${best.package} ${best.packageVersion}` : say('nothing')
  return { label: 'asked', source: offered.asked, observed } as const
}

const moduleFix: DescribedFix<'module'> = {
  id: 'module',
  privilege: 'root',
  activation: 'now',
  commands: ['sudo dnf module reset go-toolset', 'sudo dnf install go-toolset'],
  undo: { level: 'full', commands: ['sudo dnf remove go-toolset', 'sudo dnf module disable go-toolset'] },
}

const registerFix: DescribedFix<'register'> = {
  id: 'register',
  privilege: 'root',
  activation: 'now',
  commands: ['sudo subscription-manager register'],
  undo: { level: 'full', commands: ['sudo subscription-manager unregister'] },
}

/** dnf 5 and dnf 4 (with dnf-plugins-core) are told in other words. */
const enableFix = (repo: string, isDnf5: boolean): DescribedFix<'enable'> => {
  const turn = (isOn: boolean): string =>
    isDnf5
      ? shell`sudo dnf config-manager setopt ${`${repo}.enabled=${isOn ? 1 : 0}`}`
      : shell`sudo dnf config-manager ${isOn ? '--set-enabled' : '--set-disabled'} ${repo}`
  return {
    id: 'enable',
    values: { repo },
    privilege: 'root',
    activation: 'now',
    commands: [turn(true)],
    undo: { level: 'full', commands: [turn(false)] },
  }
}

const refreshFix: DescribedFix<'refresh'> = {
  id: 'refresh',
  privilege: 'root',
  activation: 'now',
  commands: ['sudo dnf makecache'],
  undo: { level: 'full', commands: ['sudo dnf clean metadata'] },
}
