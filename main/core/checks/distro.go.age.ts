/** K10: where the Go that runs is a package of Debian, Ubuntu and their like, it is not out of support, nor too old for the project here. */
import { defineCheck, type DescribedFix } from '../check.ts'
import { CannotAsk, type ReadableHost } from '../host.ts'
import { readOwnVersions, useOwnFix, type OwnVersions } from '../own-install-fix.ts'
import { pathEdit, readLoginFile, type LoginFile } from '../path-edit.ts'
import { listOf, say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { readDistroGo, type DistroGo, type OfferedGo } from '../probes/distro-go.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import { packagedIn } from '../probes/package-owner.ts'
import { shell } from '../shell.ts'
import { parseGoVersion, releaseLine, type GoVersion } from '../toolchains/go-version.ts'
import { compareGover } from '../toolchains/gover.ts'
import { linesAfter, readKnownReleases, type KnownRelease, type KnownReleases } from '../toolchains/known-releases.ts'
import { readProjectHere, troubleOf } from '../toolchains/project-here.ts'

type Seen =
  | { readonly kind: 'no-go' }
  | { readonly kind: 'not-packaged'; readonly goroot: string }
  | {
      readonly kind: 'packaged'
      readonly path: string
      readonly package: string
      /** Null where the tree names no release. */
      readonly version: GoVersion | null
      readonly known: KnownReleases
      /** Where the app was started in a project that this Go is too old for. */
      readonly need: { readonly file: string; readonly go: string } | null
      /** Asked only where something newer is wanted. */
      readonly offered: DistroGo | null
      readonly own: OwnVersions
      /** Every tree of Go here. */
      readonly trees: readonly string[]
      readonly loginFile: LoginFile | null
    }

type Packaged = Extract<Seen, { readonly kind: 'packaged' }>

const look = async (host: ReadableHost): Promise<Seen> => {
  const go = await readActiveGo(host)
  if (!go?.goroot) return { kind: 'no-go' }
  const { goroot, path } = go
  if (!packagedIn(goroot)) return { kind: 'not-packaged', goroot }
  if (!host.canRun) throw new CannotAsk('needs-running', 'dpkg-query')
  const { installs } = await readGoInstalls(host)
  const owner = installs.find((install) => install.goroot === goroot)?.owner
  if (owner?.manager !== 'dpkg') return { kind: 'not-packaged', goroot }
  const version = parseGoVersion(go.version ?? '')
  const [known, need] = await Promise.all([readKnownReleases(host), readNeed(host, goroot)])
  const isOld = need !== null || (version !== null && linesAfter(version, known).length >= 2)
  const [offered, own, loginFile] = isOld
    ? await Promise.all([readDistroGo(host), readOwnVersions(host), readLoginFile(host)])
    : [null, { installed: [], current: null }, null]
  const trees = installs.map((install) => install.goroot)
  return { kind: 'packaged', path, package: owner.package, version, known, need, offered, own, trees, loginFile }
}

/** What the project asks for, where this tree runs there and is too old for it. */
const readNeed = async (host: ReadableHost, goroot: string): Promise<Packaged['need']> => {
  const { why } = await readProjectHere(host)
  const here = why?.contexts.find((one) => one.go?.goroot === goroot && troubleOf(one) !== null)
  const isByAge = here?.outcome.kind === 'runs' || here?.outcome.kind === 'refused'
  const file = isByAge ? here.file : null
  return file && file.go !== '' && file.problem === null ? { file: file.path, go: file.go } : null
}

export const check = defineCheck({
  key: 'distro.go.age',
  category: 'toolchain',
  severity: 'low',
  platform: {
    holds: ({ distro }) => distro.family === 'debian',
    otherwise: { en: 'not a system of the Debian family', 'zh-CN': '不是 Debian 系的系统' },
  },
  references: [
    { title: 'Go: release policy', url: 'https://go.dev/doc/devel/release#policy' },
    {
      title: 'Debian: security support for Go',
      url: 'https://www.debian.org/releases/trixie/release-notes/issues.en.html',
    },
    {
      title: 'Ubuntu: available Go versions',
      url: 'https://documentation.ubuntu.com/ubuntu-for-developers/reference/availability/golang/',
    },
  ],
  words: {
    en: {
      title: 'The Go of the distribution is not out of support',
      why: 'A distribution keeps the Go that it was released with. The Go project repairs only its two newest release lines, and projects ask for newer ones.',
      says: {
        'no-go': 'Does not apply: no Go was found on this machine.',
        'not-packaged': 'Does not apply: the Go that runs, {goroot}, is from no package of the distribution.',
        'no-version': 'Not known: the Go of the package {package} names no release.',
        supported:
          '{version} of the package {package} runs; of the release lines known here (as of {date}), {line} is one of the two newest.',
        unsupported:
          '{version} of the package {package} runs. {newer} are newer lines, so the Go project no longer repairs {line}; what the distribution itself repairs in it is not known here.',
        project: '{file} says go {need}, for which {version} of the package {package} is too old.',
        running: 'The Go that runs',
        newest: 'one of the two newest release lines',
        package: 'Its package',
        newer: 'A newer release line',
        offer: 'What the distribution offers',
        named: '{package} {version} (named by its suite: {suite})',
        asked: 'What the distribution offers could not be told',
        need: 'What the project here asks for',
      },
      fixes: {
        use: {
          title: 'Install Go {version} with Groundwork, and use it',
          when: 'If you may not or do not want to change packages, then install it for yourself; nothing is replaced.',
        },
        package: {
          title: 'Install {package}, and put {directory} first on your PATH',
          when: 'If you want the Go of the distribution, then install its newest one beside the other.',
          tradeoff: 'A later release of Go comes under another name, which must be installed by hand again.',
        },
        suite: {
          title: 'Take {package} from {suite}',
          when: 'If you want the Go of the distribution to be the newer one for everybody, then take it from that suite.',
          tradeoff: 'Replaces what /usr/bin/go leads to, for every user.',
          undo: 'The older packages are put back, and the newer ones stay until apt-get autoremove.',
        },
      },
    },
    'zh-CN': {
      title: '发行版的 Go 没有过支持期',
      why: '发行版会一直保留它发布时的 Go。Go 项目只修复最新的两个版本系列，而各种项目会要求更新的版本。',
      says: {
        'no-go': '不适用：这台机器上没有找到 Go。',
        'not-packaged': '不适用：运行的 Go（{goroot}）不来自发行版的软件包。',
        'no-version': '未知：软件包 {package} 的 Go 没有说明自己的版本。',
        supported:
          '运行的是软件包 {package} 的 {version}；在这里已知的版本系列中（截至 {date}），{line} 属于最新的两个。',
        unsupported:
          '运行的是软件包 {package} 的 {version}。{newer} 是更新的系列，因此 Go 项目不再修复 {line}；发行版自己修复了什么，这里无从得知。',
        project: '{file} 写着 go {need}，软件包 {package} 的 {version} 对它来说太旧。',
        running: '运行的 Go',
        newest: '最新的两个版本系列之一',
        package: '所属软件包',
        newer: '更新的版本系列',
        offer: '发行版提供的版本',
        named: '{package} {version}（需指定套件：{suite}）',
        asked: '无法得知发行版提供的版本',
        need: '这里的项目的要求',
      },
      fixes: {
        use: {
          title: '用 Groundwork 安装并使用 Go {version}',
          when: '如果你不能或不想改动软件包，就为自己安装一份；不会替换任何东西。',
        },
        package: {
          title: '安装 {package}，并把 {directory} 放到 PATH 最前面',
          when: '如果你想用发行版的 Go，就把它最新的那个装在原有版本旁边。',
          tradeoff: '以后的 Go 版本使用别的包名，需要再次手动安装。',
        },
        suite: {
          title: '从 {suite} 获取 {package}',
          when: '如果你想让所有人都用发行版较新的 Go，就从该套件获取。',
          tradeoff: '会替换 /usr/bin/go 指向的版本，影响每个用户。',
          undo: '旧的软件包会恢复，较新的会保留到运行 apt-get autoremove 为止。',
        },
      },
    },
  },
  look,
  judge: (seen) => {
    if (seen.kind === 'no-go') return { result: 'notapplicable', says: 'no-go', evidence: [] }
    if (seen.kind === 'not-packaged') {
      return { result: 'notapplicable', says: say('not-packaged', { goroot: seen.goroot }), evidence: [] }
    }
    const { version, known, need, offered } = seen
    const owner = { label: 'package', source: 'dpkg-query -S', observed: seen.package } as const
    if (!version) return { result: 'unknown', says: say('no-version', { package: seen.package }), evidence: [owner] }
    const newer = linesAfter(version, known).slice(0, 2)
    const evidence = [
      { label: 'running', source: seen.path, observed: version.name, expected: say('newest') } as const,
      owner,
      ...newer.map(({ version: { name }, from }) => ({ label: 'newer', source: from, observed: name }) as const),
      ...(need ? [{ label: 'need', source: need.file, observed: `go ${need.go}` } as const] : []),
      ...evidenceOf(offered),
    ]
    const values = { version: version.name, package: seen.package, line: `Go ${releaseLine(version)}` }
    const found = { found: version.name, expected: say('newest'), evidence } as const
    if (need) {
      const says = say('project', { ...values, file: need.file, need: need.go })
      return { result: 'fail', severity: 'medium', says, ...found }
    }
    if (newer.length < 2) return { result: 'pass', says: say('supported', { ...values, date: known.asOf }), evidence }
    return { result: 'fail', says: say('unsupported', { ...values, newer: linesText(newer) }), ...found }
  },
  fixes: (seen) => {
    if (seen.kind !== 'packaged' || !seen.version) return []
    const wanted = wantedOf(seen)
    const offers = seen.offered?.kind === 'told' ? seen.offered.offers : []
    return [
      ...(wanted === null ? [] : [useOwnFix(wanted, seen.own)]),
      ...packageFix(seen, offers),
      ...suiteFix(seen, offers),
    ]
  },
})

const linesText = (newer: readonly KnownRelease[]) =>
  listOf(newer.map(({ version }) => ({ en: `Go ${releaseLine(version)}`, 'zh-CN': `Go ${releaseLine(version)}` })))

const evidenceOf = (offered: DistroGo | null) => {
  if (!offered) return []
  if (offered.kind === 'cannot-tell')
    return [{ label: 'asked', source: 'apt-cache policy', observed: offered.detail } as const]
  return offered.offers.slice(0, 4).map(
    ({ package: name, packageVersion, suite }) =>
      ({
        label: 'offer',
        source: offered.asked,
        observed:
          suite === null
            ? `${name} ${packageVersion}`
            : say('named', { package: name, version: packageVersion, suite }),
      }) as const,
  )
}

/** The newest that is known, unless the project asks for one that is newer still. */
const wantedOf = ({ known, need }: Packaged): string | null => {
  const newest = known.newest[0]?.version.name.slice('go'.length) ?? null
  if (newest === null || (need && compareGover(need.go, newest) > 0)) return null
  return newest
}

/** Newer than what runs, and enough for the project. */
const isBetter = ({ version, need }: Packaged, offer: OfferedGo): boolean => {
  if (!version || offer.version.major !== version.major || offer.version.minor <= version.minor) return false
  return need === null || compareGover(offer.version.name.slice('go'.length), need.go) >= 0
}

const packageFix = (seen: Packaged, offers: readonly OfferedGo[]): readonly DescribedFix<'package'>[] => {
  const best = offers.find((offer) => offer.suite === null && offer.directory !== null && isBetter(seen, offer))
  const { loginFile } = seen
  if (!best?.directory || !loginFile || loginFile.isManaged) return []
  const edit = pathEdit(loginFile, best.directory, 'first', 'go')
  const isThere = seen.trees.some((tree) => best.directory === `${tree}/bin`)
  const names = [best.package, best.package.replace(/-go$/, '-src')]
  return [
    {
      id: 'package',
      values: { package: best.package, directory: best.directory },
      privilege: isThere ? 'user' : 'root',
      activation: 'relogin',
      commands: [...(isThere ? [] : [shell`sudo apt-get install ${best.package}`]), ...edit.commands],
      undo: { level: 'full', commands: [...edit.undo, ...(isThere ? [] : [shell`sudo apt-get remove ${names}`])] },
    },
  ]
}

const suiteFix = (seen: Packaged, offers: readonly OfferedGo[]): readonly DescribedFix<'suite'>[] => {
  const best = offers.find((offer) => offer.package === 'golang-go' && offer.suite !== null && isBetter(seen, offer))
  const now = offers.find((offer) => offer.package === 'golang-go' && offer.suite === null)
  if (!best || best.suite === null || !now) return []
  return [
    {
      id: 'suite',
      values: { package: best.package, suite: best.suite },
      privilege: 'root',
      activation: 'now',
      commands: [shell`sudo apt-get install -t ${best.suite} golang-go`],
      undo: {
        level: 'partial',
        commands: [
          shell`sudo apt-get install --allow-downgrades ${['golang-go', 'golang-src'].map((name) => `${name}=${now.packageVersion}`)}`,
        ],
      },
    },
  ]
}
