/** K20: what is changed in the settings of the go command is known, with its origin, and none of it breaks or endangers builds. */
import type { Severity, Text } from '#contract'
import { defineCheck } from '../check.ts'
import { actionFor, lineEdits } from '../line-edit.ts'
import { inEveryLanguage, listOf, say } from '../phrase.ts'
import { published, readGoOverrides, type GoOverride, type GoOverrides } from '../probes/go-overrides.ts'
import { contextTexts } from '../probes/sessions.ts'
import { shell } from '../shell.ts'

/** Worst first: the first that applies gives the sentence. */
const order: readonly Severity[] = ['high', 'medium', 'low', 'info']

type Rule =
  | 'sumdb-off'
  | 'sumdb-off-plain'
  | 'insecure-all'
  | 'unverified-all'
  | 'cache-off'
  | 'toolchain-invalid'
  | 'modules-off'
  | 'proxy-off'
  | 'vendor-forced'
  | 'other-platform'
  | 'path-is-root'

interface Finding {
  readonly setting: GoOverride
  readonly rule: Rule
  readonly severity: Severity
}

/** A list of module patterns that matches every module. */
const matchesAll = (value: string): boolean =>
  value.split(',').some((pattern) => /^\*+(?:[./]\*+)*$/.test(pattern.trim()))

const hostArch = (arch: string | null, value: string): boolean =>
  arch === null || arch === value || (arch === 'amd64' && value === '386')

/** What is wrong with one setting; null where it is a choice that harms nobody. `arch` is Go's name for this machine. */
const judgeSetting = (setting: GoOverride, { settings, goroot }: GoOverrides, arch: string | null): Finding | null => {
  const { name, value } = setting
  const found = (rule: Rule, severity: Severity): Finding => ({ setting, rule, severity })
  switch (name) {
    case 'GOSUMDB':
      if (value !== 'off') return null
      return settings.some(
        (other) => other.name === 'GOPROXY' && /(?:^|[,|])http:\/\/(?!localhost|127\.)/.test(other.value),
      )
        ? found('sumdb-off-plain', 'high')
        : found('sumdb-off', 'medium')
    case 'GOINSECURE':
      return matchesAll(value) ? found('insecure-all', 'high') : null
    case 'GONOSUMDB':
    case 'GOPRIVATE':
      return matchesAll(value) ? found('unverified-all', 'medium') : null
    case 'GOCACHE':
      return value === 'off' ? found('cache-off', 'high') : null
    case 'GOTOOLCHAIN':
      return /^(?:(?:local|go\d\S*|default)(?:\+(?:auto|path))?|auto|path)$/.test(value)
        ? null
        : found('toolchain-invalid', 'high')
    case 'GO111MODULE':
      return value === 'off' ? found('modules-off', 'medium') : null
    case 'GOPROXY':
      return value === 'off' ? found('proxy-off', 'medium') : null
    case 'GOFLAGS':
      return /(?:^|\s)["']?--?mod=vendor["']?(?:\s|$)/.test(value) ? found('vendor-forced', 'medium') : null
    case 'GOOS':
      return value === 'linux' ? null : found('other-platform', 'medium')
    case 'GOARCH':
      return hostArch(arch, value) ? null : found('other-platform', 'medium')
    case 'GOPATH':
      return value === goroot ? found('path-is-root', 'medium') : null
    default:
      return null
  }
}

const whereOf = ({ origin }: GoOverride): Text => {
  switch (origin.kind) {
    case 'environment': {
      const contexts = listOf(origin.contexts.map(({ name }) => contextTexts[name]))
      const lines = origin.lines.map(({ file, line }) => `${file.path}:${line}`).join(', ')
      return lines === '' ? contexts : inEveryLanguage((language) => `${contexts[language]} (${lines})`)
    }
    case 'line':
      return inEveryLanguage(() => `${origin.line.file.path}:${origin.line.line}`)
    case 'goenv':
    case 'tree':
      return inEveryLanguage(() => `${origin.path}:${origin.line}`)
  }
}

const sourceOf = ({ origin }: GoOverride): string => {
  switch (origin.kind) {
    case 'environment':
      return [
        ...origin.contexts.map(({ source }) => source),
        ...origin.lines.map(({ file, line }) => `${file.path}:${line}`),
      ].join(', ')
    case 'line':
      return `${origin.line.file.path}:${origin.line.line}`
    case 'goenv':
    case 'tree':
      return `${origin.path}:${origin.line}`
  }
}

const textOf = ({ name, value }: GoOverride): string => `${name}=${value}`

/** Names in GODEBUG that this Go does not know, and so passes over in silence. */
const unknownDebugNames = ({ settings, debugNames }: GoOverrides): readonly string[] =>
  debugNames === null
    ? []
    : settings
        .filter(({ name }) => name === 'GODEBUG')
        .flatMap(({ value }) => value.split(',').map((pair) => (pair.split('=')[0] ?? '').trim().replace(/^#/, '')))
        .filter((name) => name !== '' && !name.startsWith('cpu.') && name !== 'goindex' && !debugNames.has(name))

export const check = defineCheck({
  key: 'go.env.overrides',
  category: 'toolchain',
  severity: 'medium',
  references: [
    { title: 'Go: environment variables', url: 'https://pkg.go.dev/cmd/go#hdr-Environment_variables' },
    { title: 'Go modules: environment variables', url: 'https://go.dev/ref/mod#environment-variables' },
    { title: 'Go: toolchain selection', url: 'https://go.dev/doc/toolchain' },
  ],
  words: {
    en: {
      title: 'No setting of the go command breaks or endangers builds',
      why: 'A setting made long ago, by a guide or an image, changes every build in silence: modules that cannot be found, programs for another machine, downloads that nobody verifies.',
      says: {
        none: 'Nothing is changed: go uses its own settings.',
        harmless: 'Changed, without harm to builds: {list}.',
        refused: 'go refuses every command because of a setting: {text}.',
        'sumdb-off': 'GOSUMDB=off: what is downloaded is not held against the checksum database. Set in: {where}.',
        'sumdb-off-plain':
          'GOSUMDB=off together with a GOPROXY over plain http: anybody on the way can change what is downloaded. Set in: {where}.',
        'insecure-all': 'GOINSECURE={value} allows plain http and bad certificates for every module. Set in: {where}.',
        'unverified-all': '{name}={value} takes every module out of the checksum database. Set in: {where}.',
        'cache-off': 'GOCACHE=off: go needs its build cache and stops every build. Set in: {where}.',
        'toolchain-invalid': 'GOTOOLCHAIN={value} is no toolchain: go refuses every command. Set in: {where}.',
        'modules-off': 'GO111MODULE=off: go finds no module, and does not read go.mod. Set in: {where}.',
        'proxy-off': 'GOPROXY=off: no module can be downloaded. Set in: {where}.',
        'vendor-forced':
          'GOFLAGS has -mod=vendor for every module: those without a vendor directory cannot be built, and go install of a tool fails. Set in: {where}.',
        'other-platform': '{name}={value}: every build makes programs for another machine. Set in: {where}.',
        'path-is-root': 'GOPATH is the tree of Go itself ({value}). Set in: {where}.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        label: '{name}, from {where}',
        unset: 'not set',
        answer: 'What go answers',
        accepted: 'go accepts the settings',
        version: 'a version',
        'debug-unknown': 'Names in GODEBUG that {version} does not know and passes over',
        list: '{names}',
      },
      fixes: {
        forget: {
          title: 'Make go forget {names}',
          when: 'If you did not choose that, then take it out of what go env -w keeps; a copy of the file is kept beside it.',
        },
        comment: {
          title: 'Take {names} out of {place}',
          when: 'If you did not choose that, then comment the line out; a copy of the file is kept beside it.',
        },
        override: {
          title: 'Set {names} for yourself',
          when: 'If the one who installed this Go chose that and you want what Go is published with, then your own setting overrides it.',
        },
        'by-hand': {
          title: 'Take {names} out of what sets the environment of: {place}',
          when: 'If you did not choose that, then look for the line that sets it; no start file that was read has one that can be taken out alone.',
        },
      },
    },
    'zh-CN': {
      title: 'go 命令的设置不会破坏或危及构建',
      why: '很久以前由教程或镜像留下的设置会悄悄改变每次构建：找不到模块、编译出别的机器的程序、下载内容无人校验。',
      says: {
        none: '没有任何改动：go 使用自身的设置。',
        harmless: '有改动，但不影响构建的正确与安全：{list}。',
        refused: '由于某项设置，go 拒绝执行任何命令：{text}。',
        'sumdb-off': 'GOSUMDB=off：下载的内容不与校验和数据库比对。设置于：{where}。',
        'sumdb-off-plain': 'GOSUMDB=off，同时 GOPROXY 使用明文 http：途中任何人都能篡改下载内容。设置于：{where}。',
        'insecure-all': 'GOINSECURE={value} 允许所有模块使用明文 http 和无效证书。设置于：{where}。',
        'unverified-all': '{name}={value} 让所有模块都绕过校验和数据库。设置于：{where}。',
        'cache-off': 'GOCACHE=off：go 需要构建缓存，因此所有构建都会停止。设置于：{where}。',
        'toolchain-invalid': 'GOTOOLCHAIN={value} 不是有效的工具链：go 拒绝执行任何命令。设置于：{where}。',
        'modules-off': 'GO111MODULE=off：go 找不到模块，也不读取 go.mod。设置于：{where}。',
        'proxy-off': 'GOPROXY=off：无法下载任何模块。设置于：{where}。',
        'vendor-forced':
          'GOFLAGS 对所有模块强制 -mod=vendor：没有 vendor 目录的模块无法构建，用 go install 安装工具也会失败。设置于：{where}。',
        'other-platform': '{name}={value}：每次构建都生成别的机器的程序。设置于：{where}。',
        'path-is-root': 'GOPATH 就是 Go 自身的目录（{value}）。设置于：{where}。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        label: '{name}，来自 {where}',
        unset: '未设置',
        answer: 'go 的回答',
        accepted: 'go 接受这些设置',
        version: '一个版本号',
        'debug-unknown': 'GODEBUG 中 {version} 不认识、会直接忽略的名称',
        list: '{names}',
      },
      fixes: {
        forget: {
          title: '让 go 忘掉 {names}',
          when: '如果这不是你的选择，就把它从 go env -w 保存的设置中去掉；旁边会保留一份原文件。',
        },
        comment: {
          title: '从 {place} 中去掉 {names}',
          when: '如果这不是你的选择，就把该行注释掉；旁边会保留一份原文件。',
        },
        override: {
          title: '为自己设置 {names}',
          when: '如果这是安装此 Go 的人的选择，而你想用 Go 官方发布时的设置，就用自己的设置覆盖它。',
        },
        'by-hand': {
          title: '从设置以下环境的地方去掉 {names}：{place}',
          when: '如果这不是你的选择，就找到设置它的那一行；读取过的启动文件里没有可以单独去掉的行。',
        },
      },
    },
  },
  look: readGoOverrides,
  judge: (seen, { arch }) => {
    const { settings, refusal, version, hasGo } = seen
    if (!hasGo) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const findings = findingsOf(seen, arch.goarch)
    const unknown = unknownDebugNames(seen)
    const evidence = [
      ...settings.map((setting) => ({
        label: say('label', { name: setting.name, where: whereOf(setting) }),
        source: sourceOf(setting),
        observed: textOf(setting),
        expected: findings.some((finding) => finding.setting === setting) ? say('unset') : null,
      })),
      ...(unknown.length > 0
        ? [
            {
              label: say('debug-unknown', { version: version ?? 'Go' }),
              source: 'GODEBUG',
              observed: say('list', { names: unknown }),
            },
          ]
        : []),
      ...(refusal
        ? [{ label: 'answer', source: refusal.source, observed: refusal.text, expected: say('version') } as const]
        : []),
    ]
    if (refusal) {
      return {
        result: 'fail',
        severity: 'high',
        says: say('refused', { text: refusal.text }),
        found: refusal.text,
        expected: say('accepted'),
        evidence,
      }
    }
    const worst = findings[0]
    if (worst) {
      const { setting, rule, severity } = worst
      return {
        result: 'fail',
        severity,
        says: say(rule, { name: setting.name, value: setting.value, where: whereOf(setting) }),
        found: textOf(setting),
        expected: say('unset'),
        evidence,
      }
    }
    if (settings.length === 0) return { result: 'pass', says: 'none', evidence }
    const list = [...new Set(settings.map(textOf))]
    return { result: 'informational', severity: 'info', says: say('harmless', { list }), evidence }
  },
  fixes: (seen, { arch }) => {
    const findings = findingsOf(seen, arch.goarch)
    // Where nothing is wrong, nothing needs to be done about anybody's choice.
    const wrong = seen.refusal ? seen.settings : findings.map(({ setting }) => setting)
    const { go } = seen
    const kept = wrong.filter(({ origin }) => origin.kind === 'goenv')
    const first = kept[0]?.origin
    const own = wrong.filter(({ origin }) => origin.kind === 'tree')
    const lines = wrong.flatMap(({ name, origin }) =>
      origin.kind === 'environment'
        ? origin.lines.map((line) => ({ name, line }))
        : origin.kind === 'line'
          ? [{ name, line: origin.line }]
          : [],
    )
    const alone = lines.filter(({ name, line }) => actionFor(line, name) === 'comment')
    const edits = lineEdits(alone, 'comment')
    const rest = wrong.filter(
      ({ name, origin }) => origin.kind === 'environment' && !alone.some((one) => one.name === name),
    )
    return [
      ...(go !== null && first?.kind === 'goenv'
        ? [
            {
              id: 'forget',
              values: { names: kept.map(textOf).join(', ') },
              privilege: 'user',
              activation: 'now',
              commands: [
                shell`cp -p ${first.path} ${`${first.path}.before-groundwork`}`,
                shell`${go} env -u ${kept.map(({ name }) => name)}`,
              ],
              undo: { level: 'full', commands: [shell`mv ${`${first.path}.before-groundwork`} ${first.path}`] },
            } as const,
          ]
        : []),
      ...(alone.length > 0
        ? [
            {
              id: 'comment',
              values: {
                names: [...new Set(alone.map(({ name }) => name))].join(', '),
                place: alone.map(({ line }) => `${line.file.path}:${line.line}`).join(', '),
              },
              privilege: alone.some(({ line }) => line.file.home === null) ? 'root' : 'user',
              activation: 'relogin',
              commands: edits.commands,
              undo: { level: 'full', commands: edits.undo },
            } as const,
          ]
        : []),
      ...(go !== null && own.length > 0
        ? [
            {
              id: 'override',
              values: { names: own.map(({ name }) => name).join(', ') },
              privilege: 'user',
              activation: 'now',
              commands: [shell`${go} env -w ${own.map(({ name }) => `${name}=${published[name] ?? ''}`)}`],
              undo: { level: 'full', commands: [shell`${go} env -u ${own.map(({ name }) => name)}`] },
            } as const,
          ]
        : []),
      ...(rest.length > 0
        ? [
            {
              id: 'by-hand',
              values: { names: rest.map(textOf).join(', '), place: listOf(rest.map(whereOf)) },
              privilege: 'user',
              activation: 'relogin',
              commands: [],
              undo: { level: 'full', commands: [] },
            } as const,
          ]
        : []),
    ]
  },
})

const findingsOf = (seen: GoOverrides, arch: string | null): readonly Finding[] =>
  seen.settings
    .flatMap((setting) => judgeSetting(setting, seen, arch) ?? [])
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
