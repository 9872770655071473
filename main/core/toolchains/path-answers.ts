/** Which `go` each session gets, and whether logging in works as well as before an edit. Asked, never guessed (K07). */
import type { Text } from '#contract'
import type { ReadableHost } from '../host.ts'
import { identifyGo } from '../probes/go-program.ts'
import { readLoginEnvironment } from '../probes/login-environment.ts'
import { directoriesOf, firstOnPath, systemPath } from '../probes/on-path.ts'
import { contextTexts, readContexts, type ContextName } from '../probes/sessions.ts'
import { answerIn, questionFor, shellKindOf } from '../probes/shell-question.ts'
import type { PathPlan } from './path-plan.ts'
import { findStartLine, lineText, type StartLine } from './start-line.ts'

/** The `go` of one session. */
export interface SessionGo {
  readonly name: ContextName
  readonly title: Text
  /** The first on its PATH; null where there is none, or where the session could not be asked. */
  readonly go: { readonly path: string; readonly version: string | null } | null
  readonly problem: Text | null
  /** Null where it could not be asked. */
  readonly path: string | null
  /** Probably why that go comes first. Null where no line names its directory, and for what reads no start files. */
  readonly setBy: StartLine | null
}

/** Every session that this machine has, and the `go` that it runs. */
export const readSessionGos = async (host: ReadableHost): Promise<readonly SessionGo[]> =>
  Promise.all(
    (await readContexts(host)).map(async ({ name, environment, problem }): Promise<SessionGo> => {
      const found = environment?.PATH === undefined ? null : await firstOnPath(host, environment.PATH, 'go')
      const go = found === null ? null : await identifyGo(host, found, environment)
      return {
        name,
        title: contextTexts[name],
        go: go && { path: go.path, version: go.version },
        problem,
        path: environment?.PATH ?? null,
        setBy: name === 'login' || name === 'interactive' ? await lineFor(host, name, found) : null,
      }
    }),
  )

/** What the two shells say that an edit may break. */
export interface ShellAnswers {
  readonly login: ShellAnswer
  /** Undefined where no terminal is asked: for the whole system. */
  readonly terminal: ShellAnswer | undefined
}

export type ShellAnswer =
  | {
      readonly kind: 'path'
      readonly path: string
      readonly go: string | null
      /** Probably why that go comes first; null where no line names its directory. */
      readonly setBy: StartLine | null
    }
  | { readonly kind: 'silent'; readonly problem: Text }

/** Asks the shells of the person. */
export const askOwnShells = async (host: ReadableHost): Promise<ShellAnswers> => {
  const contexts = await readContexts(host)
  const answerOf = async (wanted: 'login' | 'interactive'): Promise<ShellAnswer | undefined> => {
    const context = contexts.find(({ name }) => name === wanted)
    if (!context) return undefined
    if (context.problem || !context.environment) return { kind: 'silent', problem: context.problem ?? noShell }
    return await toAnswer(host, wanted, context.environment)
  }
  return {
    login: (await answerOf('login')) ?? { kind: 'silent', problem: noShell },
    terminal: await answerOf('interactive'),
  }
}

/** Asks `sh` as a login shell: what all users of shells like it get from /etc/profile. */
export const askSystemShell = async (host: ReadableHost): Promise<ShellAnswers> => {
  const sh = (await firstOnPath(host, systemPath, 'sh')) ?? '/bin/sh'
  const env = (await firstOnPath(host, systemPath, 'env')) ?? '/usr/bin/env'
  const question = questionFor(shellKindOf(sh), 'login', env) ?? []
  const ran = await host.run({ argv: [sh, ...question], base: 'only', env: await readLoginEnvironment(host, sh) })
  const answer = ran.kind === 'unstartable' ? null : answerIn(ran.stdout)
  return {
    login: answer ? await toAnswer(host, 'login', answer) : { kind: 'silent', problem: noShell },
    terminal: undefined,
  }
}

const toAnswer = async (
  host: ReadableHost,
  session: 'login' | 'interactive',
  environment: Readonly<Record<string, string>>,
): Promise<ShellAnswer> => {
  const path = environment.PATH ?? ''
  const go = await firstOnPath(host, path, 'go')
  return { kind: 'path', path, go, setBy: await lineFor(host, session, go) }
}

const lineFor = async (
  host: ReadableHost,
  session: 'login' | 'interactive',
  go: string | null,
): Promise<StartLine | null> => (go === null ? null : await findStartLine(host, session, directoryOf(go)))

const directoryOf = (program: string): string => program.slice(0, program.lastIndexOf('/'))

/** Whether `directory` is not on the PATH of the shell that answered, or another go is before it, whatever it has itself. */
export const isBeaten = (answer: ShellAnswer | undefined, directory: string): boolean => {
  if (answer?.kind !== 'path') return false
  const directories = directoriesOf(answer.path)
  const ours = directories.indexOf(directory)
  const first = answer.go === null ? -1 : directories.indexOf(directoryOf(answer.go))
  return ours < 0 || (first >= 0 && first < ours)
}

const noShell: Text = { en: 'no login shell that can be asked', 'zh-CN': '没有可以询问的登录 shell' }

/**
 * What is wrong after `plan` was applied, compared with before; null where nothing is. A shell that was silent before
 * may stay silent; a directory that was on PATH must still be there; and after an addition to a login file a login must
 * find the new `go`.
 */
export const judgeAnswers = (before: ShellAnswers, after: ShellAnswers, plan: PathPlan): Text | null => {
  for (const name of ['login', 'terminal'] as const) {
    const [was, is] = [before[name], after[name]]
    if (was?.kind !== 'path') continue
    const title = contextTexts[name === 'login' ? 'login' : 'interactive']
    if (is?.kind !== 'path') {
      const problem = is?.problem ?? noShell
      return {
        en: `the ${title.en} no longer starts: ${problem.en}`,
        'zh-CN': `${title['zh-CN']}不能再启动：${problem['zh-CN']}`,
      }
    }
    const kept = directoriesOf(is.path)
    const lost = directoriesOf(was.path).find((entry) => !kept.includes(entry) && entry !== plan.directory)
    if (lost !== undefined) {
      return {
        en: `${lost} is no longer on the PATH of the ${title.en}`,
        'zh-CN': `${title['zh-CN']}的 PATH 中不再有 ${lost}`,
      }
    }
  }
  const isLoginEdited = plan.changes.some(({ kind, file }) => kind === 'edit' && file.readBy === 'login')
  if (plan.kind === 'remove' || !isLoginEdited || after.login.kind !== 'path') return null
  const go = `${plan.directory}/go`
  if (after.login.go === go) return null
  const { setBy } = after.login
  if (setBy !== null && after.login.go !== null) {
    return {
      en: `a login still finds ${after.login.go} before ${go}, probably because of ${lineText(setBy)}: delete that line, or let it add its directory at the end of PATH, then try again`,
      'zh-CN': `登录后 ${after.login.go} 仍排在 ${go} 之前，原因可能是 ${lineText(setBy)}：请删除该行，或让它把目录加到 PATH 末尾，然后重试`,
    }
  }
  return {
    en: `a login ${after.login.go === null ? 'does not find' : `still finds ${after.login.go} before`} ${go}: a later line sets PATH anew, or ends the file before the block`,
    'zh-CN': `登录后${after.login.go === null ? '找不到' : ` ${after.login.go} 仍排在前面，而不是`} ${go}：后面的某一行重新设置了 PATH，或在该段之前就结束了文件`,
  }
}
