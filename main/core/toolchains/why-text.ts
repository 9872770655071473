/** The answer of `go why` in words. */
import type { Language, Text } from '#contract'
import { inEveryLanguage, listOf } from '../phrase.ts'
import { contextTexts, type ContextName } from '../probes/sessions.ts'
import { printable } from '../report/columns.ts'
import type { Reason } from './choose-toolchain.ts'
import type { Conflict } from './conflicts.ts'
import { runsProject, type Missing } from './missing.ts'
import type { GoFile, Project } from './project.ts'
import { toolchainEdit } from './toolchain-edit.ts'
import type { EffectiveSetting, Why, WhyHere } from './why.ts'
import type { WrongGoroot } from './wrong-goroot.ts'

/** Groups of lines: what the project says, each session, what does not agree, what can be done. */
export const renderWhy = (why: Why, language: Language): string => {
  const hints = [...gorootHints(why), ...adviceTexts(why)]
  const groups = [
    [raw(why.directory), ...projectTexts(why.project).map(indented)],
    ...sameSessions(why.contexts).map((group) => [
      sessionsText(group),
      ...hereTexts(group[0], why.contexts).map(indented),
    ]),
    ...(why.contexts.length === 0 ? [[nobody]] : []),
    ...(why.conflicts.length === 0
      ? []
      : [[disagreements, ...why.conflicts.map((conflict) => indented(conflictText(conflict, contextNames)))]]),
    ...(hints.length === 0 ? [] : [[advice, ...hints.map(indented)]]),
  ]
  return `${groups.map((lines) => lines.map((line) => printable(line[language])).join('\n')).join('\n\n')}\n`
}

const raw = (text: string): Text => ({ en: text, 'zh-CN': text })
const indented = (text: Text): Text => inEveryLanguage((language) => `  ${text[language]}`)

const nobody: Text = { en: 'No session could be asked.', 'zh-CN': '没有任何会话可以询问。' }
const disagreements: Text = { en: 'What does not agree:', 'zh-CN': '互相矛盾之处：' }
const advice: Text = { en: 'What you can do:', 'zh-CN': '您可以这样做：' }

const projectTexts = ({ module, workspace, pins }: Project): readonly Text[] => {
  const files = [workspace, module].filter((file) => file !== null).flatMap(fileTexts)
  const pinned = pins.map(({ path, version }): Text => raw(`${path}: ${version}`))
  const none: Text = { en: 'no go.mod or go.work here or above', 'zh-CN': '这里及上级目录都没有 go.mod 或 go.work' }
  return [...(files.length === 0 ? [none] : files), ...pinned]
}

const fileTexts = (file: GoFile): readonly Text[] => {
  const mistakes = mistakeTexts(file)
  // Whether a line is missing in what cannot be parsed, nobody knows.
  return file.go === '' && mistakes.length > 0 ? mistakes : [fileText(file), ...mistakes]
}

const mistakeTexts = ({ path, mistakes }: GoFile): readonly Text[] =>
  mistakes
    .filter(({ understoodSince }) => understoodSince === null)
    .map(({ line, says }) => {
      const place = line === null ? path : `${path}:${line}`
      return { en: `${place} cannot be parsed: ${says}`, 'zh-CN': `${place} 无法解析：${says}` }
    })

const fileText = ({ path, go, toolchain, problem }: GoFile): Text => {
  if (problem !== null) return { en: `${path} cannot be read: ${problem}`, 'zh-CN': `${path} 无法读取：${problem}` }
  const lines = [...(go === '' ? [] : [`go ${go}`]), ...(toolchain === '' ? [] : [`toolchain ${toolchain}`])].join(', ')
  return lines === '' ? { en: `${path}: no go line`, 'zh-CN': `${path}：没有 go 行` } : raw(`${path}: ${lines}`)
}

type Group = readonly [WhyHere, ...WhyHere[]]

/** Sessions with the same answer, told once. */
const sameSessions = (contexts: readonly WhyHere[]): readonly Group[] => {
  const groups = new Map<string, Group>()
  for (const here of contexts) {
    const { context: _, setting, ...rest } = here
    const key = JSON.stringify([rest, setting])
    const group = groups.get(key)
    groups.set(key, group ? [...group, here] : [here])
  }
  return [...groups.values()]
}

/** In a terminal, the app is a command of the shell that runs it. */
const contextNames: Readonly<Record<ContextName, Text>> = {
  app: { en: 'this shell as it is now', 'zh-CN': '当前 shell（现状）' },
  login: { en: 'a login shell', 'zh-CN': '登录 shell' },
  interactive: { en: 'a new terminal', 'zh-CN': '新终端' },
  'systemd-user': { en: 'the desktop session (systemd)', 'zh-CN': '桌面会话（systemd）' },
}

const sessionsText = (group: Group): Text => {
  const list = listOf(group.map(({ context }) => contextNames[context]))
  return { en: `In ${list.en}:`, 'zh-CN': `${list['zh-CN']}：` }
}

/** What decides in one session, and what comes of it, in order; `all` are those that could be asked. */
export const hereTexts = (here: WhyHere, all: readonly WhyHere[]): readonly Text[] => [
  ...goTexts(here),
  ...(here.go?.version && here.outcome.kind !== 'no-go' ? [settingText(here.setting)] : []),
  ...workspaceTexts(here),
  ...outcomeTexts(here),
  ...(here.outcome.kind === 'no-go' ? elsewhereTexts(all) : []),
]

/** Where a person finds the go that this session lacks: in a new terminal, or at least after logging in. */
const elsewhereTexts = (all: readonly WhyHere[]): readonly Text[] => {
  const having = (['interactive', 'login'] as const).map((name) => all.find(({ context }) => context === name))
  const there = having.find((here) => here && runsProject(here))
  if (there?.outcome.kind !== 'runs' || !there.go) return []
  const { toolchain } = there.outcome
  const { path } = there.go
  return there.context === 'interactive'
    ? [{ en: `A new terminal has it: ${path} runs ${toolchain}.`, 'zh-CN': `新终端里有：${path} 运行 ${toolchain}。` }]
    : [
        {
          en: `A login shell has it: ${path} runs ${toolchain}.`,
          'zh-CN': `登录 shell 里有：${path} 运行 ${toolchain}。`,
        },
      ]
}

const goTexts = ({ go }: WhyHere): readonly Text[] => {
  if (!go?.version) return []
  const path = go.path
  const { version, goroot, launcher } = go
  const tree = goroot ?? '?'
  if (launcher === null) {
    const isOwnPlace = path === `${tree}/bin/go`
    return [
      {
        en: `PATH leads to ${path}: ${version}${isOwnPlace ? '' : `, in ${tree}`}.`,
        'zh-CN': `PATH 指向 ${path}：${version}${isOwnPlace ? '' : `，位于 ${tree}`}。`,
      },
    ]
  }
  if (launcher === 'unknown') {
    return [
      {
        en: `PATH leads to ${path}, a wrapper that starts ${version}, in ${tree}.`,
        'zh-CN': `PATH 指向 ${path}，它是包装程序，启动 ${version}，位于 ${tree}。`,
      },
    ]
  }
  return [
    {
      en: `PATH leads to ${path}, which starts (through ${launcher}) ${version}, in ${tree}.`,
      'zh-CN': `PATH 指向 ${path}，它通过 ${launcher} 启动 ${version}，位于 ${tree}。`,
    },
  ]
}

/** GOWORK, where it is set at all: which file counts with it. */
const workspaceTexts = ({ workspaceSetting, file, outcome }: WhyHere): readonly Text[] => {
  if (!workspaceSetting || (outcome.kind === 'refused' && outcome.because === 'workspace-setting')) return []
  const set = settingText(workspaceSetting)
  if (!file) return [set]
  return [inEveryLanguage((language) => `${set[language]}${counts(file.path)[language]}`)]
}

const counts = (path: string): Text => ({ en: ` So ${path} counts.`, 'zh-CN': `所以以 ${path} 为准。` })

const settingText = (setting: EffectiveSetting | null): Text => {
  if (!setting) return { en: 'GOTOOLCHAIN is not set anywhere.', 'zh-CN': '没有任何地方设置 GOTOOLCHAIN。' }
  const { name, value, path } = setting
  return path === null
    ? { en: `${name}=${value}, set in the environment.`, 'zh-CN': `${name}=${value}，来自环境变量。` }
    : { en: `${name}=${value}, set in ${path}.`, 'zh-CN': `${name}=${value}，来自 ${path}。` }
}

/** What happens when go is run there: one or two sentences. */
export const outcomeTexts = ({ outcome, file, setting }: WhyHere): readonly Text[] => {
  const fileName = file ? nameOf(file) : 'go.mod'
  switch (outcome.kind) {
    case 'no-go':
      return [{ en: 'There is no go on PATH.', 'zh-CN': 'PATH 上没有 go。' }]
    case 'silent': {
      const problem = outcome.problem ?? ''
      return [
        {
          en: `The go on PATH stands in for another, and starts none here: ${problem}`,
          'zh-CN': `PATH 上的 go 只是代为启动另一个 go，在这里没有启动任何 Go：${problem}`,
        },
      ]
    }
    case 'refused':
      return [refusedText(outcome, fileName)]
    case 'not-on-path':
      return [
        {
          en: `Nothing runs: it takes ${outcome.toolchain}, ${reasonText(outcome.because, fileName).en}, and GOTOOLCHAIN=${setting?.value ?? ''} allows only a program of that name on PATH; there is none.`,
          'zh-CN': `什么都不会运行：需要 ${outcome.toolchain}（${reasonText(outcome.because, fileName)['zh-CN']}），而 GOTOOLCHAIN=${setting?.value ?? ''} 只允许使用 PATH 上同名的程序，但没有这个程序。`,
        },
      ]
    case 'downloads':
      return [
        downloadText(outcome.toolchain, outcome.because, outcome.forbiddenBy, fileName),
        ...tooOldTexts(outcome, fileName),
      ]
    case 'runs': {
      const { toolchain, because, from, path } = outcome
      const reason = reasonText(because, fileName)
      const where =
        from === 'own'
          ? raw('')
          : from === 'path'
            ? { en: ` It is ${path}, found on PATH.`, 'zh-CN': `它是 PATH 上的 ${path}。` }
            : { en: ` It is in the module cache: ${path}.`, 'zh-CN': `它已在模块缓存中：${path}。` }
      return [
        {
          en: `${toolchain} runs, ${reason.en}.${where.en}`,
          'zh-CN': `运行 ${toolchain}：${reason['zh-CN']}。${where['zh-CN']}`,
        },
        ...tooOldTexts(outcome, fileName),
      ]
    }
  }
}

const nameOf = ({ path }: GoFile): string => path.slice(path.lastIndexOf('/') + 1)

/** Continues a sentence; in Chinese it is one of its own. `file` is the name of the one that counts. */
export const reasonText = (because: Reason, file: string): Text => {
  switch (because) {
    case 'cannot-switch':
      return {
        en: 'since a Go before 1.21 never switches to another',
        'zh-CN': '1.21 之前的 Go 从不切换到别的版本',
      }
    case 'modules-off':
      return { en: 'since GO111MODULE keeps modules off', 'zh-CN': 'GO111MODULE 关闭了模块' }
    case 'no-setting':
      return { en: 'since without GOTOOLCHAIN no other is chosen', 'zh-CN': '没有 GOTOOLCHAIN 就不会选用别的版本' }
    case 'setting':
      return { en: 'since GOTOOLCHAIN says so', 'zh-CN': '由 GOTOOLCHAIN 指定' }
    case 'enough':
      return { en: 'since nothing here asks for a newer one', 'zh-CN': '这里没有要求更新的版本' }
    case 'default-line':
      return { en: `since ${file} says “toolchain default”`, 'zh-CN': `${file} 写着 “toolchain default”` }
    case 'toolchain-line':
      return { en: `since the toolchain line of ${file} asks for it`, 'zh-CN': `${file} 的 toolchain 行要求它` }
    case 'go-line':
      return { en: `since the go line of ${file} asks for it`, 'zh-CN': `${file} 的 go 行要求它` }
  }
}

const downloadText = (toolchain: string, because: Reason, forbiddenBy: EffectiveSetting | null, file: string): Text => {
  const reason = reasonText(because, file)
  if (!forbiddenBy) {
    return {
      en: `go would first download ${toolchain}, ${reason.en}: it is neither on PATH nor in the module cache.`,
      'zh-CN': `go 会先下载 ${toolchain}（${reason['zh-CN']}）：PATH 上和模块缓存中都没有它。`,
    }
  }
  const { name, value } = forbiddenBy
  return {
    en: `Nothing runs: it takes ${toolchain}, ${reason.en}; it is neither on PATH nor in the module cache, and ${name}=${value} forbids the download.`,
    'zh-CN': `什么都不会运行：需要 ${toolchain}（${reason['zh-CN']}），PATH 上和模块缓存中都没有它，而 ${name}=${value} 禁止下载。`,
  }
}

const tooOldTexts = (
  {
    toolchain,
    tooOldFor,
    because,
  }: { readonly toolchain: string; readonly tooOldFor: string | null; readonly because: Reason },
  file: string,
): readonly Text[] => {
  if (tooOldFor === null) return []
  return because === 'cannot-switch'
    ? [
        {
          en: `${file} says go ${tooOldFor}: ${toolchain} is older, and may refuse the file or fail to compile.`,
          'zh-CN': `${file} 写着 go ${tooOldFor}：${toolchain} 比它旧，可能拒绝该文件或编译失败。`,
        },
      ]
    : [
        {
          en: `${file} says go ${tooOldFor}: ${toolchain} is older, and refuses to build here.`,
          'zh-CN': `${file} 写着 go ${tooOldFor}：${toolchain} 比它旧，会拒绝在这里构建。`,
        },
      ]
}

const refusedText = (outcome: WhyHere['outcome'] & { readonly kind: 'refused' }, file: string): Text => {
  const { because, value } = outcome
  switch (because) {
    case 'setting':
      return {
        en: `Nothing runs: go refuses GOTOOLCHAIN=${value} as invalid.`,
        'zh-CN': `什么都不会运行：GOTOOLCHAIN=${value} 无效，go 拒绝它。`,
      }
    case 'go-line':
    case 'toolchain-line': {
      const line = `${because === 'go-line' ? 'go' : 'toolchain'} ${value}`
      return {
        en: `Nothing is built: this go does not understand the line “${line}” of ${file}, and refuses it.`,
        'zh-CN': `无法构建：这个 go 不认识 ${file} 的 “${line}” 一行，拒绝了它。`,
      }
    }
    case 'workspace-setting':
      return {
        en: `Nothing runs: go refuses GOWORK=${value}, which is no absolute path.`,
        'zh-CN': `什么都不会运行：GOWORK=${value} 不是绝对路径，go 拒绝它。`,
      }
    case 'goroot':
      return gorootText(outcome)
    case 'syntax': {
      const since = outcome.understoodSince
      return since === null
        ? { en: `Nothing is built: go cannot parse ${value}.`, 'zh-CN': `无法构建：go 无法解析 ${value}。` }
        : {
            en: `Nothing is built: ${outcome.toolchain} cannot parse ${value}. Go ${since} is the first that can.`,
            'zh-CN': `无法构建：${outcome.toolchain} 无法解析 ${value}。Go ${since} 起才认识它。`,
          }
    }
    case 'file':
      return { en: `Nothing runs: go cannot read ${value}.`, 'zh-CN': `什么都不会运行：go 无法读取 ${value}。` }
  }
}

const gorootText = (wrong: WrongGoroot): Text => {
  const { value, state, own } = wrong
  const version = wrong.version ?? '?'
  switch (state) {
    case 'absent':
      return {
        en: `Nothing runs: GOROOT=${value} is no directory, and go refuses to start.`,
        'zh-CN': `什么都不会运行：GOROOT=${value} 不是目录，go 拒绝启动。`,
      }
    case 'no-tools':
    case 'no-sources':
      return {
        en: `Nothing is built: GOROOT=${value} is no whole Go; it has no ${state === 'no-tools' ? 'pkg/tool' : 'src/runtime'}.`,
        'zh-CN': `无法构建：GOROOT=${value} 不是完整的 Go，缺少 ${state === 'no-tools' ? 'pkg/tool' : 'src/runtime'}。`,
      }
    case 'other-version':
      return {
        en: `Nothing is built: the go on PATH is ${own}, but GOROOT=${value} is ${version}, and its compiler refuses to work for another version.`,
        'zh-CN': `无法构建：PATH 上的 go 是 ${own}，而 GOROOT=${value} 是 ${version}，它的编译器拒绝为别的版本工作。`,
      }
  }
}

/** Who gives a setting its value, after a comma. */
const setByText = ({ path }: EffectiveSetting): Text =>
  path === null
    ? { en: 'set in the environment', 'zh-CN': '来自环境变量' }
    : { en: `set in ${path}`, 'zh-CN': `来自 ${path}` }

/** `names` are what sessions are called where this is said. */
export const conflictText = (conflict: Conflict, names = contextTexts): Text => {
  switch (conflict.kind) {
    case 'broken-line': {
      const { path, toolchain } = conflict.file
      return {
        en: `The line “toolchain ${toolchain}” of ${path} names no version of Go.`,
        'zh-CN': `${path} 的 “toolchain ${toolchain}” 一行不是任何 Go 版本的名称。`,
      }
    }
    case 'unknown-release': {
      const { file, line, newest, asOf } = conflict
      return {
        en: `The line “${line}” of ${file.path} asks for no known release: as of ${asOf}, the newest known here is ${newest}.`,
        'zh-CN': `${file.path} 的 “${line}” 一行要求的不是已知的发布版本：截至 ${asOf}，这里已知最新的是 ${newest}。`,
      }
    }
    case 'goroot': {
      const { value, setting, state, version, own } = conflict.wrong
      const sessions = listOf(conflict.contexts.map((name) => names[name]))
      const by = setByText(setting)
      const leads: Text =
        state === 'absent'
          ? { en: 'leads nowhere', 'zh-CN': '不存在' }
          : state === 'other-version'
            ? { en: `leads to ${version ?? '?'}`, 'zh-CN': `指向 ${version ?? '?'}` }
            : { en: 'leads to no whole Go', 'zh-CN': '不是完整的 Go' }
      return {
        en: `GOROOT=${value}, ${by.en}, ${leads.en}, but PATH leads to ${own} (${sessions.en}). Go needs no GOROOT.`,
        'zh-CN': `GOROOT=${value}（${by['zh-CN']}）${leads['zh-CN']}，而 PATH 指向 ${own}（${sessions['zh-CN']}）。Go 不需要 GOROOT。`,
      }
    }
    case 'pins': {
      const { first, second } = conflict
      return {
        en: `${first.path} names ${first.version}, but ${second.path} names ${second.version}.`,
        'zh-CN': `${first.path} 指定 ${first.version}，而 ${second.path} 指定 ${second.version}。`,
      }
    }
    case 'pin-too-old': {
      const { pin, file } = conflict
      return {
        en: `${pin.path} names ${pin.version}, which is older than the go ${file.go} of ${file.path}.`,
        'zh-CN': `${pin.path} 指定的 ${pin.version} 比 ${file.path} 的 go ${file.go} 旧。`,
      }
    }
    case 'pin-not-followed': {
      const { pin, runs } = conflict
      return {
        en: `${pin.path} names ${pin.version}, but ${runs} runs: only version managers read that file, go itself does not.`,
        'zh-CN': `${pin.path} 指定 ${pin.version}，但运行的是 ${runs}：只有版本管理器会读取该文件，go 本身不读。`,
      }
    }
    case 'workspace-too-old': {
      const { workspace, module } = conflict
      return {
        en: `${workspace.path} says go ${workspace.go}, less than the go ${module.go} of ${module.path}: go asks for “go work use”, which raises it.`,
        'zh-CN': `${workspace.path} 写着 go ${workspace.go}，低于 ${module.path} 的 go ${module.go}：需要用 “go work use” 提高它。`,
      }
    }
    case 'sessions': {
      const each = conflict.groups.map(({ toolchain, contexts }): Text => {
        const sessions = listOf(contexts.map((name) => names[name]))
        return { en: `${toolchain} (${sessions.en})`, 'zh-CN': `${toolchain}（${sessions['zh-CN']}）` }
      })
      const list = listOf(each)
      return { en: `Not every session runs the same: ${list.en}.`, 'zh-CN': `各会话运行的版本不同：${list['zh-CN']}。` }
    }
    case 'gowork': {
      const each = conflict.groups.map(({ setting, file, contexts }): Text => {
        const sessions = listOf(contexts.map((name) => names[name]))
        const by = setting && setByText(setting)
        const value: Text =
          setting && by
            ? { en: `GOWORK=${setting.value}, ${by.en}`, 'zh-CN': `GOWORK=${setting.value}，${by['zh-CN']}` }
            : { en: 'GOWORK is not set', 'zh-CN': '没有设置 GOWORK' }
        return {
          en: `${value.en}, so ${file ?? 'no file'} counts (${sessions.en})`,
          'zh-CN': `${value['zh-CN']}，以 ${file ?? '无文件'} 为准（${sessions['zh-CN']}）`,
        }
      })
      return {
        en: `Not the same file counts everywhere: ${each.map(({ en }) => en).join('; ')}.`,
        'zh-CN': `各会话以不同的文件为准：${each.map((text) => text['zh-CN']).join('；')}。`,
      }
    }
  }
}

const adviceTexts = (why: Why): readonly Text[] => [
  ...why.conflicts.flatMap((conflict) =>
    conflict.kind === 'broken-line' ? [correctionText(conflict.file, conflict.instead)] : [],
  ),
  ...(why.conflicts.some(({ kind }) => kind === 'unknown-release') ? [unknownText] : []),
  ...missingTexts(why),
]

const correctionText = (file: GoFile, instead: string | null): Text => {
  const [remove] = toolchainEdit('go', file, 'none')
  if (remove === undefined) {
    return {
      en: `take the line “toolchain ${file.toolchain}” out of ${file.path}`,
      'zh-CN': `从 ${file.path} 中删去 “toolchain ${file.toolchain}” 一行`,
    }
  }
  const [replace] = instead === null ? [] : toolchainEdit('go', file, instead)
  return {
    en: `take the toolchain line out: ${remove}${replace === undefined ? '' : `, or correct it: ${replace}`}`,
    'zh-CN': `删去 toolchain 行：${remove}${replace === undefined ? '' : `，或改正它：${replace}`}`,
  }
}

const unknownText: Text = {
  en: 'see whether that release is out by now: groundwork go list --available; else lower the line',
  'zh-CN': '看看那个版本是否已经发布：groundwork go list --available；如果没有，就把这一行改低',
}

/** What is needed, and why this release is the one to have. */
export const missingText = ({ version, need, askedBy, because }: Missing): Text => {
  const go = `go${version}`
  switch (because) {
    case 'named-by-line':
      return {
        en: `The toolchain line of ${askedBy} names ${go}, so that is what go runs.`,
        'zh-CN': `${askedBy} 的 toolchain 行指定 ${go}，go 运行的就是它。`,
      }
    case 'named-by-setting':
      return {
        en: `${askedBy} names that version, so it is what go runs.`,
        'zh-CN': `${askedBy} 指定了这个版本，go 运行的就是它。`,
      }
    case 'newest-of-line':
      return {
        en: `${askedBy} needs at least go${need}; ${go} is the newest known release of that line.`,
        'zh-CN': `${askedBy} 至少需要 go${need}；${go} 是该系列已知的最新版本。`,
      }
    case 'newest':
      return {
        en: `${askedBy} needs at least go${need}; ${go} is the newest known release, and gets security fixes.`,
        'zh-CN': `${askedBy} 至少需要 go${need}；${go} 是已知的最新版本，有安全更新。`,
      }
    case 'installed':
    case 'beyond-known':
      return { en: `${askedBy} needs at least go${need}.`, 'zh-CN': `${askedBy} 至少需要 go${need}。` }
  }
}

const gorootHints = ({ conflicts }: Why): readonly Text[] =>
  conflicts.some(({ kind }) => kind === 'goroot')
    ? [
        {
          en: 'take GOROOT away; what sets it, and how: groundwork check go.goroot.drift',
          'zh-CN': '去掉 GOROOT；由谁设置、如何去掉，见：groundwork check go.goroot.drift',
        },
      ]
    : []

const missingTexts = ({ missing, contexts }: Why): readonly Text[] => {
  if (!missing) return []
  const { version, ownTree } = missing
  const install = `groundwork go install ${version}`
  const use = `groundwork go use ${version}`
  const own: Text =
    ownTree === null
      ? { en: `${install}, then ${use}`, 'zh-CN': `先 ${install}，再 ${use}` }
      : { en: `${use} (it is installed in ${ownTree})`, 'zh-CN': `${use}（已安装在 ${ownTree}）` }
  const isHeld = contexts.some(
    ({ outcome, setting }) =>
      outcome.kind === 'runs' &&
      outcome.tooOldFor !== null &&
      setting?.value === 'local' &&
      setting.setBy !== 'environment',
  )
  const automatic: Text = {
    en: 'or let go download what a project needs: go env -w GOTOOLCHAIN=auto',
    'zh-CN': '或者让 go 自动下载项目需要的版本：go env -w GOTOOLCHAIN=auto',
  }
  return [own, ...(isHeld ? [automatic] : []), missingText(missing)]
}
