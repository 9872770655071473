/**
 * The environments a person's programs really get: this app's, a login shell's, a terminal's, the systemd user
 * manager's. Each is measured by asking it, never guessed from its start files (K07).
 */
import type { Text } from '#contract'
import type { Ran, ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { describeRan } from './describe-ran.ts'
import { readLoginEnvironment } from './login-environment.ts'
import { readMultiplexerMarks, withoutMultiplexerMarks } from './multiplexer.ts'
import { firstOnPath, systemPath } from './on-path.ts'
import { answerIn, isNoShell, questionFor, shellKindOf } from './shell-question.ts'
import { askSystemdUser } from './systemd-environment.ts'

export type ContextName = 'app' | 'login' | 'interactive' | 'systemd-user'

/** How to call a context in a sentence. */
export const contextTexts: Readonly<Record<ContextName, Text>> = {
  app: { en: 'this app', 'zh-CN': '本应用' },
  login: { en: 'login shell', 'zh-CN': '登录 shell' },
  interactive: { en: 'terminal', 'zh-CN': '终端' },
  'systemd-user': { en: 'desktop session (systemd)', 'zh-CN': '桌面会话（systemd）' },
}

export interface Context {
  readonly name: ContextName
  /** How it was asked: a command line, or `/proc/self/environ`. */
  readonly source: string
  /** What it gets; null where it could not be asked. */
  readonly environment: Readonly<Record<string, string>> | null
  /** Why it could not be asked; null where it could. */
  readonly problem: Text | null
}

/** Two shells asked one after the other must both be done before a check's own time is over. */
const shellTimeoutMs = 4_000

/** Every context that this host has, in the order app, login, interactive, systemd-user; none on a mounted disk. */
export const readContexts = probe(async (host): Promise<readonly Context[]> => {
  if (!host.canRun) return []
  const app: Context = {
    name: 'app',
    source: '/proc/self/environ',
    environment: host.environment(),
    problem: null,
  }
  const [shells, systemd] = await Promise.all([askShells(host), askSystemdUser(host)])
  if (!systemd) return [app, ...shells]
  const { source, environment, ran } = systemd
  const problem = environment ? null : unanswered(ran)
  return [app, ...shells, { name: 'systemd-user', source, environment, problem }]
})

/** The person's login shell, by the passwd entry or, without one, by SHELL; null where logging in is not possible. */
export const loginShellOf = (host: ReadableHost): string | null => {
  const shell = host.user().shell ?? host.environment().SHELL ?? null
  return shell?.startsWith('/') && !isNoShell(shell) ? shell : null
}

/** A new terminal inherits what the login left behind, so the login shell is asked first and the terminal from there. */
const askShells = async (host: ReadableHost): Promise<readonly Context[]> => {
  const shell = loginShellOf(host)
  if (!shell) return []
  const [env, fresh, multiplexer] = await Promise.all([
    firstOnPath(host, systemPath, 'env'),
    readLoginEnvironment(host, shell),
    readMultiplexerMarks(host),
  ])
  const ask = (name: 'login' | 'interactive', base: Readonly<Record<string, string>>): Promise<Context> =>
    askShell(host, name, shell, env ?? '/usr/bin/env', { ...base, ...multiplexer })
  const login = await ask('login', fresh)
  const interactive = await ask('interactive', login.environment ?? fresh)
  return [login, interactive]
}

const askShell = async (
  host: ReadableHost,
  name: 'login' | 'interactive',
  shell: string,
  env: string,
  base: Readonly<Record<string, string>>,
): Promise<Context> => {
  const question = questionFor(shellKindOf(shell), name, env)
  const source = `${shell} ${question?.[0] ?? (name === 'login' ? '-l' : '-i')} -c env`
  if (!question) return { name, source, environment: null, problem: unaskable(shell, name) }
  const ran = await host.run({
    argv: [shell, ...question],
    base: 'only',
    // Messages in the language that the person has; nothing here is read but what stands between the marks.
    env: { LC_ALL: undefined, LANGUAGE: undefined, ...base },
    ...(base.HOME === undefined ? {} : { cwd: (await host.status(base.HOME)).ok ? base.HOME : '/' }),
    timeoutMs: shellTimeoutMs,
  })
  const answer = ran.kind === 'unstartable' ? null : answerIn(ran.stdout)
  if (!answer) return { name, source, environment: null, problem: unanswered(ran) }
  return { name, source, environment: withoutMultiplexerMarks(answer), problem: null }
}

const unaskable = (shell: string, name: 'login' | 'interactive'): Text => ({
  en: `no known way to ask ${shell} as a ${contextTexts[name].en}`,
  'zh-CN': `没有已知的办法向 ${shell} 询问（作为${contextTexts[name]['zh-CN']}）`,
})

const unanswered = (ran: Ran): Text => {
  const detail = describeRan(ran)
  switch (ran.kind) {
    case 'exited':
      return {
        en: `its start files ended or replaced it before it could answer (${detail})`,
        'zh-CN': `它的启动文件在它回答之前结束或替换了它（${detail}）`,
      }
    case 'timeout':
      return {
        en: `no answer within ${ran.afterMs / 1000} s: a start file hangs or waits`,
        'zh-CN': `${ran.afterMs / 1000} 秒内没有回答：某个启动文件卡住或在等待`,
      }
    case 'flooded':
      return {
        en: `its start files print more than ${ran.maxBytes} bytes`,
        'zh-CN': `它的启动文件输出超过 ${ran.maxBytes} 字节`,
      }
    case 'signalled':
      return { en: `ended by ${detail}`, 'zh-CN': `被信号终止：${detail}` }
    case 'unstartable':
      return { en: `cannot be started: ${detail}`, 'zh-CN': `无法启动：${detail}` }
  }
}
