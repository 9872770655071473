/** K08: the programs that `go install` puts into GOBIN (or GOPATH/bin) can be started by their names. */
import { defineCheck } from '../check.ts'
import { CannotAsk, valueOr, type ReadableHost } from '../host.ts'
import { pathEdit, readLoginFile } from '../path-edit.ts'
import { listOf, say } from '../phrase.ts'
import { readActiveGo } from '../probes/active-go.ts'
import { readPersonEnvironment } from '../probes/go-env.ts'
import { readGoPaths } from '../probes/go-paths.ts'
import { directoriesOf, isProgram } from '../probes/on-path.ts'
import { contextTexts, readContexts } from '../probes/sessions.ts'
import { shell } from '../shell.ts'

/** No more names than these are looked at. */
const mostTools = 200

export const check = defineCheck({
  key: 'shell.gopath-bin',
  category: 'shell',
  severity: 'medium',
  references: [
    { title: 'go install', url: 'https://pkg.go.dev/cmd/go#hdr-Compile_and_install_packages_and_dependencies' },
    { title: 'GOPATH and bin', url: 'https://go.dev/wiki/GOPATH' },
  ],
  words: {
    en: {
      title: 'Programs installed by go install are found by name',
      why: 'go install says nothing about PATH: gopls, dlv or your own programs are built and then "command not found".',
      says: {
        found: '{bin} is on the PATH of every session that was asked.',
        'not-found': '{bin} holds programs ({tools}), and is not on the PATH of: {sessions}.',
        empty:
          'Nothing is installed in {bin} yet, and it is not on PATH: what go install puts there would not be found.',
        'terminal-only':
          '{bin} is on the PATH of terminals, but not of: {sessions}. Editors look into it by themselves, other programs do not.',
        'not-asked': 'One session could not be asked: {sessions}.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        'no-home': 'Does not apply: without HOME, GOPATH and GOBIN, go install has no place to put programs.',
        bin: 'Where go install puts programs, by {variable}',
        tools: 'Programs in it',
        'tools-found': '{count}: {tools}',
        none: 'none',
        path: 'PATH of: {session}',
        has: 'has it',
        lacks: 'lacks it',
      },
      fixes: {
        login: {
          title: 'Put {bin} at the end of PATH in {file}',
          when: 'If you want to start what go install builds by its name, then add the directory to the file that your login reads, and log in again.',
        },
        'by-hand': {
          title: 'Put {bin} on PATH by hand, in what {file} is made from',
          when: 'If {file} is kept by a dotfile program (it is a link, or not yours to write), then add this there: {lines}',
        },
        gobin: {
          title: 'Let go install put programs into {local}, which is on PATH already',
          when: 'If you would rather not change PATH, then set GOBIN; what is installed already stays where it is.',
        },
      },
    },
    'zh-CN': {
      title: '用 go install 安装的程序可以按名称找到',
      why: 'go install 不会提示 PATH 的问题：gopls、dlv 或你自己的程序已经构建好，运行时却是 “command not found”。',
      says: {
        found: '所有被询问的会话的 PATH 都包含 {bin}。',
        'not-found': '{bin} 里有程序（{tools}），但以下会话的 PATH 不包含它：{sessions}。',
        empty: '{bin} 里还没有安装任何程序，而且它不在 PATH 上：go install 放到那里的程序将无法按名称找到。',
        'terminal-only':
          '终端的 PATH 包含 {bin}，但以下会话的不包含：{sessions}。编辑器会自行查找该目录，其他程序不会。',
        'not-asked': '以下会话无法询问：{sessions}。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        'no-home': '不适用：没有 HOME、GOPATH 和 GOBIN，go install 就没有地方放程序。',
        bin: 'go install 放置程序的位置（由 {variable} 决定）',
        tools: '其中的程序',
        'tools-found': '{count} 个：{tools}',
        none: '没有',
        path: 'PATH：{session}',
        has: '包含它',
        lacks: '不包含它',
      },
      fixes: {
        login: {
          title: '在 {file} 中把 {bin} 加到 PATH 末尾',
          when: '如果想按名称运行 go install 构建的程序，就把该目录写入登录时读取的文件，然后重新登录。',
        },
        'by-hand': {
          title: '手动把 {bin} 加入 PATH（修改 {file} 的来源）',
          when: '如果 {file} 由 dotfile 工具管理（它是链接，或你无权写入），就在其来源中加入：{lines}',
        },
        gobin: {
          title: '让 go install 把程序放到已在 PATH 上的 {local}',
          when: '如果不想改动 PATH，就设置 GOBIN；已经安装的程序保持原位。',
        },
      },
    },
  },
  look: async (host, facts) => {
    if (!host.canRun) throw new CannotAsk('needs-session', 'PATH')
    const [go, contexts, person, paths, loginFile] = await Promise.all([
      readActiveGo(host),
      readContexts(host),
      readPersonEnvironment(host),
      readGoPaths(host),
      readLoginFile(host),
    ])
    const bin = paths.find(({ name, contexts: whose }) => name === 'bin' && whose.includes(person.context)) ?? null
    const asked = contexts.filter(({ environment }) => environment !== null)
    const sessions = await Promise.all(
      asked.map(async (context) => ({
        context,
        hasBin: bin !== null && (await isOnPath(host, context.environment?.PATH ?? '', bin.path)),
      })),
    )
    const local = facts.user.home === null ? null : `${facts.user.home}/.local/bin`
    const hasLocal =
      local !== null && asked.every(({ environment }) => directoriesOf(environment?.PATH ?? '').includes(local))
    return {
      go: go?.path ?? null,
      bin,
      tools: bin === null ? [] : await programsIn(host, bin.path),
      sessions,
      silent: contexts.filter(({ environment }) => environment === null),
      loginFile,
      local: hasLocal ? local : null,
    }
  },
  judge: ({ go, bin, tools, sessions, silent }) => {
    if (go === null) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    if (bin === null) return { result: 'notapplicable', says: 'no-home', evidence: [] }
    const evidence = [
      { label: say('bin', { variable: bin.variable }), source: bin.variable, observed: bin.path },
      {
        label: 'tools',
        source: bin.path,
        observed: tools.length === 0 ? say('none') : say('tools-found', { count: tools.length, tools: namesOf(tools) }),
      } as const,
      ...sessions.map(({ context, hasBin }) => ({
        label: say('path', { session: contextTexts[context.name] }),
        source: context.source,
        observed: say(hasBin ? 'has' : 'lacks'),
        expected: say('has'),
      })),
      ...silent.map((context) => ({
        label: say('path', { session: contextTexts[context.name] }),
        source: context.source,
        observed: context.problem,
      })),
    ]
    const lacking = sessions.filter(({ hasBin }) => !hasBin).map(({ context }) => context)
    const names = listOf(lacking.map(({ name }) => contextTexts[name]))
    const values = { bin: bin.path, count: tools.length, tools: namesOf(tools), sessions: names }
    if (lacking.length === 0) {
      if (silent.length === 0) return { result: 'pass', says: say('found', values), evidence }
      const unasked = listOf(silent.map(({ name }) => contextTexts[name]))
      return { result: 'notchecked', says: say('not-asked', { sessions: unasked }), evidence }
    }
    if (tools.length === 0) return { result: 'informational', severity: 'low', says: say('empty', values), evidence }
    if (sessions.some(({ context, hasBin }) => hasBin && context.name === 'interactive')) {
      return { result: 'informational', severity: 'low', says: say('terminal-only', values), evidence }
    }
    return { result: 'fail', says: say('not-found', values), evidence }
  },
  fixes: ({ go, bin, sessions, loginFile, local }) => {
    if (go === null || bin === null || sessions.every(({ hasBin }) => hasBin)) return []
    const edit = loginFile ? pathEdit(loginFile, bin.path, 'last', 'go install') : null
    return [
      ...(loginFile && edit
        ? [
            loginFile.isManaged
              ? ({
                  id: 'by-hand',
                  values: { bin: bin.path, file: loginFile.path, lines: edit.lines.join('  ') },
                  privilege: 'user',
                  activation: 'relogin',
                  commands: [],
                  undo: { level: 'full', commands: [] },
                } as const)
              : ({
                  id: 'login',
                  values: { bin: bin.path, file: loginFile.path },
                  privilege: 'user',
                  activation: 'relogin',
                  commands: edit.commands,
                  undo: { level: 'full', commands: edit.undo },
                } as const),
          ]
        : []),
      ...(local !== null && bin.setBy === 'default'
        ? [
            {
              id: 'gobin',
              values: { local },
              privilege: 'user',
              activation: 'now',
              commands: [shell`${go} env -w ${`GOBIN=${local}`}`],
              undo: { level: 'full', commands: [shell`${go} env -u GOBIN`] },
            } as const,
          ]
        : []),
    ]
  },
})

const namesOf = (tools: readonly string[]): readonly string[] =>
  tools.length > 6 ? [...tools.slice(0, 6), '…'] : tools

/** By name, or by another name of the same directory. */
const isOnPath = async (host: ReadableHost, path: string, directory: string): Promise<boolean> => {
  const entries = directoriesOf(path)
  if (entries.includes(directory)) return true
  const real = await host.realPath(directory)
  if (!real.ok) return false
  const others = await Promise.all(entries.slice(0, 200).map((entry) => host.realPath(entry)))
  return others.some((other) => other.ok && other.value === real.value)
}

const programsIn = async (host: ReadableHost, directory: string): Promise<readonly string[]> => {
  const names = valueOr(await host.list(directory), []).slice(0, mostTools)
  const found = await Promise.all(
    names.map(async (name) => ((await isProgram(host, `${directory}/${name}`)) ? name : null)),
  )
  return found.filter((name) => name !== null)
}
