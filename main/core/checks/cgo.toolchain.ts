/** K15: what cgo needs is here: a C compiler that finds its headers and its tools. Without one Go does without, and that is said too. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { packageCommands } from '../distros/families.ts'
import { say } from '../phrase.ts'
import { isWell, readCCompiler, type Attempt, type CCompiler } from '../probes/c-compiler.ts'
import { describeRan } from '../probes/describe-ran.ts'
import { minorOf } from '../probes/go-binary.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { readGoEnv } from '../probes/go-env.ts'
import { readGoSetting, type GoSetting } from '../probes/go-settings.ts'
import { unsetFixes } from '../setting-fixes.ts'
import { shell } from '../shell.ts'

interface Seen {
  /** As found on PATH. */
  readonly go: string
  readonly version: string | null
  /** The command line that told `enabled`. */
  readonly source: string
  /** `CGO_ENABLED` as go resolves it: `0` or `1`. */
  readonly enabled: string
  /** `linux/amd64`. */
  readonly target: string
  readonly isCross: boolean
  readonly compiler: CCompiler
  /** Who says CGO_ENABLED, and who says CC; none where Go decides. */
  readonly enabledBy: readonly GoSetting[]
  readonly compilerBy: readonly GoSetting[]
}

type Outcome = 'off' | 'off-by-target' | 'none' | 'missing' | 'no-headers' | 'broken' | 'incomplete' | 'works'

const outcomeOf = ({ compiler, enabled, enabledBy, isCross, version }: Seen): Outcome => {
  if (enabledBy.some(({ value }) => value === '0')) return 'off'
  if (isCross && enabled === '0') return 'off-by-target'
  if (compiler.path === null) {
    // Before 1.20 the standard library came compiled, so that only C code of one's own needed the compiler.
    const isAsked = enabledBy.length > 0 || (minorOf(version) ?? 20) >= 20
    return enabled === '1' && isAsked ? 'missing' : 'none'
  }
  if (!isWell(compiler.headers)) return isWell(compiler.plain) ? 'no-headers' : 'broken'
  return compiler.tools.some((tool) => isLacking(compiler, tool)) ? 'incomplete' : 'works'
}

/** clang assembles by itself. */
const isLacking = (compiler: CCompiler, tool: CCompiler['tools'][number]): boolean =>
  tool.path === null && !(tool.name === 'as' && /clang[^/]*$/.test(compiler.path ?? ''))

const failures: readonly Outcome[] = ['missing', 'no-headers', 'broken', 'incomplete']

const resultOf = (attempt: Attempt): string => {
  const { ran } = attempt
  const error = ran.kind === 'exited' && ran.code !== 0 ? /^.*\berror: .*$/m.exec(ran.stderr)?.[0] : undefined
  return error?.trim().slice(0, 200) ?? describeRan(ran)
}

export const check = defineCheck({
  key: 'cgo.toolchain',
  category: 'packages',
  severity: 'medium',
  references: [
    { title: 'cgo', url: 'https://pkg.go.dev/cmd/cgo' },
    { title: 'Go 1.20 release notes: Cgo', url: 'https://go.dev/doc/go1.20#cgo' },
    { title: 'Data race detector: requirements', url: 'https://go.dev/doc/articles/race_detector#Requirements' },
  ],
  words: {
    en: {
      title: 'The C compiler that cgo uses works',
      why: 'While cgo is on, every program that imports net or os/user is built with the C compiler. If that fails, the build fails. Without cgo, "go build -race", plugins and packages with C code do not work.',
      says: {
        works: '{cc} compiles C and finds its headers, its assembler and its linker.',
        none: 'There is no C compiler ({cc}), so Go builds without cgo by itself. Most programs need nothing else: net and os/user then use Go code only. "go build -race", plugins and packages with C code do not work.',
        missing: 'cgo is on, but {cc} is not on PATH: builds stop with \'C compiler "{cc}" not found\'.',
        'no-headers': '{cc} works, but does not find stdlib.h for {target}: builds with cgo fail.',
        broken: '{cc} is here, but fails even with an empty file: {detail}.',
        incomplete: '{cc} is here, but not what it starts: {tools}.',
        off: 'cgo is off, because CGO_ENABLED=0 is set. "go build -race", plugins and packages with C code do not work; net and os/user use Go code only.',
        'off-by-target': 'cgo is off, because builds are for {target}, which is not this machine.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        enabled: 'CGO_ENABLED, as go resolves it',
        setting: '{name}, which is set',
        line: 'Line that sets it',
        compiler: 'C compiler (CC)',
        headers: 'Compiling with stdlib.h',
        plain: 'Compiling an empty file',
        tool: 'Program that it starts: {name}',
        cxx: 'C++ compiler (CXX), for packages with C++ code',
        pkgConfig: 'pkg-config, for packages that use C libraries',
        compiles: 'exit 0',
        onPath: 'a program on PATH',
        nothing: 'no {cc} on PATH',
        lacking: 'no {tools}',
        unpacked:
          'The compiler was installed without the development files of the C library (libc6-dev, glibc-devel, musl-dev).',
        wrapped: 'A script or a wrapper of your own stands before the real compiler.',
      },
      fixes: {
        install: {
          title: 'Install the C compiler of the distribution: {packages}',
          when: 'If you build with cgo, use "go build -race" or packages with C code, then install it.',
          undo: 'Removing it leaves the packages that came with it; the package manager names them.',
        },
        declare: {
          title: 'Use gcc from a development shell of NixOS',
          when: 'If you build with cgo, then start your work with: nix-shell -p gcc pkg-config.',
        },
        without: {
          title: 'Build without cgo: CGO_ENABLED=0',
          when: 'If nothing you build has C code in it, then turn cgo off for yourself.',
          tradeoff:
            'net and os/user then use Go code only, which does not ask NSS modules such as SSSD or mDNS; "go build -race" and plugins do not work.',
        },
        unsetFile: {
          title: "Remove {names} from Go's settings",
          when: 'If it was set with "go env -w" and is no longer meant, then let Go decide again.',
        },
        comment: {
          title: 'Comment out {names} in {places}',
          when: 'If it is no longer meant, then let Go decide again.',
        },
        unsetEnvironment: {
          title: 'Take {names} out of the environment',
          when: 'If it is no longer meant, then remove it where the session gets it from; this line helps in the current terminal only.',
          undo: 'Set it again by hand where it came from.',
        },
      },
    },
    'zh-CN': {
      title: 'cgo 使用的 C 编译器可以工作',
      why: '启用 cgo 时，凡是导入 net 或 os/user 的程序都要用到 C 编译器，它出错则构建失败。没有 cgo 时，“go build -race”、插件和含 C 代码的包都不能用。',
      says: {
        works: '{cc} 能编译 C，并能找到头文件、汇编器和链接器。',
        none: '没有 C 编译器（{cc}），因此 Go 会自动不用 cgo 来构建。多数程序不受影响：net 和 os/user 只用 Go 代码。“go build -race”、插件和含 C 代码的包不能用。',
        missing: 'cgo 已启用，但 PATH 里没有 {cc}：构建会以 “C compiler "{cc}" not found” 停止。',
        'no-headers': '{cc} 能工作，但找不到 {target} 的 stdlib.h：使用 cgo 的构建会失败。',
        broken: '{cc} 在，但连空文件也编译失败：{detail}。',
        incomplete: '{cc} 在，但它要启动的程序不在：{tools}。',
        off: 'cgo 已关闭，因为设置了 CGO_ENABLED=0。“go build -race”、插件和含 C 代码的包不能用；net 和 os/user 只用 Go 代码。',
        'off-by-target': 'cgo 已关闭，因为构建目标是 {target}，不是这台机器。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        enabled: 'go 得出的 CGO_ENABLED',
        setting: '{name}，已被设置',
        line: '设置它的那一行',
        compiler: 'C 编译器（CC）',
        headers: '带 stdlib.h 编译',
        plain: '编译空文件',
        tool: '它要启动的程序：{name}',
        cxx: 'C++ 编译器（CXX），用于含 C++ 代码的包',
        pkgConfig: 'pkg-config，用于使用 C 库的包',
        compiles: '退出码 0',
        onPath: 'PATH 里的一个程序',
        nothing: 'PATH 里没有 {cc}',
        lacking: '没有 {tools}',
        unpacked: '安装了编译器，但没有装 C 库的开发文件（libc6-dev、glibc-devel、musl-dev）。',
        wrapped: '真正的编译器前面有一个你自己的脚本或包装程序。',
      },
      fixes: {
        install: {
          title: '安装发行版的 C 编译器：{packages}',
          when: '如果你用 cgo 构建、使用 “go build -race” 或含 C 代码的包，就安装它。',
          undo: '卸载后，随它一起装上的软件包会留下；包管理器会列出它们。',
        },
        declare: {
          title: '在 NixOS 的开发 shell 里使用 gcc',
          when: '如果你用 cgo 构建，就这样开始工作：nix-shell -p gcc pkg-config。',
        },
        without: {
          title: '不用 cgo 构建：CGO_ENABLED=0',
          when: '如果你构建的程序都不含 C 代码，就为自己关闭 cgo。',
          tradeoff:
            '这样 net 和 os/user 只用 Go 代码，不会询问 SSSD、mDNS 等 NSS 模块；“go build -race” 和插件不能用。',
        },
        unsetFile: {
          title: '从 Go 的设置里去掉 {names}',
          when: '如果它是用 “go env -w” 设置的，而且不再需要，就让 Go 重新自己决定。',
        },
        comment: {
          title: '注释掉 {places} 中的 {names}',
          when: '如果不再需要它，就让 Go 重新自己决定。',
        },
        unsetEnvironment: {
          title: '从环境变量里去掉 {names}',
          when: '如果不再需要它，就在会话取得它的地方去掉；这条命令只对当前终端有效。',
          undo: '在原来的地方手动重新设置。',
        },
      },
    },
  },
  look: async (host): Promise<Seen | null> => {
    const go = await readActiveGo(host)
    if (!go) return null
    const [env, compiler, enabledBy, compilerBy] = await Promise.all([
      readGoEnv(host),
      readCCompiler(host),
      readGoSetting(host, 'CGO_ENABLED'),
      readGoSetting(host, 'CC'),
    ])
    if (!env || !compiler) return null
    const { GOOS, GOARCH, GOHOSTOS, GOHOSTARCH, CGO_ENABLED } = env.values
    return {
      go: go.path,
      version: go.version,
      source: env.source,
      enabled: CGO_ENABLED,
      target: `${GOOS}/${GOARCH}`,
      isCross: GOOS !== GOHOSTOS || GOARCH !== GOHOSTARCH,
      compiler,
      enabledBy,
      compilerBy,
    }
  },
  judge: (seen) => {
    if (!seen) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const { compiler } = seen
    const outcome = outcomeOf(seen)
    const cc = compiler.path ?? compiler.words.join(' ')
    const lacking = compiler.tools.filter((tool) => isLacking(compiler, tool)).map(({ name }) => name)
    const detail = compiler.headers ? resultOf(compiler.headers) : ''
    const values = { cc, target: seen.target, detail, tools: lacking }
    const evidence = evidenceOf(seen)
    if (outcome === 'works') return { result: 'pass', says: say('works', values), evidence }
    if (outcome === 'none') return { result: 'informational', severity: 'low', says: say('none', values), evidence }
    if (outcome === 'off' || outcome === 'off-by-target') {
      return { result: 'informational', severity: 'info', says: say(outcome, values), evidence }
    }
    // From 1.20 on even net and os/user are compiled here, so that ordinary builds stop.
    const severity = (minorOf(seen.version) ?? 20) >= 20 ? 'high' : 'medium'
    const isAbsent = outcome === 'missing' || outcome === 'incomplete'
    return {
      result: 'fail',
      severity,
      says: say(outcome, values),
      found:
        outcome === 'missing' ? say('nothing', values) : outcome === 'incomplete' ? say('lacking', values) : detail,
      expected: isAbsent ? say('onPath') : say('compiles'),
      evidence,
      causes:
        outcome === 'no-headers'
          ? [{ likelihood: 'likely', says: 'unpacked' }]
          : outcome === 'broken'
            ? [{ likelihood: 'possible', says: 'wrapped' }]
            : [],
    }
  },
  fixes: (seen, facts) => {
    if (!seen) return []
    const outcome = outcomeOf(seen)
    if (outcome === 'off') return unsetFixes(seen.go, seen.enabledBy)
    if (outcome === 'off-by-target') return []
    type FixId = 'install' | 'declare' | 'without' | 'unsetFile' | 'comment' | 'unsetEnvironment'
    const fixes: DescribedFix<FixId>[] =
      outcome === 'missing' ? [...unsetFixes(seen.go, [...seen.compilerBy, ...seen.enabledBy])] : []
    if (failures.includes(outcome)) {
      fixes.push({
        id: 'without',
        privilege: 'user',
        activation: 'now',
        commands: [shell`${seen.go} env -w CGO_ENABLED=0`],
        undo: { level: 'full', commands: [shell`${seen.go} env -u CGO_ENABLED`] },
      })
    }
    const packages = packageCommands(facts.distro, 'c-compiler', 'pkg-config')
    if (packages) {
      fixes.push({
        id: 'install',
        values: { packages: packages.packages.join(' ') },
        privilege: 'root',
        activation: packages.activation,
        commands: [packages.install],
        undo: { level: 'partial', commands: [packages.remove] },
      })
    } else if (facts.distro.family === 'nixos') {
      const undo = { level: 'full', commands: [] } as const
      fixes.push({ id: 'declare', privilege: 'user', activation: 'now', commands: [], undo })
    }
    return fixes
  },
})

type EvidenceCode =
  | 'enabled'
  | 'setting'
  | 'line'
  | 'compiler'
  | 'headers'
  | 'plain'
  | 'tool'
  | 'cxx'
  | 'pkgConfig'
  | 'compiles'
  | 'onPath'

const evidenceOf = (seen: Seen): readonly Measured<EvidenceCode>[] => {
  const { compiler } = seen
  const settings = [...seen.enabledBy, ...seen.compilerBy]
  return [
    { label: 'enabled', source: seen.source, observed: seen.enabled },
    ...settings.flatMap(({ name, source, value, assignments }): readonly Measured<EvidenceCode>[] => [
      { label: say('setting', { name }), source, observed: value },
      ...assignments.map(
        ({ file, line, text }) => ({ label: 'line', source: `${file.path}:${line}`, observed: text }) as const,
      ),
    ]),
    {
      label: 'compiler',
      source: `PATH: ${compiler.words.join(' ')}`,
      observed: compiler.path,
      expected: say('onPath'),
    },
    ...(compiler.headers
      ? [
          {
            label: 'headers',
            source: compiler.headers.source,
            observed: isWell(compiler.headers) ? say('compiles') : resultOf(compiler.headers),
            expected: say('compiles'),
          } as const,
        ]
      : []),
    ...(compiler.plain
      ? [
          {
            label: 'plain',
            source: compiler.plain.source,
            observed: isWell(compiler.plain) ? say('compiles') : resultOf(compiler.plain),
            expected: say('compiles'),
          } as const,
        ]
      : []),
    ...compiler.tools.map(
      ({ name, path, source }) =>
        ({ label: say('tool', { name }), source, observed: path, expected: say('onPath') }) as const,
    ),
    { label: 'cxx', source: 'PATH', observed: compiler.cxx },
    { label: 'pkgConfig', source: 'PATH', observed: compiler.pkgConfig },
  ]
}
