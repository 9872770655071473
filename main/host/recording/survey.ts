/** The part of a file tree that a recording asked about, as entries of a machine file. */
import type { ReadableHost } from '../../core/host.ts'
import type { Entry, Machine } from '../../core/testing/machine.ts'
import type { PathQuestion } from './recording-host.ts'

type Draft = { -readonly [Part in keyof Entry]: Entry[Part] }

/** Walks to everything that `questions` name, links and all, and writes down what they were told. */
export const surveyTree = async (
  host: ReadableHost,
  questions: readonly PathQuestion[],
): Promise<Pick<Machine, 'files' | 'spaces'>> => {
  const drafts = new Map<string, Draft>()
  const spaces: Machine['spaces'] = {}
  for (const question of questions) {
    const real = await trace(host, drafts, question.path)
    const draft = real === null ? undefined : drafts.get(real)
    if (real !== null && question.kind === 'space' && question.answer.ok) spaces[real] = question.answer.value
    if (!draft || question.kind === 'space' || question.kind === 'access' || !question.answer.ok) continue
    if (question.kind === 'readText') draft.text = question.answer.value
    if (question.kind === 'readBytes')
      draft.bytes = joinParts(draft.bytes ?? {}, question.offset, question.answer.value)
    if (question.kind === 'list') draft.names = [...question.answer.value]
  }
  await nameTwins(host, drafts)
  return { files: Object.fromEntries([...drafts].filter(([path]) => path !== '/').map(tidy(drafts))), spaces }
}

/** Writes down every step on the way to `path`; the real path, or null where there is none. */
const trace = async (host: ReadableHost, drafts: Map<string, Draft>, path: string): Promise<string | null> => {
  const left = path.split('/')
  let at = ''
  let links = 0
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      at = at.slice(0, Math.max(0, at.lastIndexOf('/')))
      continue
    }
    const next = `${at}/${part}`
    const draft = drafts.get(next) ?? (await draftOf(host, next))
    if (!draft) return null
    drafts.set(next, draft)
    if (draft.hidden) return null
    if (draft.target === undefined) at = next
    else {
      links += 1
      if (links > 40) return null
      if (draft.target.startsWith('/')) at = ''
      left.unshift(...draft.target.split('/'))
    }
  }
  return at === '' ? '/' : at
}

/** What stands at `path` itself; null where nothing does. */
const draftOf = async (host: ReadableHost, path: string): Promise<Draft | null> => {
  // A link to the number of the process that looks, which is another each time.
  if (path === '/proc/self') return { kind: 'directory', mode: '0555' }
  const looked = await host.linkStatus(path)
  if (!looked.ok) {
    const { why } = looked
    return why === 'denied' || why === 'loop' || why === 'broken' ? { hidden: why } : null
  }
  const { kind, mode, uid, gid, size } = looked.value
  const owner: Draft = { ...(uid === 0 ? {} : { uid }), ...(gid === 0 ? {} : { gid }) }
  if (kind === 'link') {
    const target = await host.readLink(path)
    return target.ok ? { target: target.value, ...owner } : { hidden: 'broken' }
  }
  const usual = kind === 'file' ? 0o644 : 0o755
  return {
    ...(kind === 'file' ? { size } : { kind }),
    ...(mode === usual ? {} : { mode: mode.toString(8).padStart(4, '0') }),
    ...owner,
  }
}

/** Files that have several names get the same word, so that they are known as one again. */
const nameTwins = async (host: ReadableHost, drafts: Map<string, Draft>): Promise<void> => {
  const byIdentity = new Map<string, string[]>()
  for (const [path, draft] of drafts) {
    if (draft.target !== undefined || draft.hidden) continue
    const status = await host.linkStatus(path)
    const identity = status.ok ? status.value.identity : null
    if (identity !== null) byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), path])
  }
  for (const paths of byIdentity.values()) {
    const first = [...paths].sort()[0]
    if (paths.length < 2 || first === undefined) continue
    for (const path of paths) {
      const draft = drafts.get(path)
      if (draft) draft.identity = first
    }
  }
}

/** Leaves out what the reader of the file takes as given. */
const tidy =
  (drafts: ReadonlyMap<string, Draft>) =>
  ([path, draft]: [string, Draft]): [string, Entry] => {
    const entry: Draft = { ...draft }
    if (entry.text !== undefined && new TextEncoder().encode(entry.text).length === entry.size) delete entry.size
    if (entry.size === 0) delete entry.size
    if (entry.names) {
      const known = new Set(
        [...drafts.keys()].filter((key) => key.startsWith(`${path}/`)).map((key) => key.slice(path.length + 1)),
      )
      entry.names = entry.names.filter((name) => !known.has(name))
      if (entry.names.length === 0) delete entry.names
    }
    return [path, entry]
  }

/** Base64 parts by offset, with `bytes` added; parts that touch become one. */
const joinParts = (
  parts: Readonly<Record<string, string>>,
  offset: number,
  bytes: Uint8Array,
): Record<string, string> => {
  const all = [
    ...Object.entries(parts).map(([at, encoded]) => ({ at: Number(at), bytes: Buffer.from(encoded, 'base64') })),
    { at: offset, bytes: Buffer.from(bytes) },
  ].sort((a, b) => a.at - b.at || b.bytes.length - a.bytes.length)
  const joined: { at: number; bytes: Buffer }[] = []
  for (const part of all) {
    const last = joined.at(-1)
    const end = last ? last.at + last.bytes.length : -1
    if (!last || part.at > end) joined.push(part)
    else if (part.at + part.bytes.length > end) {
      last.bytes = Buffer.concat([last.bytes, part.bytes.subarray(end - part.at)])
    }
  }
  return Object.fromEntries(joined.map((part) => [String(part.at), part.bytes.toString('base64')]))
}
