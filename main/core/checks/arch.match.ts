/** K06: this Go is for this processor, builds for it, and asks no more of it than it can do (GOAMD64). */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { processorName } from '../inspect/elf-goarch.ts'
import { say } from '../phrase.ts'
import { describeRan } from '../probes/describe-ran.ts'
import { isAbove, readGoTarget, type GoTarget } from '../probes/go-target.ts'
import { amdLevelIn } from '../probes/processor.ts'
import { unsetFixes } from '../setting-fixes.ts'
import { shell } from '../shell.ts'
import { installNewestGo, removeInstalledGo } from '../toolchains/install-commands.ts'

type EvidenceCode =
  | 'binary'
  | 'machine'
  | 'shell'
  | 'processor'
  | 'lacks'
  | 'levelOfGo'
  | 'levelOfBuilds'
  | 'setting'
  | 'line'
  | 'run'
  | 'atMost'
  | 'unset'

const measure = (seen: GoTarget, machine: string | null): readonly Measured<EvidenceCode>[] => {
  const { go, userland, processor, ran, natives } = seen
  if (!go?.elf) return []
  const level = processor && `v${processor.level}`
  const atMost = level === null ? null : say('atMost', { level })
  const evidence: Measured<EvidenceCode>[] = [
    { label: 'binary', source: go.path, observed: processorName(go.elf), expected: natives[0] ?? null },
  ]
  if (machine !== null) evidence.push({ label: 'machine', source: 'uname -m', observed: machine })
  if (userland !== null) evidence.push({ label: 'shell', source: '/bin/sh', observed: userland })
  if (ran) evidence.push({ label: 'run', source: `${go.path} version`, observed: describeRan(ran) })
  if (seen.goarch === 'amd64' && processor && level !== null) {
    const observed = processor.missing.length > 0 ? say('lacks', { level, missing: processor.missing }) : level
    evidence.push({ label: 'processor', source: '/proc/cpuinfo', observed })
  }
  if (seen.ofGo) {
    evidence.push({ label: 'levelOfGo', source: seen.ofGo.source, observed: seen.ofGo.value, expected: atMost })
  }
  for (const { source, value } of seen.ofBuilds) {
    evidence.push({ label: 'levelOfBuilds', source, observed: value, expected: atMost })
  }
  for (const { name, source, value } of seen.strays) {
    evidence.push({ label: say('setting', { name }), source, observed: value, expected: say('unset') })
  }
  for (const { file, line, text } of [...seen.strays, ...seen.levelSettings].flatMap((each) => each.assignments)) {
    evidence.push({ label: 'line', source: `${file.path}:${line}`, observed: text })
  }
  return evidence
}

export const check = defineCheck({
  key: 'arch.match',
  category: 'toolchain',
  severity: 'high',
  references: [
    { title: 'Go: minimum requirements', url: 'https://go.dev/wiki/MinimumRequirements#microarchitecture-support' },
    { title: 'go help environment', url: 'https://pkg.go.dev/cmd/go#hdr-Environment_variables' },
  ],
  words: {
    en: {
      title: 'Go is for this processor, and so is what it builds',
      why: 'A Go for another processor ends with "Exec format error". A program that asks for more than the processor can do stops at its start with "This program can only be run on AMD64 processors with v3 microarchitecture support."',
      says: {
        match: 'Go, this machine and what is built here are all {goarch}.',
        'wrong-machine': '{go} is for {goarch}, but this machine is {native}: it does not start.',
        foreign:
          '{go} is for {goarch} and runs on this machine, which is {native}. It builds for {goarch} unless told.',
        'level-of-go': '{go} was built for GOAMD64={wanted}, but this processor is {level}: it does not start.',
        'level-of-output':
          'Programs built here ask for GOAMD64={wanted}, but this processor is {level}: they do not start here.',
        target: '{settings} is set, so builds make programs for another system, which do not run here.',
        userland:
          'The kernel and Go are for {goarch}, the programs of this system for {userland}. Go works; cgo does not, since the C compiler makes programs for {userland}.',
        'unknown-processor': 'Go asks for GOAMD64={wanted}, and what this processor can do is not known.',
        'no-machine': '{go} is for {goarch}; which processor this system is for could not be told.',
        launcher: 'Not checked: {go} is not a program but starts one, and which is not known.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        binary: 'Processor of the go command (ELF)',
        machine: 'Processor of this machine (uname -m)',
        shell: "Processor of the system's programs (/bin/sh)",
        processor: 'What the processor can do',
        lacks: '{level}; for the next level it lacks {missing}',
        levelOfGo: 'GOAMD64 that go was built with',
        levelOfBuilds: 'GOAMD64 that programs are built with',
        setting: '{name}, which is set',
        line: 'Line that sets it',
        run: 'go version',
        atMost: '{level} or lower',
        unset: 'not set',
        kept: 'The variable was set for one build for another machine, and was kept.',
        rhel: 'Some distributions, such as RHEL 10, build their Go for v3 and so does what it builds.',
        wrongDownload: 'The archive of another processor was downloaded.',
      },
      fixes: {
        replace: {
          title: 'Unpack the Go for {goarch} in ~/.local/go',
          when: 'If you want a Go that fits, without administrator rights, then use the one from go.dev. Put ~/.local/go/bin first on PATH afterwards.',
        },
        unsetFile: {
          title: "Remove {names} from Go's settings",
          when: 'If it was set with "go env -w" and is not meant for every build, then remove it.',
        },
        comment: {
          title: 'Comment out {names} in {places}',
          when: 'If it is not meant for every build, then take it out, and set it only for the build that needs it: GOOS=… GOARCH=… go build.',
        },
        unsetEnvironment: {
          title: 'Take {names} out of the environment',
          when: 'If it is not meant for every build, then remove it where the session gets it from; these lines help in the current terminal only.',
          undo: 'Set it again by hand where it came from.',
        },
        lower: {
          title: 'Build for every 64-bit x86 processor: GOAMD64=v1',
          when: 'If what is built here should run here, and on older computers, then lower the level.',
        },
      },
    },
    'zh-CN': {
      title: 'Go 适合这个处理器，它构建的程序也适合',
      why: '为其他处理器准备的 Go 会以 “Exec format error” 结束。程序要求的指令超出处理器能力时，一启动就会停止，并提示 “This program can only be run on AMD64 processors with v3 microarchitecture support.”',
      says: {
        match: 'Go、这台机器和构建目标都是 {goarch}。',
        'wrong-machine': '{go} 是 {goarch} 的，而这台机器是 {native}：它无法启动。',
        foreign: '{go} 是 {goarch} 的，能在这台 {native} 机器上运行。不另行指定时，它构建 {goarch} 的程序。',
        'level-of-go': '{go} 按 GOAMD64={wanted} 构建，而这个处理器是 {level}：它无法启动。',
        'level-of-output': '这里构建的程序要求 GOAMD64={wanted}，而这个处理器是 {level}：它们在这里无法启动。',
        target: '设置了 {settings}，因此构建出来的是另一种系统的程序，在这里不能运行。',
        userland:
          '内核和 Go 是 {goarch} 的，而本系统的程序是 {userland} 的。Go 可以用，cgo 不行，因为 C 编译器生成的是 {userland} 程序。',
        'unknown-processor': 'Go 要求 GOAMD64={wanted}，而这个处理器的能力未知。',
        'no-machine': '{go} 是 {goarch} 的；本系统是什么处理器无从得知。',
        launcher: '未检查：{go} 本身不是程序，而是启动另一个程序，不知道是哪一个。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        binary: 'go 命令的处理器架构（ELF）',
        machine: '这台机器的处理器架构（uname -m）',
        shell: '系统程序的处理器架构（/bin/sh）',
        processor: '处理器的能力',
        lacks: '{level}；离下一级还缺 {missing}',
        levelOfGo: '构建 go 时的 GOAMD64',
        levelOfBuilds: '构建程序时的 GOAMD64',
        setting: '{name}，已被设置',
        line: '设置它的那一行',
        run: 'go version',
        atMost: '{level} 或更低',
        unset: '未设置',
        kept: '这个变量是为某次交叉构建设置的，之后一直留着。',
        rhel: '有些发行版（如 RHEL 10）的 Go 按 v3 构建，它构建的程序默认也是 v3。',
        wrongDownload: '下载了其他处理器的安装包。',
      },
      fixes: {
        replace: {
          title: '把 {goarch} 的 Go 解压到 ~/.local/go',
          when: '如果想不用管理员权限装一个合适的 Go，就用 go.dev 的版本。之后把 ~/.local/go/bin 放到 PATH 的最前面。',
        },
        unsetFile: {
          title: '从 Go 的设置里去掉 {names}',
          when: '如果它是用 “go env -w” 设置的，而且并非要用于每次构建，就去掉它。',
        },
        comment: {
          title: '注释掉 {places} 中的 {names}',
          when: '如果它并非要用于每次构建，就去掉它，只在需要的那次构建时设置：GOOS=… GOARCH=… go build。',
        },
        unsetEnvironment: {
          title: '从环境变量里去掉 {names}',
          when: '如果它并非要用于每次构建，就在会话取得它的地方去掉；下面的命令只对当前终端有效。',
          undo: '在原来的地方手动重新设置。',
        },
        lower: {
          title: '为所有 64 位 x86 处理器构建：GOAMD64=v1',
          when: '如果这里构建的程序要在本机和更旧的电脑上运行，就降低级别。',
        },
      },
    },
  },
  look: (host) => readGoTarget(host),
  judge: (seen, facts) => {
    const { go, goarch, natives, userland, processor, ran } = seen
    if (!go) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    if (!go.elf) return { result: 'notchecked', says: say('launcher', { go: go.path }), evidence: [] }
    const evidence = measure(seen, facts.arch.machine)
    const native = natives[0] ?? facts.arch.machine ?? '?'
    const level = `v${processor?.level ?? '?'}`
    const values = { go: go.path, goarch: processorName(go.elf), native, userland: userland ?? '?', level }
    if (natives.length === 0 && facts.arch.machine === null)
      return { result: 'unknown', says: say('no-machine', values), evidence }
    if (goarch === null || !natives.includes(goarch)) {
      if (ran?.kind === 'exited' && ran.code === 0) {
        return { result: 'informational', severity: 'low', says: say('foreign', values), evidence }
      }
      return {
        result: 'fail',
        says: say('wrong-machine', values),
        found: values.goarch,
        expected: native,
        evidence,
        causes: [{ likelihood: 'likely', says: 'wrongDownload' }],
      }
    }
    if (seen.ofGo && isAbove(seen.ofGo, processor)) {
      return {
        result: 'fail',
        says: say('level-of-go', { ...values, wanted: seen.ofGo.value }),
        found: `GOAMD64=${seen.ofGo.value}`,
        expected: say('atMost', { level }),
        evidence,
        causes: [{ likelihood: 'likely', says: 'rhel' }],
      }
    }
    if (seen.strays.length > 0) {
      const settings = [...new Set(seen.strays.map(({ name, value }) => `${name}=${value}`))]
      return {
        result: 'fail',
        severity: 'medium',
        says: say('target', { settings }),
        found: settings.join(' '),
        expected: `linux/${goarch}`,
        evidence,
        causes: [{ likelihood: 'likely', says: 'kept' }],
      }
    }
    const tooHigh = seen.ofBuilds.find((each) => isAbove(each, processor))
    if (tooHigh) {
      return {
        result: 'fail',
        severity: 'medium',
        says: say('level-of-output', { ...values, wanted: tooHigh.value }),
        found: `GOAMD64=${tooHigh.value}`,
        expected: say('atMost', { level }),
        evidence,
        causes: seen.levelSettings.length > 0 ? [] : [{ likelihood: 'likely', says: 'rhel' }],
      }
    }
    const asking = [seen.ofGo, ...seen.ofBuilds].find((each) => each && (amdLevelIn(each.value) ?? 1) > 1)
    if (asking && processor === null) {
      return { result: 'unknown', says: say('unknown-processor', { wanted: asking.value }), evidence }
    }
    if (userland !== null && userland !== goarch) {
      return { result: 'informational', severity: 'low', says: say('userland', values), evidence }
    }
    return { result: 'pass', says: say('match', values), evidence }
  },
  fixes: (seen) => {
    const { go, goarch, natives, userland, processor } = seen
    if (!go?.elf) return []
    if (goarch === null || !natives.includes(goarch)) return replaceWith(natives[0])
    if (isAbove(seen.ofGo, processor)) return replaceWith(goarch)
    if (seen.strays.length > 0) return unsetFixes(go.found, seen.strays)
    if (seen.ofBuilds.some((each) => isAbove(each, processor))) {
      const removable = unsetFixes(go.found, seen.levelSettings)
      if (removable.length > 0) return removable
      const commands = [shell`${go.found} env -w GOAMD64=v1`]
      const undo = { level: 'full', commands: [shell`${go.found} env -u GOAMD64`] } as const
      return [{ id: 'lower', privilege: 'user', activation: 'now', commands, undo }]
    }
    return userland === null || userland === goarch ? [] : replaceWith(userland)
  },
})

const replaceWith = (goarch: string | undefined): readonly DescribedFix<'replace'>[] =>
  goarch === undefined
    ? []
    : [
        {
          id: 'replace',
          values: { goarch },
          privilege: 'user',
          activation: 'new-shell',
          commands: installNewestGo(goarch),
          undo: { level: 'full', commands: removeInstalledGo },
        },
      ]
