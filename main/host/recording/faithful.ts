/** Whether a written-down machine answers as the real one did. Where it does not, what it lacks is added. */
import type { Access, Looked, ReadableHost } from '../../core/host.ts'
import { createFakeHost } from '../../core/testing/fake-host.ts'
import type { Entry, Machine } from '../../core/testing/machine.ts'
import type { PathQuestion } from './recording-host.ts'

/** `machine`, with what mode bits cannot tell written into its entries. */
export const patchUntilFaithful = async (
  machine: Machine,
  questions: readonly PathQuestion[],
): Promise<{ readonly machine: Machine; readonly unfaithful: readonly string[] }> => {
  const files: Record<string, Entry> = { ...machine.files }
  const host = createFakeHost(machine)
  for (const question of questions) {
    const answer = await ask(host, question)
    const real = await host.realPath(question.path)
    if (!real.ok || isSame(question, answer)) continue
    const entry: Entry = files[real.value] ?? { kind: 'directory' }
    if (question.kind === 'access') {
      files[real.value] = { ...entry, access: { ...entry.access, [question.what]: question.answer } }
    } else if (!question.answer.ok && question.answer.why !== 'absent') {
      files[real.value] = { ...entry, refuses: question.answer.why }
    }
  }
  const patched = { ...machine, files }
  return { machine: patched, unfaithful: await findUnfaithful(createFakeHost(patched), questions) }
}

const findUnfaithful = async (host: ReadableHost, questions: readonly PathQuestion[]): Promise<readonly string[]> => {
  const different = await Promise.all(
    questions.map(async (question) => {
      const answer = await ask(host, question)
      return isSame(question, answer)
        ? null
        : `${question.kind} ${question.path}: ${shown(question.answer)} became ${shown(answer)}`
    }),
  )
  return different.filter((line) => line !== null)
}

const ask = (host: ReadableHost, question: PathQuestion): Promise<Looked<unknown> | Access> => {
  switch (question.kind) {
    case 'readText':
      return host.readText(question.path, question.maxBytes === undefined ? undefined : { maxBytes: question.maxBytes })
    case 'readBytes':
      return host.readBytes(question.path, question.offset, question.length)
    case 'access':
      return host.access(question.path, question.what)
    case 'status':
    case 'linkStatus':
    case 'readLink':
    case 'realPath':
    case 'list':
    case 'space':
      return host[question.kind](question.path)
  }
}

const isSame = (question: PathQuestion, answer: Looked<unknown> | Access): boolean =>
  shown(question.answer) === shown(answer)

/** An answer as a line, without what a recording does not keep: times, numbers of devices, sizes of directories. */
const shown = (answer: Looked<unknown> | Access): string => {
  if (typeof answer === 'string') return answer
  if (!answer.ok) return answer.why
  const { value } = answer
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  const isFile = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'file'
  const dropped = ['modifiedMs', 'identity', ...(isFile ? [] : ['size'])]
  return JSON.stringify(value, (key, part: unknown) => (dropped.includes(key) ? undefined : part))
}
