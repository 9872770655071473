/** What the shells of a fake machine answer when they are asked for their environment. */
import type { Ran } from '../host.ts'
import { questionFor, shellKindOf } from '../probes/shell-question.ts'
import type { Machine } from './machine.ts'

type Answer = Readonly<Record<string, string>> | Ran

/** For `runs` of a machine that has /usr/bin/env: an environment (with HOME, unless it says so itself), or how the shell ended instead. */
export const shellAnswers = (
  shell: string,
  answers: { readonly login: Answer; readonly interactive: Answer },
): Machine['runs'] =>
  (['login', 'interactive'] as const).flatMap((how) => {
    const question = questionFor(shellKindOf(shell), how, '/usr/bin/env')
    return question ? [{ argv: [shell, ...question], ran: ranOf(answers[how]) }] : []
  })

const ranOf = (answer: Answer): Ran => {
  if ('kind' in answer && ['exited', 'signalled', 'timeout', 'flooded', 'unstartable'].includes(answer.kind)) {
    return answer as Ran
  }
  const printed = Object.entries({ HOME: '/home/user', ...answer }).map(([name, value]) => `${name}=${String(value)}\0`)
  const stdout = `a greeting\n__groundwork_environment_begins__${printed.join('')}__groundwork_environment_ends__`
  return { kind: 'exited', code: 0, stdout, stderr: '' }
}

/** Files of a Go tree: its command, VERSION, and the directories that make it one. */
export const goTree = (goroot: string, version: string): Machine['files'] => ({
  [`${goroot}/bin/go`]: { mode: '0755' },
  [`${goroot}/VERSION`]: { text: `${version}\ntime 2026-01-01T00:00:00Z\n` },
  [`${goroot}/pkg/tool`]: { kind: 'directory' },
  [`${goroot}/src/runtime/runtime.go`]: { text: 'package runtime\n' },
})
