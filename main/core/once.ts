/** A probe: a question about a machine that is asked once in a run, however many checks want to know. */
import type { ReadableHost } from './host.ts'

const answers = new WeakMap<ReadableHost, Map<Probe<unknown>, Promise<unknown>>>()

export type Probe<Answer> = (host: ReadableHost) => Promise<Answer>

/**
 * Makes `ask` a probe. The answer is kept with the host object, so a new run must bring a new host object
 * (`remembering(host)` makes one). A probe that failed fails alike for everyone who asks in that run.
 */
export const probe = <Answer>(ask: (host: ReadableHost) => Promise<Answer>): Probe<Answer> => {
  const shared: Probe<Answer> = (host) => {
    let kept = answers.get(host)
    if (!kept) answers.set(host, (kept = new Map<Probe<unknown>, Promise<unknown>>()))
    let answer = kept.get(shared) as Promise<Answer> | undefined
    if (!answer) kept.set(shared, (answer = ask(host)))
    return answer
  }
  return shared
}
