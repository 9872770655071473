/** K02: GOROOT is not set, or leads to the very Go that runs. Go finds its own tree; a GOROOT left behind breaks it (E9). */
import type { Text } from '#contract'
import { defineCheck } from '../check.ts'
import { actionFor, lineEdits } from '../line-edit.ts'
import { inEveryLanguage, listOf, say } from '../phrase.ts'
import { readGorootSettings, type GorootPlace, type GorootSetting, type TreeState } from '../probes/goroot-settings.ts'
import { contextTexts } from '../probes/sessions.ts'
import type { Assignment } from '../probes/start-files.ts'
import { shell } from '../shell.ts'

/** States in which builds break. */
const broken: readonly TreeState[] = ['absent', 'no-tools', 'no-sources', 'other-version']
const isBroken = ({ state }: GorootSetting): boolean => broken.includes(state)

const placeOf = ({ place }: GorootSetting): Text => {
  switch (place.kind) {
    case 'context':
      return contextTexts[place.context.name]
    case 'goenv':
      return inEveryLanguage(() => `go env -w (${place.path})`)
    case 'vscode':
      return inEveryLanguage(() => `VS Code (${place.path})`)
    case 'line':
      return inEveryLanguage(() => `${place.assignment.file.path}:${place.assignment.line}`)
  }
}

const sourceOf = ({ place }: GorootSetting): string => {
  switch (place.kind) {
    case 'context':
      return place.context.source
    case 'goenv':
    case 'vscode':
      return `${place.path}:${place.line}`
    case 'line':
      return `${place.assignment.file.path}:${place.assignment.line}`
  }
}

const expectedOf = ({ expected }: GorootSetting) =>
  expected === null ? say('not-set') : say('not-set-or', { tree: expected })

const labels = { context: 'in-session', goenv: 'in-goenv', vscode: 'in-vscode', line: 'in-file' } as const

export const check = defineCheck({
  key: 'go.goroot.drift',
  category: 'toolchain',
  severity: 'high',
  references: [
    { title: 'Go: environment variables that need not be set', url: 'https://go.dev/wiki/InstallTroubleshooting' },
    { title: 'go env', url: 'https://pkg.go.dev/cmd/go#hdr-Print_Go_environment_information' },
  ],
  words: {
    en: {
      title: 'GOROOT is left to Go itself',
      why: 'Go finds its own tree from the place of its command. A GOROOT that leads elsewhere makes every go command fail, or builds stop with "compile: version does not match go tool version".',
      says: {
        unset: 'GOROOT is not set in any session or file that was looked at.',
        managed: 'GOROOT is set by a version manager ({tree}), which keeps it right.',
        'own-children': 'GOROOT is set only for this app, because a go command started it.',
        redundant:
          'GOROOT is set to the tree that Go would find by itself ({tree}): not needed, and wrong as soon as Go moves.',
        'not-in-effect': 'GOROOT is set in a file, but no session that was asked has it: {place}.',
        'same-version': 'GOROOT leads to another tree of the same version: {tree}.',
        absent: 'GOROOT leads to nothing: {tree} does not exist. Set in: {place}.',
        'no-tools': 'GOROOT leads to {tree}, which is not a Go tree: it has no pkg/tool. Set in: {place}.',
        'no-sources': 'GOROOT leads to {tree}, which has no standard library in src. Set in: {place}.',
        'other-version': 'GOROOT leads to {tree}, which is {version}, while the go that runs is {go}. Set in: {place}.',
        'own-go': 'VS Code runs the Go in {tree}, whatever is on PATH: go.goroot is set.',
        alone: 'GOROOT is set to {tree}, and no go was found to hold it against.',
        'not-asked': 'GOROOT was found nowhere, but one session could not be asked: {sessions}.',
        'files-only':
          'Not checked: none of the {count} files that exist sets GOROOT, but only a session would tell for sure.',
        unreadable: 'GOROOT is set where its value cannot be known without running the file: {place}.',
        'in-session': 'GOROOT of a session: {place}',
        'in-file': 'Line that sets GOROOT',
        'in-goenv': 'GOROOT kept by go env -w',
        'in-vscode': 'go.goroot of VS Code',
        'not-set': 'not set',
        'not-set-or': 'not set, or {tree}',
        computed: 'only running the file would tell',
        files: 'Start files and GOENV',
        'files-clean': 'none of the {count} files that exist sets it',
        copied: 'An installation guide told to export GOROOT, and Go was updated or moved since.',
      },
      fixes: {
        comment: {
          title: 'Take GOROOT out of {place}',
          when: 'If nothing else needs it there (Go does not), then comment the line out; a copy of the file is kept beside it.',
        },
        'keep-inside': {
          title: 'Keep GOROOT inside {place}, and out of what programs get',
          when: 'If other lines of that file use $GOROOT, for example in PATH, then take only the word export away: they go on working, and Go no longer sees it.',
        },
        'comment-system': {
          title: 'Take GOROOT out of {place}, for everybody',
          when: 'If nobody else needs it there (Go does not), then comment the line out; a copy of the file is kept beside it.',
          tradeoff: 'Changes the environment of every user.',
        },
        'keep-inside-system': {
          title: 'Keep GOROOT inside {place}, and out of what programs get, for everybody',
          when: 'If other lines of that file use $GOROOT, for example in PATH, then take only the word export away: they go on working, and Go no longer sees it.',
          tradeoff: 'Changes the environment of every user.',
        },
        'by-hand': {
          title: 'Take GOROOT out of {place} by hand',
          when: 'If that line does more than set GOROOT, or its file is a link kept by a dotfile program, then edit it yourself: {line}',
        },
        goenv: {
          title: 'Make go forget the GOROOT kept by go env -w',
          when: 'If go itself no longer runs, then this still works: it gives go its true tree for the one command.',
        },
        vscode: {
          title: 'Remove go.goroot from the VS Code settings in {place}',
          when: 'If you use VS Code, then delete that line of its settings; the extension then takes the go on PATH.',
        },
        systemd: {
          title: 'Take GOROOT out of the running desktop session',
          when: 'If the files are right already, then this clears the session that still has the old value.',
        },
      },
    },
    'zh-CN': {
      title: 'GOROOT 由 Go 自己决定',
      why: 'Go 会根据自身命令的位置找到安装目录。指向别处的 GOROOT 会让所有 go 命令失败，或让构建停在 “compile: version does not match go tool version”。',
      says: {
        unset: '在查看过的会话和文件中都没有设置 GOROOT。',
        managed: 'GOROOT 由版本管理工具设置（{tree}），并由它维护。',
        'own-children': '只有本应用的环境里有 GOROOT，因为它是由 go 命令启动的。',
        redundant: 'GOROOT 指向 Go 自己就能找到的目录（{tree}）：没有必要，而且 Go 一移动它就错了。',
        'not-in-effect': '有文件设置了 GOROOT，但被询问的会话都没有它：{place}。',
        'same-version': 'GOROOT 指向同一版本的另一个目录：{tree}。',
        absent: 'GOROOT 指向不存在的 {tree}。设置于：{place}。',
        'no-tools': 'GOROOT 指向 {tree}，但那不是 Go 目录：没有 pkg/tool。设置于：{place}。',
        'no-sources': 'GOROOT 指向 {tree}，但其 src 中没有标准库。设置于：{place}。',
        'other-version': 'GOROOT 指向 {tree}，版本是 {version}，而实际运行的 go 是 {go}。设置于：{place}。',
        'own-go': '设置了 go.goroot：无论 PATH 如何，VS Code 都运行 {tree} 中的 Go。',
        alone: 'GOROOT 设为 {tree}，但没有找到可以对照的 go。',
        'not-asked': '没有发现 GOROOT，但以下会话无法询问：{sessions}。',
        'files-only': '未检查：现有的 {count} 个文件都没有设置 GOROOT，但只有会话才能确认。',
        unreadable: '设置了 GOROOT，但不运行该文件就无法得知其值：{place}。',
        'in-session': '会话中的 GOROOT：{place}',
        'in-file': '设置 GOROOT 的行',
        'in-goenv': 'go env -w 保存的 GOROOT',
        'in-vscode': 'VS Code 的 go.goroot',
        'not-set': '未设置',
        'not-set-or': '未设置，或为 {tree}',
        computed: '只有运行该文件才能知道',
        files: '启动文件和 GOENV',
        'files-clean': '现有的 {count} 个文件都没有设置它',
        copied: '某份安装教程要求导出 GOROOT，而之后 Go 被升级或移动了。',
      },
      fixes: {
        comment: {
          title: '从 {place} 中去掉 GOROOT',
          when: '如果那里没有别的东西需要它（Go 不需要），就把该行注释掉；旁边会保留一份原文件。',
        },
        'keep-inside': {
          title: '让 GOROOT 只留在 {place} 内部，不传给程序',
          when: '如果该文件的其他行用到 $GOROOT（例如 PATH），就只去掉 export 一词：那些行照常工作，而 Go 不再看到它。',
        },
        'comment-system': {
          title: '为所有用户从 {place} 中去掉 GOROOT',
          when: '如果没有别人需要它（Go 不需要），就把该行注释掉；旁边会保留一份原文件。',
          tradeoff: '会改变每个用户的环境。',
        },
        'keep-inside-system': {
          title: '为所有用户让 GOROOT 只留在 {place} 内部，不传给程序',
          when: '如果该文件的其他行用到 $GOROOT（例如 PATH），就只去掉 export 一词：那些行照常工作，而 Go 不再看到它。',
          tradeoff: '会改变每个用户的环境。',
        },
        'by-hand': {
          title: '手动从 {place} 中去掉 GOROOT',
          when: '如果该行不只设置 GOROOT，或该文件是 dotfile 工具管理的链接，就请自行修改：{line}',
        },
        goenv: {
          title: '让 go 忘掉 go env -w 保存的 GOROOT',
          when: '即使 go 已经无法运行，这条命令也有效：它只为这一次命令给出真正的目录。',
        },
        vscode: {
          title: '从 {place} 的 VS Code 设置中删除 go.goroot',
          when: '如果你使用 VS Code，就删除设置中的这一行；扩展随后会使用 PATH 上的 go。',
        },
        systemd: {
          title: '从正在运行的桌面会话中去掉 GOROOT',
          when: '如果文件已经改好，这会清除会话中残留的旧值。',
        },
      },
    },
  },
  look: readGorootSettings,
  judge: ({ settings, files, startedByGo, unasked, canAsk }) => {
    const effective = settings.filter(({ isInEffect }) => isInEffect)
    const evidence = [
      ...settings.map((setting) => ({
        label:
          setting.place.kind === 'context'
            ? say('in-session', { place: placeOf(setting) })
            : labels[setting.place.kind],
        source: sourceOf(setting),
        observed: setting.value ?? say('computed'),
        expected: expectedOf(setting),
      })),
      ...unasked.map((context) => ({
        label: say('in-session', { place: contextTexts[context.name] }),
        source: context.source,
        observed: context.problem ?? say('not-set'),
      })),
      ...(settings.some(({ place }) => place.kind !== 'context')
        ? []
        : [
            {
              label: 'files',
              source: files.join(', ') || 'HOME',
              observed: say('files-clean', { count: files.length }),
            } as const,
          ]),
    ]
    const worst = effective.find(isBroken)
    if (worst) {
      const same = effective.filter((setting) => isBroken(setting) && setting.value === worst.value)
      const values = {
        tree: worst.value ?? '',
        version: worst.version ?? '?',
        go: worst.goVersion ?? '?',
        place: listOf(same.map(placeOf)),
      }
      return {
        result: 'fail',
        severity: worst.place.kind === 'vscode' ? 'medium' : 'high',
        says: say(worst.state as 'absent', values),
        found: worst.value ?? '',
        expected: expectedOf(worst),
        evidence,
        causes: [{ likelihood: 'likely', says: 'copied' }],
      }
    }
    const note = { result: 'informational', severity: 'low', evidence } as const
    for (const state of ['same', 'same-version', 'own-go', 'alone'] as const) {
      const setting = effective.find((candidate) => candidate.state === state)
      const code = state === 'same' ? 'redundant' : state
      if (setting) return { ...note, says: say(code, { tree: setting.value ?? '' }) }
    }
    const computed = effective.find(({ state }) => state === 'unknown')
    if (computed) return { ...note, says: say('unreadable', { place: placeOf(computed) }) }
    const dormant = settings.find(({ isInEffect }) => !isInEffect)
    if (dormant) return { ...note, says: say('not-in-effect', { place: placeOf(dormant) }) }
    const managed = effective.find(({ state }) => state === 'managed')
    if (managed) return { result: 'pass', says: say('managed', { tree: managed.value ?? '' }), evidence }
    if (startedByGo) return { result: 'pass', says: 'own-children', evidence }
    if (!canAsk) return { result: 'notchecked', says: say('files-only', { count: files.length }), evidence }
    const silent = unasked.filter(({ environment }) => environment === null)
    if (silent.length > 0) {
      const sessions = listOf(silent.map(({ name }) => contextTexts[name]))
      return { result: 'notchecked', says: say('not-asked', { sessions }), evidence }
    }
    return { result: 'pass', says: 'unset', evidence }
  },
  fixes: ({ settings }) => {
    const unwanted = settings.filter(({ state }) => state !== 'managed' && state !== 'own-go')
    const lines = unwanted.flatMap(({ place }) => (place.kind === 'line' ? [place.assignment] : []))
    return [
      ...(['comment', 'keep-inside'] as const).flatMap((action) =>
        (['user', 'root'] as const).flatMap((privilege) => {
          const own = lines.filter(
            (line) => actionFor(line, 'GOROOT') === action && (line.file.home === null) === (privilege === 'root'),
          )
          if (own.length === 0) return []
          const { commands, undo } = lineEdits(
            own.map((line) => ({ line, name: 'GOROOT' })),
            action,
          )
          return [
            {
              id: privilege === 'user' ? action : (`${action}-system` as const),
              values: { place: own.map(({ file, line }) => `${file.path}:${line}`).join(', ') },
              privilege,
              activation: 'relogin',
              commands,
              undo: { level: 'full', commands: undo },
            } as const,
          ]
        }),
      ),
      ...unwanted.flatMap(({ place, value }) => otherFix(place, value ?? '') ?? []),
      ...byHand(lines.filter((line) => actionFor(line, 'GOROOT') === 'by-hand')),
    ]
  },
})

const byHand = (lines: readonly Assignment[]) =>
  lines.length === 0
    ? []
    : [
        {
          id: 'by-hand',
          values: {
            place: lines.map(({ file, line }) => `${file.path}:${line}`).join(', '),
            line: lines.map(({ text }) => text).join('  ·  '),
          },
          privilege: lines.some(({ file }) => file.home !== null) ? 'user' : 'root',
          activation: 'relogin',
          commands: [],
          undo: { level: 'full', commands: [] },
        } as const,
      ]

/** What is not a line of a start file; null where the session only has what some file gave it. */
const otherFix = (place: GorootPlace, value: string) => {
  if (place.kind === 'goenv' && place.go !== null) {
    return {
      id: 'goenv',
      privilege: 'user',
      activation: 'now',
      commands: [
        `GOROOT="$(${shell`env -u GOROOT GOENV=off ${place.go} env GOROOT`})" ${shell`${place.go} env -u GOROOT`}`,
      ],
      undo: { level: 'full', commands: [shell`printf '%s\\n' ${`GOROOT=${value}`} >> ${place.path}`] },
    } as const
  }
  if (place.kind === 'vscode') {
    return {
      id: 'vscode',
      values: { place: `${place.path}:${place.line}` },
      privilege: 'user',
      activation: 'now',
      commands: [],
      undo: { level: 'full', commands: [] },
    } as const
  }
  if (place.kind === 'context' && place.context.name === 'systemd-user') {
    return {
      id: 'systemd',
      privilege: 'user',
      activation: 'now',
      commands: ['systemctl --user unset-environment GOROOT'],
      undo: { level: 'full', commands: [shell`systemctl --user set-environment ${`GOROOT=${value}`}`] },
    } as const
  }
  return null
}
