/** A host for one run: the same question to the machine is asked once, and every check sees the same answer. */
import type { ReadableHost } from './host.ts'

/** Wraps `host` for one run. Nothing outlives the returned object. */
export const remembering = (host: ReadableHost): ReadableHost => {
  const kept = new Map<string, Promise<unknown>>()
  const once = <Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    let answer = kept.get(key) as Promise<Answer> | undefined
    if (!answer) kept.set(key, (answer = ask()))
    return answer
  }
  return {
    target: host.target,
    canRun: host.canRun,
    user: () => host.user(),
    environment: () => host.environment(),
    kernel: () => host.kernel(),
    homes: () => once('homes', () => host.homes()),
    readText: (path, options) => once(`text ${options?.maxBytes ?? ''} ${path}`, () => host.readText(path, options)),
    readBytes: (path, offset, length) =>
      once(`bytes ${offset} ${length} ${path}`, () => host.readBytes(path, offset, length)),
    status: (path) => once(`status ${path}`, () => host.status(path)),
    linkStatus: (path) => once(`link-status ${path}`, () => host.linkStatus(path)),
    readLink: (path) => once(`read-link ${path}`, () => host.readLink(path)),
    realPath: (path) => once(`real-path ${path}`, () => host.realPath(path)),
    list: (path) => once(`list ${path}`, () => host.list(path)),
    access: (path, what) => once(`access ${what} ${path}`, () => host.access(path, what)),
    space: (path) => once(`space ${path}`, () => host.space(path)),
    integrity: (tree, effort) => once(`integrity ${effort} ${tree}`, () => host.integrity(tree, effort)),
    run: (command) => once(`run ${JSON.stringify(command)}`, () => host.run(command)),
  }
}
