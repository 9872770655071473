/** Machines written from what distributions document: the few facts that differ are given, the common rest is here. */
import { goEnvNames } from '../probes/go-env.ts'
import { goListCommand, grepCommand } from '../probes/go-tree.ts'
import type { Entry, Machine, RecordedRun } from './machine.ts'
import { binaryEntry, makeElf } from './make-elf.ts'
import { shellAnswers } from './shell-answers.ts'

export interface DocumentedGo {
  readonly goroot: string
  /** `go1.26.8`. */
  readonly version: string
  /** Links that lead to its command, by path. */
  readonly links?: Readonly<Record<string, string>>
  /** The loader of a `go` that was linked dynamically (Debian and Ubuntu before 1.21). */
  readonly interpreter?: string
  /** How the package manager was asked for the owner, and its answer. */
  readonly owner?: { readonly argv: readonly string[]; readonly answer: string }
  /** Its go.env is as published: of an archive of the Go project's, and of packages that leave it alone. */
  readonly hasPublishedSettings?: boolean
  /** What `go env` answers other than the usual. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Documented {
  readonly name: string
  readonly sources: readonly string[]
  /** Null where the file is missing. */
  readonly osRelease: string
  readonly kernel: string
  readonly libc: { readonly kind: 'glibc' | 'musl'; readonly version: string; readonly loader: string }
  /** Who uses it; user 1000 with bash if nothing else is said. */
  readonly user?: Partial<Machine['user']>
  /** PATH of a new login and of a new terminal. */
  readonly path: string
  /** Also set in both. */
  readonly session?: Readonly<Record<string, string>>
  /** The desktop and session type, where there is a desktop; it comes with a systemd user manager. */
  readonly desktop?: { readonly name: string; readonly type: 'wayland' | 'x11' }
  readonly init: 'systemd' | 'other'
  readonly go: DocumentedGo | null
  /** What `git version` prints after `git version `; null where there is no git. */
  readonly git: string | null
  readonly hasCompiler: boolean
  /** Lines of mountinfo after the one of `/`; `/` itself is an ordinary disk unless it is said here. */
  readonly mounts?: readonly string[]
  readonly rootMount?: string
  /** Where programs are: `/usr/bin`, on most. */
  readonly programs?: string
  /** The program behind /bin/sh. */
  readonly shellProgram?: string
  readonly files?: Machine['files']
  readonly runs?: Machine['runs']
}

/** The machine that `facts` describe. */
export const documented = (facts: Documented): Machine => {
  const user = { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell: '/bin/bash', ...facts.user }
  const home = user.home ?? '/'
  const session = {
    HOME: home,
    USER: user.name ?? 'user',
    LOGNAME: user.name ?? 'user',
    SHELL: user.shell ?? '/bin/sh',
    LANG: 'C.UTF-8',
    PATH: facts.path,
    ...facts.session,
  }
  const desktop = facts.desktop
    ? {
        XDG_CURRENT_DESKTOP: facts.desktop.name,
        XDG_SESSION_TYPE: facts.desktop.type,
        XDG_RUNTIME_DIR: `/run/user/${user.uid}`,
      }
    : {}
  const shell = user.shell ?? '/bin/sh'
  return {
    format: 1,
    name: facts.name,
    origin: 'documented',
    date: '2026-11-22',
    sources: [...facts.sources],
    kernel: { release: facts.kernel, machine: 'x86_64' },
    user,
    environment: { ...session, ...desktop },
    files: { ...systemFiles(facts, home, user.uid), ...goFiles(facts.go), ...facts.files },
    runs: [
      ...shellAnswers(shell, { login: session, interactive: session }),
      ...libcRuns(facts.libc),
      ...goRuns(facts, home),
      ...(facts.git === null ? [] : [exits([`${programsOf(facts)}/git`, 'version'], `git version ${facts.git}\n`)]),
      ...(facts.hasCompiler ? compilerRuns(programsOf(facts)) : []),
      ...(facts.desktop
        ? [
            exits(
              [`${programsOf(facts)}/systemctl`, '--user', 'show-environment'],
              Object.entries({ ...session, ...desktop })
                .map(([name, value]) => `${name}=${value}\n`)
                .join(''),
            ),
          ]
        : []),
      ...(facts.runs ?? []),
    ],
    spaces: { '/': { freeBytes: 60e9, totalBytes: 250e9, freeInodes: 14e6, totalInodes: 16e6, type: 0xef53 } },
  }
}

const programsOf = (facts: Documented): string => facts.programs ?? '/usr/bin'

const exits = (argv: readonly string[], stdout: string, stderr = '', code = 0): RecordedRun => ({
  argv: [...argv],
  ran: { kind: 'exited', code, stdout, stderr },
})

const program: Entry = { mode: '0755' }

const systemFiles = (facts: Documented, home: string, uid: number | null): Machine['files'] => {
  const bin = programsOf(facts)
  const { kind, loader } = facts.libc
  const shell = makeElf({ interpreter: loader, needed: [kind === 'glibc' ? 'libc.so.6' : 'libc.musl-x86_64.so.1'] })
  const owner = uid === null || uid === 0 ? {} : { uid, gid: uid }
  return {
    '/etc/os-release': { text: facts.osRelease },
    '/bin/sh': { target: facts.shellProgram ?? `${bin}/bash` },
    [facts.shellProgram ?? `${bin}/bash`]: binaryEntry(shell),
    [loader]: binaryEntry(makeElf()),
    // NixOS has one in each place, and nothing else in /usr/bin.
    '/usr/bin/env': program,
    [`${bin}/env`]: program,
    [`${bin}/grep`]: program,
    ...(facts.init === 'systemd' ? { [`${bin}/systemctl`]: program } : {}),
    ...(kind === 'glibc' ? { [`${bin}/getconf`]: program } : {}),
    ...(facts.git === null ? {} : { [`${bin}/git`]: program }),
    ...(facts.hasCompiler
      ? Object.fromEntries(['gcc', 'g++', 'as', 'ld', 'pkg-config'].map((name) => [`${bin}/${name}`, program]))
      : {}),
    [home]: { kind: 'directory', mode: '0700', ...owner },
    '/tmp': { kind: 'directory', mode: '1777' },
    '/var/tmp': { kind: 'directory', mode: '1777' },
    '/usr/local/bin': { kind: 'directory' },
    '/proc/version': { text: `Linux version ${facts.kernel} (builder@host) #1 SMP\n` },
    '/proc/cpuinfo': { text: `processor\t: 0\nflags\t\t: ${cpuFlags}\n` },
    '/proc/self/mountinfo': { text: mountinfo(facts) },
    '/proc/self/status': {
      text: 'Name:\tnode\nCapInh:\t0000000000000000\nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\nCapBnd:\t000001ffffffffff\nCapAmb:\t0000000000000000\nNoNewPrivs:\t0\nSeccomp:\t0\n',
    },
    '/proc/cmdline': { text: 'ro quiet\n' },
    // A new terminal, and what a desktop's menu starts, begin in the home.
    '/proc/self/cwd': { target: home },
    ...(facts.init === 'systemd' ? { '/run/systemd/system': { kind: 'directory' } } : {}),
    ...(facts.desktop ? { [`/run/user/${uid ?? 0}/systemd/private`]: { kind: 'other' } } : {}),
  }
}

/** A processor of 2015: x86-64-v3. */
const cpuFlags = 'fpu cx16 lahf_lm popcnt sse4_1 sse4_2 ssse3 avx avx2 bmi1 bmi2 f16c fma abm movbe'

const mountinfo = (facts: Documented): string =>
  [
    facts.rootMount ?? '22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw',
    '23 22 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw',
    '24 22 0:5 / /dev rw,nosuid shared:2 - devtmpfs devtmpfs rw,mode=755',
    ...(facts.mounts ?? []),
    '',
  ].join('\n')

const libcRuns = ({ kind, version, loader }: Documented['libc']): readonly RecordedRun[] =>
  kind === 'glibc'
    ? ['/usr/bin/getconf', '/run/current-system/sw/bin/getconf'].map((path) =>
        exits([path, 'GNU_LIBC_VERSION'], `glibc ${version}\n`),
      )
    : [
        exits(
          [loader],
          '',
          `musl libc (x86_64)\nVersion ${version}\nDynamic Program Loader\nUsage: ${loader} [options]\n`,
          1,
        ),
      ]

const goFiles = (go: DocumentedGo | null): Machine['files'] => {
  if (!go) return {}
  const command = go.interpreter
    ? makeElf({
        interpreter: go.interpreter,
        needed: ['libc.so.6'],
        wants: { 'libc.so.6': ['GLIBC_2.2.5', 'GLIBC_2.34'] },
      })
    : makeElf()
  return {
    [`${go.goroot}/bin/go`]: binaryEntry(command),
    [`${go.goroot}/VERSION`]: { text: `${go.version}\n` },
    [`${go.goroot}/pkg/tool/linux_amd64/compile`]: program,
    [`${go.goroot}/src/runtime/proc.go`]: {},
    [`${go.goroot}/src/fmt/print.go`]: {},
    [`${go.goroot}/src/unsafe/unsafe.go`]: {},
    ...(go.hasPublishedSettings && {
      [`${go.goroot}/go.env`]: {
        text: 'GOPROXY=https://cache.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n',
      },
    }),
    ...Object.fromEntries(Object.entries(go.links ?? {}).map(([path, target]) => [path, { target }])),
  }
}

const goRuns = (facts: Documented, home: string): readonly RecordedRun[] => {
  const { go } = facts
  if (!go) return []
  const path = facts.path
    .split(':')
    .map((directory) => `${directory}/go`)
    .find((candidate) => candidate === `${go.goroot}/bin/go` || candidate in (go.links ?? {}))
  const values: Readonly<Record<string, string>> = {
    CC: 'gcc',
    CXX: 'g++',
    CGO_ENABLED: facts.hasCompiler || minorOf(go.version) < 20 ? '1' : '0',
    GOAMD64: 'v1',
    GOARCH: 'amd64',
    GOCACHE: `${home}/.cache/go-build`,
    GOENV: `${home}/.config/go/env`,
    GOHOSTARCH: 'amd64',
    GOHOSTOS: 'linux',
    GOMODCACHE: `${home}/go/pkg/mod`,
    GOOS: 'linux',
    GOPATH: `${home}/go`,
    GOPROXY: 'https://cache.golang.org,direct',
    GOROOT: go.goroot,
    GOSUMDB: 'sum.golang.org',
    GOVERSION: go.version,
    ...go.env,
  }
  const answer = Object.fromEntries(goEnvNames.map((name) => [name, values[name] ?? '']))
  const version = `go version ${go.version} linux/amd64\n`
  return [
    ...(path === undefined
      ? []
      : [exits([path, 'env', '-json', ...goEnvNames], JSON.stringify(answer)), exits([path, 'version'], version)]),
    exits([`${go.goroot}/bin/go`, 'version'], version),
    exits([`${go.goroot}/pkg/tool/linux_amd64/compile`, '-V'], `compile version ${go.version}\n`),
    exits(goListCommand(`${go.goroot}/bin/go`), `runtime\t${go.goroot}/src/runtime\tproc.go\n`),
    exits(
      grepCommand(`${programsOf(facts)}/grep`, [`${go.goroot}/src/runtime/proc.go`]),
      `${go.goroot}/src/runtime/proc.go:func main(\n`,
    ),
    ...(go.owner ? [exits(go.owner.argv, go.owner.answer)] : []),
  ]
}

const minorOf = (version: string): number => Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0)

const compilerRuns = (bin: string): readonly RecordedRun[] => [
  exits([`${bin}/gcc`, '-fsyntax-only', '-m64', '-x', 'c', '-include', 'stdlib.h', '/dev/null'], ''),
  exits([`${bin}/gcc`, '-print-prog-name=as'], 'as\n'),
  exits([`${bin}/gcc`, '-print-prog-name=ld'], 'ld\n'),
]
