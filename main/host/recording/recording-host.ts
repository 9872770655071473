/** A host that answers as another does, and keeps every question with its answer. */
import type { Access, Command, Looked, Ran, ReadableHost } from '../../core/host.ts'

/** The looks that name a path and need nothing more. */
type PlainLook = 'status' | 'linkStatus' | 'readLink' | 'realPath' | 'list' | 'space'

/** One question about a path, with what was answered. */
export type PathQuestion =
  | { readonly kind: 'readText'; readonly path: string; readonly maxBytes?: number; readonly answer: Looked<string> }
  | {
      readonly kind: 'readBytes'
      readonly path: string
      readonly offset: number
      readonly length: number
      readonly answer: Looked<Uint8Array>
    }
  | {
      readonly kind: 'access'
      readonly path: string
      readonly what: 'read' | 'write' | 'execute'
      readonly answer: Access
    }
  | {
      readonly [Kind in PlainLook]: {
        readonly kind: Kind
        readonly path: string
        readonly answer: Awaited<ReturnType<ReadableHost[Kind]>>
      }
    }[PlainLook]

export interface RunQuestion {
  readonly command: Command
  readonly ran: Ran
}

export interface Recording {
  readonly host: ReadableHost
  readonly paths: readonly PathQuestion[]
  readonly runs: readonly RunQuestion[]
}

/** Listens to everything that is asked of `inner` through the returned host. */
export const recordingOf = (inner: ReadableHost): Recording => {
  const paths: PathQuestion[] = []
  const runs: RunQuestion[] = []
  const heard = async <Question extends PathQuestion>(
    question: Omit<Question, 'answer'>,
    asked: Promise<Question['answer']>,
  ): Promise<Question['answer']> => {
    const answer = await asked
    paths.push({ ...question, answer } as PathQuestion)
    return answer
  }
  return {
    paths,
    runs,
    host: {
      target: inner.target,
      canRun: inner.canRun,
      user: () => inner.user(),
      homes: () => inner.homes(),
      environment: () => inner.environment(),
      kernel: () => inner.kernel(),
      readText: (path, options) =>
        heard<Extract<PathQuestion, { kind: 'readText' }>>(
          { kind: 'readText', path, ...(options?.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }) },
          inner.readText(path, options),
        ),
      readBytes: (path, offset, length) =>
        heard<Extract<PathQuestion, { kind: 'readBytes' }>>(
          { kind: 'readBytes', path, offset, length },
          inner.readBytes(path, offset, length),
        ),
      status: (path) => heard<Extract<PathQuestion, { kind: 'status' }>>({ kind: 'status', path }, inner.status(path)),
      linkStatus: (path) =>
        heard<Extract<PathQuestion, { kind: 'linkStatus' }>>({ kind: 'linkStatus', path }, inner.linkStatus(path)),
      readLink: (path) =>
        heard<Extract<PathQuestion, { kind: 'readLink' }>>({ kind: 'readLink', path }, inner.readLink(path)),
      realPath: (path) =>
        heard<Extract<PathQuestion, { kind: 'realPath' }>>({ kind: 'realPath', path }, inner.realPath(path)),
      list: (path) => heard<Extract<PathQuestion, { kind: 'list' }>>({ kind: 'list', path }, inner.list(path)),
      access: (path, what) =>
        heard<Extract<PathQuestion, { kind: 'access' }>>({ kind: 'access', path, what }, inner.access(path, what)),
      space: (path) => heard<Extract<PathQuestion, { kind: 'space' }>>({ kind: 'space', path }, inner.space(path)),
      // What this app remembers, or asks of the network, is nothing of the machine.
      integrity: () => Promise.resolve(null),
      run: async (command) => {
        const ran = await inner.run(command)
        runs.push({ command, ran })
        return ran
      },
    },
  }
}
