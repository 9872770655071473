/** K07: every session of the person finds `go`, and the same one. Each session is asked; none is guessed from its files. */
import type { Text } from '#contract'
import { defineCheck } from '../check.ts'
import { compareGoVersions } from '../go-version.ts'
import { CannotAsk } from '../host.ts'
import { pathEdit, readLoginFile } from '../path-edit.ts'
import { listOf, say } from '../phrase.ts'
import { readGoInstalls } from '../probes/go-installs.ts'
import { identifyGo, type GoProgram } from '../probes/go-program.ts'
import { firstOnPath } from '../probes/on-path.ts'
import { contextTexts, loginShellOf, readContexts, type Context, type ContextName } from '../probes/sessions.ts'
import { shellKindOf } from '../probes/shell-question.ts'
import { assignmentsOf, readStartFiles } from '../probes/start-files.ts'
import { shell } from '../shell.ts'

interface Session {
  readonly context: Context
  /** The first `go` on its PATH. */
  readonly go: GoProgram | null
}

/** Whose Go the others are held against: what a person sees when they type. */
const order: readonly ContextName[] = ['interactive', 'login', 'app', 'systemd-user']

const isAsked = ({ context }: Session): boolean => context.environment !== null
const treeOf = (go: GoProgram): string => go.goroot ?? go.realPath
const nameOf = ({ context }: Session): Text => contextTexts[context.name]
const textOf = (go: GoProgram): string => (go.version === null ? go.path : `${go.path} (${go.version})`)

export const check = defineCheck({
  key: 'shell.path-sessions',
  category: 'shell',
  severity: 'medium',
  references: [
    { title: 'bash: start files', url: 'https://www.gnu.org/software/bash/manual/html_node/Bash-Startup-Files.html' },
    { title: 'zsh: start files', url: 'https://zsh.sourceforge.io/Doc/Release/Files.html' },
    {
      title: 'VS Code started from the desktop does not find go',
      url: 'https://github.com/golang/vscode-go/issues/971',
    },
  ],
  words: {
    en: {
      title: 'Every session finds the same go',
      why: 'A terminal may find go where editors started from the desktop do not, or each may run another Go: builds then differ by where they were started.',
      says: {
        same: 'Every session that was asked runs {go}.',
        missing: 'go is not on the PATH of: {sessions}.',
        'missing-everywhere': 'Go is installed in {tree}, but no session has it on its PATH.',
        different: 'Sessions run different Go installations: {sessions}.',
        'not-asked': 'Those that answered agree, but one could not be asked: {sessions}.',
        'no-go': 'Does not apply: no Go was found on this machine.',
        'found-missing': 'no go in: {sessions}',
        'found-one': '{session}: {go}',
        none: 'no go on its PATH',
        path: 'PATH of: {session}',
        line: 'Line that names the directory',
        'no-login': 'Login shell',
        'no-login-value': 'none: this account cannot log in',
        'terminal-only':
          'The directory is added in a file that only terminals read; programs started from the desktop get what the login files set.',
        'not-yet':
          'This app was started before the login files were changed, or in a way that leaves them out: logging out and in again would tell.',
      },
      fixes: {
        login: {
          title: 'Put {directory} first on PATH in {file}',
          when: 'If every session of yours should run that Go, then add it to the file that your login reads, and log in again.',
        },
        'by-hand': {
          title: 'Put {directory} on PATH by hand, in what {file} is made from',
          when: 'If {file} is kept by a dotfile program (it is a link, or not yours to write), then add this there: {lines}',
        },
        system: {
          title: 'Put {directory} first on PATH for everybody, in /etc/profile.d',
          when: 'If everybody on this machine should run that Go, then add it for every login with sh or bash; fish does not read it, and zsh only on some distributions.',
          tradeoff: 'Changes the PATH of every user.',
        },
      },
    },
    'zh-CN': {
      title: '每种会话都能找到同一个 go',
      why: '终端里能找到 go，而从桌面启动的编辑器却可能找不到，或者运行的是另一个 Go：于是构建结果取决于从哪里启动。',
      says: {
        same: '所有被询问的会话运行的都是 {go}。',
        missing: '以下会话的 PATH 中没有 go：{sessions}。',
        'missing-everywhere': 'Go 安装在 {tree}，但没有任何会话的 PATH 包含它。',
        different: '各会话运行的 Go 不是同一份安装：{sessions}。',
        'not-asked': '作出回答的会话一致，但以下会话无法询问：{sessions}。',
        'no-go': '不适用：这台机器上没有找到 Go。',
        'found-missing': '没有 go 的会话：{sessions}',
        'found-one': '{session}：{go}',
        none: '它的 PATH 中没有 go',
        path: 'PATH：{session}',
        line: '写有该目录的行',
        'no-login': '登录 shell',
        'no-login-value': '没有：此帐户不能登录',
        'terminal-only': '该目录写在只有终端才会读取的文件里；从桌面启动的程序得到的是登录文件设置的环境。',
        'not-yet': '本应用是在登录文件修改之前启动的，或启动方式绕过了它们：注销后重新登录便可确认。',
      },
      fixes: {
        login: {
          title: '在 {file} 中把 {directory} 放到 PATH 最前面',
          when: '如果希望你的所有会话都运行这个 Go，就把它写入登录时读取的文件，然后重新登录。',
        },
        'by-hand': {
          title: '手动把 {directory} 加入 PATH（修改 {file} 的来源）',
          when: '如果 {file} 由 dotfile 工具管理（它是链接，或你无权写入），就在其来源中加入：{lines}',
        },
        system: {
          title: '通过 /etc/profile.d 为所有用户把 {directory} 放到 PATH 最前面',
          when: '如果这台机器上的所有人都应运行这个 Go，就为所有读取 /etc/profile 的登录 shell 添加（sh 和 bash；fish 不读取，zsh 只在部分发行版上读取）。',
          tradeoff: '会改变每个用户的 PATH。',
        },
      },
    },
  },
  look: async (host) => {
    if (!host.canRun) throw new CannotAsk('needs-session', 'PATH')
    const [contexts, installs, files, loginFile] = await Promise.all([
      readContexts(host),
      readGoInstalls(host),
      readStartFiles(host),
      readLoginFile(host),
    ])
    const sessions = await Promise.all(
      contexts.map(async (context): Promise<Session> => {
        const path = context.environment?.PATH
        const found = path === undefined ? null : await firstOnPath(host, path, 'go')
        return { context, go: found === null ? null : await identifyGo(host, found, context.environment) }
      }),
    )
    const newest = [...installs.installs].sort((a, b) => compareGoVersions(b.version, a.version))[0]
    const reference =
      order.flatMap((name) => sessions.find(({ context }) => context.name === name)?.go ?? [])[0] ?? null
    const directory = reference ? reference.path.slice(0, -'/go'.length) : newest ? `${newest.goroot}/bin` : null
    // The block of Groundwork names the directory in a variable of its own.
    const all = [...assignmentsOf(files, 'PATH'), ...assignmentsOf(files, 'groundwork')]
    const lines = directory === null ? [] : all.filter(({ text }) => text.includes(directory))
    return {
      sessions,
      newest: newest?.goroot ?? null,
      reference,
      directory,
      lines,
      loginFile,
      shell: loginShellOf(host),
    }
  },
  judge: ({ sessions, newest, reference, lines, shell: loginShell }) => {
    if (!reference && newest === null) return { result: 'notapplicable', says: 'no-go', evidence: [] }
    const asked = sessions.filter(isAsked)
    const missing = asked.filter(({ go }) => go === null)
    const others = asked.filter(({ go }) => go && reference && treeOf(go) !== treeOf(reference))
    const silent = sessions.filter((session) => !isAsked(session))
    const evidence = [
      ...sessions.map((session) => ({
        label: say('path', { session: nameOf(session) }),
        source: session.context.source,
        observed: session.context.problem ?? (session.go ? textOf(session.go) : say('none')),
        expected: reference && [...missing, ...others].includes(session) ? textOf(reference) : null,
      })),
      ...(loginShell === null
        ? [{ label: 'no-login', source: 'getent passwd', observed: say('no-login-value') } as const]
        : []),
      ...lines.map(
        ({ file, line, text }) => ({ label: 'line', source: `${file.path}:${line}`, observed: text }) as const,
      ),
    ]
    if (!reference) {
      return {
        result: 'fail',
        severity: 'high',
        says: say('missing-everywhere', { tree: newest ?? '' }),
        found: say('found-missing', { sessions: listOf(missing.map(nameOf)) }),
        expected: `${newest ?? ''}/bin/go`,
        evidence,
      }
    }
    const names = missing.map(({ context }) => context.name)
    if (missing.length > 0) {
      const isTerminalOnly =
        lines.length > 0 && lines.every(({ file }) => /\/\.?(bash\.)?(bashrc|zshrc)$/.test(file.path))
      return {
        result: 'fail',
        severity: names.includes('interactive') ? 'high' : 'medium',
        says: say('missing', { sessions: listOf(missing.map(nameOf)) }),
        found: say('found-missing', { sessions: listOf(missing.map(nameOf)) }),
        expected: reference.path,
        evidence,
        causes: [
          ...(isTerminalOnly && names.includes('login')
            ? [{ likelihood: 'likely', says: 'terminal-only' } as const]
            : []),
          ...(names.every((name) => name === 'app' || name === 'systemd-user')
            ? [{ likelihood: 'possible', says: 'not-yet' } as const]
            : []),
        ],
      }
    }
    if (others.length > 0) {
      const found = asked.flatMap((session) =>
        session.go
          ? [
              {
                en: `${nameOf(session).en}: ${textOf(session.go)}`,
                'zh-CN': `${nameOf(session)['zh-CN']}：${textOf(session.go)}`,
              },
            ]
          : [],
      )
      const first = others[0]
      return {
        result: 'fail',
        says: say('different', { sessions: listOf(found) }),
        ...(first?.go ? { found: say('found-one', { session: nameOf(first), go: textOf(first.go) }) } : {}),
        expected: textOf(reference),
        evidence,
      }
    }
    if (silent.length > 0) {
      return { result: 'notchecked', says: say('not-asked', { sessions: listOf(silent.map(nameOf)) }), evidence }
    }
    return { result: 'pass', says: say('same', { go: textOf(reference) }), evidence }
  },
  fixes: ({ directory, loginFile, sessions, shell: loginShell }) => {
    const isWrong = sessions.some(({ context, go }) => context.environment !== null && go === null)
    const trees = new Set(sessions.flatMap(({ go }) => (go ? [treeOf(go)] : [])))
    if (directory === null || (!isWrong && trees.size < 2)) return []
    const edit = loginFile ? pathEdit(loginFile, directory, 'first', 'go') : null
    const file = '/etc/profile.d/groundwork-go.sh'
    const forAll = pathEdit(
      { kind: 'posix', path: file, exists: false, isManaged: false, endsWithNewline: true },
      directory,
      'first',
      'go',
    )
    return [
      ...(loginFile && edit && !loginFile.isManaged
        ? [
            {
              id: 'login',
              values: { directory, file: loginFile.path },
              privilege: 'user',
              activation: 'relogin',
              commands: edit.commands,
              undo: { level: 'full', commands: edit.undo },
            } as const,
          ]
        : []),
      ...(loginFile && edit && loginFile.isManaged
        ? [
            {
              id: 'by-hand',
              values: { directory, file: loginFile.path, lines: edit.lines.join('  ') },
              privilege: 'user',
              activation: 'relogin',
              commands: [],
              undo: { level: 'full', commands: [] },
            } as const,
          ]
        : []),
      // Only the logins of sh and its like are sure to read /etc/profile.
      ...(directory.startsWith('/home/') || directory.startsWith('/root/') || !readsProfile(loginShell)
        ? []
        : [
            {
              id: 'system',
              values: { directory },
              privilege: 'root',
              activation: 'relogin',
              commands: [shell`printf '%s\\n' ${forAll.lines} | sudo tee ${file} > /dev/null`],
              undo: { level: 'full', commands: [shell`sudo rm ${file}`] },
            } as const,
          ]),
    ]
  },
})

const readsProfile = (program: string | null): boolean =>
  program !== null && ['bash', 'posix'].includes(shellKindOf(program))
