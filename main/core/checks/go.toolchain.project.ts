/** K09: where the app was started in a Go project, the Go that runs there is one that the project accepts (E22). */
import type { Text } from '#contract'
import { defineCheck, type DescribedFix } from '../check.ts'
import type { ReadableHost } from '../host.ts'
import { readOwnVersions, useOwnFix, type OwnVersions } from '../own-install-fix.ts'
import { inEveryLanguage, listOf, say } from '../phrase.ts'
import { readGoSetting, type GoSetting } from '../probes/go-settings.ts'
import { contextTexts } from '../probes/sessions.ts'
import { workingDirectoryPath } from '../probes/working-directory.ts'
import { unsetFixes } from '../setting-fixes.ts'
import { shell } from '../shell.ts'
import { readProjectHere, troubleOf, worstOf, type ProjectHere } from '../toolchains/project-here.ts'
import type { Conflict } from '../toolchains/conflicts.ts'
import { compareGover, versionOfToolchain } from '../toolchains/gover.ts'
import { toolchainEdit } from '../toolchains/toolchain-edit.ts'
import { conflictText, outcomeTexts, reasonText } from '../toolchains/why-text.ts'
import type { EffectiveSetting, Why, WhyHere } from '../toolchains/why.ts'

interface Seen extends ProjectHere {
  /** Who gives GOTOOLCHAIN, and what forbids downloads, its value in the person's terminal and in this app. */
  readonly settings: readonly GoSetting[]
  readonly own: OwnVersions
}

const look = async (host: ReadableHost): Promise<Seen> => {
  const here = await readProjectHere(host)
  if (!here.why || !worstOf(here.why)) return { ...here, settings: [], own: { installed: [], current: null } }
  const [settings, own] = await Promise.all([
    Promise.all(['GOTOOLCHAIN', 'GOPROXY', 'GOSUMDB'].map((name) => readGoSetting(host, name))),
    readOwnVersions(host),
  ])
  return { ...here, settings: settings.flat(), own }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Who sets it: its file, or the sessions that have it. */
const whereOf = ({ name, value, path }: EffectiveSetting, settings: readonly GoSetting[]): Text => {
  if (path !== null) return inEveryLanguage(() => path)
  const having = settings.filter((one) => one.name === name && one.value === value && one.setBy === 'environment')
  const lines = [
    ...new Set(having.flatMap(({ assignments }) => assignments.map(({ file, line }) => `${file.path}:${line}`))),
  ]
  return lines.length > 0 ? inEveryLanguage(() => lines.join(', ')) : { en: 'the environment', 'zh-CN': '环境变量' }
}

const sentences = (texts: readonly Text[]): Text =>
  inEveryLanguage((language) => texts.map((text) => text[language]).join(language === 'en' ? ' ' : ''))

export const check = defineCheck({
  key: 'go.toolchain.project',
  category: 'toolchain',
  severity: 'high',
  references: [
    { title: 'Go: toolchains', url: 'https://go.dev/doc/toolchain' },
    { title: 'Go modules: the go directive', url: 'https://go.dev/ref/mod#go-mod-file-go' },
  ],
  words: {
    en: {
      title: 'The Go that runs here is new enough for the project',
      why: 'A Go that is older than the go line of a project refuses to build it, and may have been told not to fetch a newer one.',
      says: {
        'no-project': 'Does not apply: {directory}, where this was started, belongs to no Go module or workspace.',
        'no-directory': 'Does not apply: there is no directory that this was started in.',
        'no-go': 'Does not apply: no session has a go, and {file} says go {need}.',
        runs: '{toolchain} runs in {directory}, which is enough for {file}.',
        downloads:
          'go would first download {toolchain} in {directory}, {reason}; nothing that is known here forbids it.',
        silent: 'What stands in for go starts no Go in {directory}: {problem}',
        held: '{file} says go {need}, but GOTOOLCHAIN={value} holds {toolchain}, which refuses to build here. Set in: {where}. Sessions: {sessions}.',
        old: '{file} says go {need}: {toolchain} is older, cannot switch to another, and may refuse the file or fail to compile. Sessions: {sessions}.',
        'too-old':
          '{file} says go {need}: {toolchain} runs, {reason}, is older, and refuses to build here. Sessions: {sessions}.',
        forbidden:
          'It takes {toolchain} in {directory}, {reason}; it is not on this machine, and {setting} forbids the download. Set in: {where}. Sessions: {sessions}.',
        'not-on-path': '{text} Sessions: {sessions}.',
        refused: '{text} Sessions: {sessions}.',
        workspace: '{text}',
        lines: '{text}',
        'project-file': 'What the project asks for',
        session: 'Which Go runs here: {session}',
        setting: '{name}, as it is set: {session}',
        'no-line': 'no go line',
        directory: 'The directory that this was started in',
        enough: 'a Go that is not older',
      },
      fixes: {
        removeLine: {
          title: 'Take “toolchain {value}” out of {file}',
          when: 'If the project needs no newer Go than its go line says, then it needs no toolchain line.',
        },
        correctLine: {
          title: 'Make it “toolchain {toolchain}” in {file}',
          when: 'If that is the version that was meant, then correct the line.',
        },
        auto: {
          title: 'Let go fetch the toolchain that a project asks for: GOTOOLCHAIN=auto',
          when: 'If whoever set it otherwise had no reason that holds for you, then your own setting overrides it.',
          tradeoff: 'go then downloads 60 to 100 MB through GOPROXY when a project needs another version.',
        },
        use: {
          title: 'Install Go {version} with Groundwork, and use it',
          when: 'If you would rather have a Go that is new enough than one that is fetched when needed, then install it beside what is there; nothing is replaced.',
        },
        unsetFile: {
          title: 'Make go forget {names}',
          when: 'If it was set with go env -w and is not meant for every project, then remove it.',
        },
        comment: {
          title: 'Comment out {names} in {places}',
          when: 'If it is not meant for every project, then take it out of the start file; a copy of the file is kept beside it.',
        },
        unsetEnvironment: {
          title: 'Take {names} out of the environment',
          when: 'If it is not meant for every project, then remove it where the session gets it from; this line helps in the current terminal only.',
          undo: 'Set it again by hand where it came from.',
        },
      },
    },
    'zh-CN': {
      title: '这里运行的 Go 对项目来说足够新',
      why: '比项目 go 行更旧的 Go 会拒绝构建，而且可能被设置为不得下载更新的版本。',
      says: {
        'no-project': '不适用：启动本程序的目录 {directory} 不属于任何 Go 模块或工作区。',
        'no-directory': '不适用：没有启动本程序的目录。',
        'no-go': '不适用：没有任何会话有 go，而 {file} 写着 go {need}。',
        runs: '在 {directory} 中运行的是 {toolchain}，满足 {file} 的要求。',
        downloads: '在 {directory} 中，go 会先下载 {toolchain}（{reason}）；没有发现禁止下载的设置。',
        silent: '在 {directory} 中，代替 go 的程序没有启动任何 Go：{problem}',
        held: '{file} 写着 go {need}，但 GOTOOLCHAIN={value} 固定使用 {toolchain}，它会拒绝在这里构建。设置于：{where}。会话：{sessions}。',
        old: '{file} 写着 go {need}：{toolchain} 比它旧，又不能切换到别的版本，可能拒绝该文件或编译失败。会话：{sessions}。',
        'too-old':
          '{file} 写着 go {need}：运行的是 {toolchain}（{reason}），比它旧，会拒绝在这里构建。会话：{sessions}。',
        forbidden:
          '在 {directory} 中需要 {toolchain}（{reason}）；本机没有它，而 {setting} 禁止下载。设置于：{where}。会话：{sessions}。',
        'not-on-path': '{text}会话：{sessions}。',
        refused: '{text}会话：{sessions}。',
        workspace: '{text}',
        lines: '{text}',
        'project-file': '项目的要求',
        session: '这里运行哪个 Go：{session}',
        setting: '{name} 的设置：{session}',
        'no-line': '没有 go 行',
        directory: '启动本程序的目录',
        enough: '不更旧的 Go',
      },
      fixes: {
        removeLine: {
          title: '从 {file} 中删去 “toolchain {value}”',
          when: '如果项目不需要比 go 行更新的 Go，就不需要 toolchain 行。',
        },
        correctLine: {
          title: '在 {file} 中改为 “toolchain {toolchain}”',
          when: '如果本来要写的就是这个版本，就改正这一行。',
        },
        auto: {
          title: '让 go 自动获取项目要求的工具链：GOTOOLCHAIN=auto',
          when: '如果当初改动它的理由对你并不成立，就用你自己的设置覆盖它。',
          tradeoff: '此后项目需要别的版本时，go 会经 GOPROXY 下载 60 到 100 MB。',
        },
        use: {
          title: '用 Groundwork 安装并使用 Go {version}',
          when: '如果你更想直接有一个足够新的 Go，而不是用到时才下载，就把它装在现有版本旁边；不会替换任何东西。',
        },
        unsetFile: {
          title: '让 go 忘掉 {names}',
          when: '如果它是用 go env -w 设置的，而且并非要用于每个项目，就去掉它。',
        },
        comment: {
          title: '注释掉 {places} 中的 {names}',
          when: '如果它并非要用于每个项目，就从启动文件里去掉；旁边会保留一份原文件。',
        },
        unsetEnvironment: {
          title: '从环境变量里去掉 {names}',
          when: '如果它并非要用于每个项目，就在会话取得它的地方去掉；这一行只对当前终端有效。',
          undo: '在原来的地方手动重新设置。',
        },
      },
    },
  },
  look,
  judge: ({ directory, why, settings }) => {
    if (directory === null) return { result: 'notapplicable', says: 'no-directory', evidence: [] }
    if (!why) {
      const evidence = [{ label: 'directory', source: workingDirectoryPath, observed: directory }] as const
      return { result: 'notapplicable', says: say('no-project', { directory }), evidence }
    }
    const files = [why.project.workspace, why.project.module].filter((file) => file !== null)
    const evidence = [
      ...files.map(({ path, go, toolchain, problem }) => {
        const lines = [...(go === '' ? [] : [`go ${go}`]), ...(toolchain === '' ? [] : [`toolchain ${toolchain}`])]
        return {
          label: 'project-file',
          source: path,
          observed: problem ?? (lines.length === 0 ? say('no-line') : lines.join(', ')),
        } as const
      }),
      ...why.contexts.map((here) => ({
        label: say('session', { session: contextTexts[here.context] }),
        source: here.go?.path ?? 'PATH',
        observed: sentences(outcomeTexts(here)),
        expected: troubleOf(here) ? say('enough') : null,
      })),
      ...why.contexts.flatMap(({ context, setting }) =>
        setting
          ? [
              {
                label: say('setting', { name: setting.name, session: contextTexts[context] }),
                source: setting.path ?? setting.name,
                observed: setting.value,
              },
            ]
          : [],
      ),
    ]
    const worst = worstOf(why)
    const person = worst ?? personOf(why)
    const file = person?.file ?? files[0]
    const named = file ? nameOf(file.path) : ''
    const found = worst ? troubleOf(worst) : null
    const isTerminal = worst !== null && worst === personOf(why)
    const severity = isTerminal && found !== 'old' ? 'high' : 'medium'
    const lines = why.conflicts.filter(isOfLine)
    if (lines.length > 0 && person && person.outcome.kind !== 'silent' && !isRefusedOtherwise(worst)) {
      const says = say('lines', { text: sentences(lines.map((conflict) => conflictText(conflict))) })
      if (worst || lines.some(({ kind }) => kind === 'broken-line')) return { result: 'fail', severity, says, evidence }
      // What is not known yet may be there to be fetched.
      return { result: 'informational', severity: 'info', says, evidence }
    }
    if (worst && found) {
      const { outcome, setting } = worst
      const base = { result: 'fail', severity, expected: say('enough'), evidence } as const
      const sessions = listOf(
        why.contexts.filter((here) => troubleOf(here) === found).map(({ context }) => contextTexts[context]),
      )
      if (outcome.kind !== 'runs' && outcome.kind !== 'downloads') {
        return { ...base, says: say(found, { text: sentences(outcomeTexts(worst)), sessions }) }
      }
      const forbidden = outcome.kind === 'downloads' ? outcome.forbiddenBy : null
      const guilty = found === 'forbidden' ? forbidden : setting
      const values = {
        file: file?.path ?? '',
        directory,
        need: outcome.tooOldFor ?? '',
        toolchain: outcome.toolchain,
        reason: reasonText(outcome.because, named),
        value: setting?.value ?? '',
        setting: forbidden ? `${forbidden.name}=${forbidden.value}` : '',
        where: guilty ? whereOf(guilty, settings) : '',
        sessions,
      }
      return { ...base, says: say(found, values), found: outcome.toolchain }
    }
    const conflict = why.conflicts.find(({ kind }) => kind === 'workspace-too-old')
    if (conflict) return { result: 'fail', says: say('workspace', { text: conflictText(conflict) }), evidence }
    const outcome = person?.outcome
    if (outcome?.kind === 'runs') {
      const values = { toolchain: outcome.toolchain, directory, file: file?.path ?? '' }
      return { result: 'pass', says: say('runs', values), evidence }
    }
    if (outcome?.kind === 'downloads') {
      const values = { toolchain: outcome.toolchain, directory, reason: reasonText(outcome.because, named) }
      return { result: 'informational', severity: 'info', says: say('downloads', values), evidence }
    }
    if (outcome?.kind === 'silent') {
      return { result: 'unknown', says: say('silent', { directory, problem: outcome.problem ?? '' }), evidence }
    }
    const values = { file: file?.path ?? '', need: file?.go ?? '' }
    return { result: 'notapplicable', says: say('no-go', values), evidence }
  },
  fixes: ({ why, settings, own }) => {
    const worst = why && worstOf(why)
    const found = worst ? troubleOf(worst) : null
    const lineFixes = why ? correctionsOf(why) : []
    if (!why || !worst || !found) return lineFixes
    // No setting brings a release that there is not.
    if (why.conflicts.some((one) => one.kind === 'unknown-release' && one.file.path === worst.file?.path))
      return lineFixes
    const { outcome, setting, go } = worst
    const isHeld = isByToolchainSetting(worst)
    const guilty = isHeld ? setting : outcome.kind === 'downloads' ? outcome.forbiddenBy : null
    const wrong = settings.filter(({ name, setBy }) => name === guilty?.name && setBy === guilty.setBy)
    // A version that GOTOOLCHAIN names is run whatever stands on PATH.
    const isNamed = setting !== null && /^go1/.test(setting.value)
    return [
      ...lineFixes,
      ...(go && guilty && (!isHeld || guilty.setBy === 'environment') ? unsetFixes(go.path, wrong) : []),
      ...(go && isHeld && setting?.setBy !== 'environment' ? [automatic(go.path, setting)] : []),
      ...(why.missing && !isNamed ? [useOwnFix(why.missing.version, own)] : []),
    ]
  },
})

const isOfLine = ({ kind }: Conflict): boolean => kind === 'broken-line' || kind === 'unknown-release'

/** Whether go refuses something that stands in no line of the project. */
const isRefusedOtherwise = (worst: WhyHere | null): boolean =>
  worst?.outcome.kind === 'refused' && !['go-line', 'toolchain-line'].includes(worst.outcome.because)

/** For lines that name no Go; by a go that knows such lines. */
const correctionsOf = (why: Why): readonly DescribedFix<'removeLine' | 'correctLine'>[] => {
  const go = why.contexts.find((here) => compareGover(versionOfToolchain(here.go?.version ?? ''), '1.21') >= 0)?.go
  if (!go) return []
  return why.conflicts.flatMap((conflict) => {
    if (conflict.kind !== 'broken-line') return []
    const { file, instead } = conflict
    const fix = <Id extends string>(id: Id, toolchain: string): readonly DescribedFix<Id>[] => {
      const [command, undo] = toolchainEdit(go.path, file, toolchain)
      if (command === undefined || undo === undefined) return []
      const values = { file: file.path, value: file.toolchain, toolchain }
      return [
        {
          id,
          values,
          privilege: 'user',
          activation: 'now',
          commands: [command],
          undo: { level: 'full', commands: [undo] },
        },
      ]
    }
    return [...fix('removeLine', 'none'), ...(instead === null ? [] : fix('correctLine', instead))]
  })
}

/** Of the sessions that have a go, the terminal before others. */
const personOf = ({ contexts }: Why): WhyHere | null => {
  const having = contexts.filter(({ outcome }) => outcome.kind !== 'no-go')
  return having.find(({ context }) => context === 'interactive') ?? having[0] ?? null
}

/** Whether GOTOOLCHAIN, or that nothing sets it, is what keeps a newer one away. */
const isByToolchainSetting = ({ outcome }: WhyHere): boolean => {
  switch (outcome.kind) {
    case 'runs':
    case 'downloads':
      return outcome.tooOldFor !== null && (outcome.because === 'setting' || outcome.because === 'no-setting')
    case 'refused':
      return outcome.because === 'setting'
    case 'not-on-path':
      return true
    case 'no-go':
    case 'silent':
      return false
  }
}

const automatic = (go: string, setting: EffectiveSetting | null): DescribedFix<'auto'> => ({
  id: 'auto',
  privilege: 'user',
  activation: 'now',
  commands: [shell`${go} env -w GOTOOLCHAIN=auto`],
  undo: {
    level: 'full',
    commands: [
      setting?.setBy === 'file'
        ? shell`${go} env -w ${`GOTOOLCHAIN=${setting.value}`}`
        : shell`${go} env -u GOTOOLCHAIN`,
    ],
  },
})
