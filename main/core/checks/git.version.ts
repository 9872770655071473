/** K22: there is a git, and it is new enough for this Go. Go runs it for modules that no proxy has, and to stamp builds. */
import { defineCheck, type DescribedFix } from '../check.ts'
import { packageCommands } from '../distros/families.ts'
import type { Ran } from '../host.ts'
import { say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { describeRan, requireOwn } from '../probes/describe-ran.ts'
import { goSettingOf, readGoSituations } from '../probes/go-paths.ts'
import { firstOnPath, systemPath } from '../probes/on-path.ts'
import { withoutPassword } from '../without-password.ts'

/** go.dev/wiki/MinimumRequirements: since Go 1.25; before, no floor is named. */
const floor = { sinceGo: 25, text: '2.24.0', major: 2, minor: 24 } as const

/** As cmd/go itself reads it (codehost/git.go): vendors add words after the numbers. */
const versionOf = (ran: Ran): { text: string; major: number; minor: number } | null => {
  const found =
    ran.kind === 'exited' && ran.code === 0 ? /git version\s+((\d+)\.(\d+)(?:\.\d+)*)/.exec(ran.stdout) : null
  return found ? { text: found[1] ?? '', major: Number(found[2]), minor: Number(found[3]) } : null
}

export const check = defineCheck({
  key: 'git.version',
  category: 'packages',
  severity: 'medium',
  references: [
    { title: 'Go: minimum requirements', url: 'https://go.dev/wiki/MinimumRequirements' },
    { title: 'Go modules: GOPROXY and GOPRIVATE', url: 'https://go.dev/ref/mod#private-modules' },
  ],
  words: {
    en: {
      title: 'There is a git that is new enough for this Go',
      why: 'Go runs git for private modules and for modules that no proxy has. Without it, "go get" says: exec: "git": executable file not found in $PATH. Builds only lose their version stamp.',
      says: {
        enough: 'git {version} is new enough for {go}.',
        present: 'git {version} is there; {go} asks for no particular version.',
        old: 'git {version} is older than {floor}, which {go} asks for.',
        missing: 'There is no git on the PATH. Modules come from a proxy without it, private ones do not.',
        needed: 'There is no git on the PATH, and {setting} sends Go straight to repositories.',
        unreadable: '{path} does not say a version that can be read: {detail}.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        git: 'git, first on the PATH',
        none: 'none on {path}',
        atLeast: 'git {floor} or newer',
        any: 'any git',
        setting: 'Where modules come from',
      },
      fixes: {
        install: {
          title: 'Install git with the package manager',
          when: 'If you use private modules or repositories, then install the package {packages}.',
        },
        upgrade: {
          title: 'Get a newer git',
          when: 'If this distribution has no newer one, then build git from source, or work in a container of a newer distribution.',
          tradeoff: 'Until then, an older Go (up to 1.24) works with this git.',
        },
      },
    },
    'zh-CN': {
      title: '有 git，而且对这个 Go 来说足够新',
      why: '对于私有模块和代理上没有的模块，Go 会运行 git。没有它时，“go get” 会报：exec: "git": executable file not found in $PATH。构建只是少了版本标记。',
      says: {
        enough: 'git {version} 对 {go} 来说足够新。',
        present: '有 git {version}；{go} 不要求特定版本。',
        old: 'git {version} 低于 {go} 要求的 {floor}。',
        missing: 'PATH 上没有 git。模块可以从代理获取，私有模块则不行。',
        needed: 'PATH 上没有 git，而 {setting} 让 Go 直接访问代码仓库。',
        unreadable: '{path} 没有给出可读的版本：{detail}。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        git: 'PATH 上的第一个 git',
        none: '{path} 上没有',
        atLeast: 'git {floor} 或更新',
        any: '任何 git',
        setting: '模块的来源',
      },
      fixes: {
        install: {
          title: '用软件包管理器安装 git',
          when: '如果你使用私有模块或代码仓库，就安装软件包 {packages}。',
        },
        upgrade: {
          title: '获取更新的 git',
          when: '如果这个发行版没有更新的版本，就从源码构建 git，或在较新发行版的容器中工作。',
          tradeoff: '在此之前，较旧的 Go（1.24 及以下）可以配合这个 git 使用。',
        },
      },
    },
  },
  look: async (host) => {
    const [go, situations] = await Promise.all([readActiveGo(host), readGoSituations(host)])
    const person = situations[0]
    const path = person?.environment.PATH ?? systemPath
    const git = go ? await firstOnPath(host, path, 'git') : null
    const ran = git
      ? await host.run({ argv: [git, 'version'], base: 'only', env: { ...person?.environment, PATH: path }, cwd: '/' })
      : null
    if (ran) requireOwn(ran)
    const settings = ['GOPROXY', 'GOPRIVATE', 'GONOPROXY'].flatMap((name) => {
      const value = person ? goSettingOf(person, name)?.value : undefined
      return value === undefined ? [] : [{ name, value: withoutPassword(value) }]
    })
    return { go, path, git, ran, settings }
  },
  judge: ({ go, path, git, ran, settings }) => {
    if (!go) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const goName = go.version ?? 'Go'
    const goMinor = Number(/^go1\.(\d+)/.exec(go.version ?? '')?.[1] ?? Number.NaN)
    const hasFloor = goMinor >= floor.sinceGo
    const expected = hasFloor ? say('atLeast', { floor: floor.text }) : say('any')
    const settingRows = settings.map(
      ({ name, value }) => ({ label: 'setting', source: name, observed: value, expected: null }) as const,
    )
    if (!git || !ran) {
      // Any word of GOPROXY but `direct` is a proxy or `off`; a private module goes past the proxies always.
      const direct = settings.find(({ name, value }) => name !== 'GOPROXY' || value.split(/[,|]/)[0] === 'direct')
      return {
        result: 'fail',
        severity: direct ? 'medium' : 'low',
        says: direct ? say('needed', { setting: `${direct.name}=${direct.value}` }) : 'missing',
        found: say('none', { path: 'PATH' }),
        expected,
        evidence: [{ label: 'git', source: 'PATH', observed: say('none', { path }), expected }, ...settingRows],
      }
    }
    const version = versionOf(ran)
    const detail = ran.kind === 'exited' && ran.code === 0 ? ran.stdout.trim().slice(0, 100) : describeRan(ran)
    const evidence = [
      { label: 'git', source: `${git} version`, observed: version ? `git version ${version.text}` : detail, expected },
      ...settingRows,
    ] as const
    if (!version) return { result: 'unknown', says: say('unreadable', { path: git, detail }), evidence }
    const values = { version: version.text, go: goName, floor: floor.text }
    if (!hasFloor) return { result: 'pass', says: say('present', values), evidence }
    return version.major > floor.major || (version.major === floor.major && version.minor >= floor.minor)
      ? { result: 'pass', says: say('enough', values), evidence }
      : { result: 'fail', says: say('old', values), found: `git ${version.text}`, expected, evidence }
  },
  fixes: ({ git }, { distro }) => {
    const fixes: DescribedFix<'install' | 'upgrade'>[] = []
    const packages = packageCommands(distro, 'git')
    if (!git && packages) {
      fixes.push({
        id: 'install',
        values: { packages: packages.packages.join(' ') },
        privilege: 'root',
        activation: packages.activation,
        commands: [packages.install],
        undo: { level: 'full', commands: [packages.remove] },
      })
    }
    if (git) {
      fixes.push({
        id: 'upgrade',
        privilege: 'user',
        activation: 'new-shell',
        commands: [],
        undo: { level: 'full', commands: [] },
      })
    }
    return fixes
  },
})
