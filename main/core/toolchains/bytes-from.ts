/** What a person says after `--from`: a source by name, an address, a file, a folder. */
import type { Text } from '#contract'
import { isFileAddress, pathOfFileAddress } from './file-address.ts'
import { parseModuleProxies, type ModuleProxy } from './module-proxies.ts'
import type { Source } from './source.ts'

/** Where the bytes of a Go shall come from. Nobody is believed about what the bytes must be. */
export type BytesFrom =
  /** Whoever is fastest, as far as GOPROXY lets; `isAsked` where the person said so in words. */
  | { readonly kind: 'auto'; readonly isAsked: boolean }
  | { readonly kind: 'proxies' }
  /** The distribution's, which root installs: nothing comes from there by itself. */
  | { readonly kind: 'packages' }
  /** `skipped` says of each that is no more, why. */
  | { readonly kind: 'archives'; readonly places: readonly ArchivePlace[]; readonly skipped: readonly Text[] }

export type ArchivePlace =
  /** A folder of archives over HTTP; ends with a slash. */
  | { readonly kind: 'files'; readonly filesUrl: string }
  /** A file of this machine, or a folder that holds it under its published name: a release archive, or the zip of a module. */
  | { readonly kind: 'path'; readonly path: string }

type Chosen<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Text }

/**
 * `auto`, one source, or several places of archives with commas between them, to be tried in turn; of several, those
 * that are no more are skipped. Nothing said is `auto` too.
 */
export const chooseSources = (text: string | undefined, sources: readonly Source[]): Chosen<BytesFrom> => {
  if (text === undefined || text === 'auto') return { ok: true, value: { kind: 'auto', isAsked: text === 'auto' } }
  if (sources.some(({ kind, name }) => kind === 'proxies' && name === text)) {
    return { ok: true, value: { kind: 'proxies' } }
  }
  if (sources.some(({ kind, name }) => kind === 'packages' && name === text)) {
    return { ok: true, value: { kind: 'packages' } }
  }
  const places: ArchivePlace[] = []
  const skipped: Text[] = []
  for (const one of text.split(',').map((part) => part.trim())) {
    const gone = whyGone(one, sources)
    const place = gone === null ? chooseSource(one, sources) : null
    if (gone !== null) skipped.push(gone)
    else if (place?.ok) places.push(place.value)
    else if (place) return place
  }
  const [problem] = skipped
  return places.length === 0 && problem
    ? { ok: false, problem }
    : { ok: true, value: { kind: 'archives', places, skipped } }
}

/** Why the source that `text` names is no more; null where it names none of those. */
const whyGone = (text: string, sources: readonly Source[]): Text | null => {
  const gone = sources.find(
    (source) => source.kind === 'gone' && (source.name === text || withSlash(text).startsWith(`${source.address}/`)),
  )
  if (gone?.kind !== 'gone') return null
  return {
    en: `${gone.title.en} (${gone.address}) is skipped: ${gone.why.en}. See ${gone.reference}`,
    'zh-CN': `跳过${gone.title['zh-CN']}（${gone.address}）：${gone.why['zh-CN']}。参见 ${gone.reference}`,
  }
}

/** Never guesses: what is no source, no http(s) or file address and no path is refused with what there is. Other addresses are no path. */
const chooseSource = (text: string, sources: readonly Source[]): Chosen<ArchivePlace> => {
  const named = sources.find(({ name }) => name === text)
  if (named?.kind === 'list' || named?.kind === 'mirror') return files(named.filesUrl)
  if (/^https?:\/\/[^\s/]+/.test(text)) return files(withSlash(text))
  if (isFileAddress(text)) {
    const path = pathOfFileAddress(text)
    if (path !== null) return { ok: true, value: { kind: 'path', path } }
  }
  const isOtherAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  if (!isOtherAddress && (text.includes('/') || /\.(tar\.gz|zip)$/.test(text) || text === '.'))
    return { ok: true, value: { kind: 'path', path: text } }
  const names = sources.filter(({ kind }) => kind !== 'gone').map(({ name }) => name)
  return {
    ok: false,
    problem: {
      en: `“${text}” is no source. There are auto, ${names.join(', ')}, any http(s) address of a folder of archives, a file or a folder (with a / in it)`,
      'zh-CN': `“${text}”不是来源。可用的有 auto、${names.join('、')}，任何存放归档的 http(s) 地址，或带有 / 的文件或文件夹路径`,
    },
  }
}

const files = (filesUrl: string): Chosen<ArchivePlace> => ({ ok: true, value: { kind: 'files', filesUrl } })

const withSlash = (address: string): string => (address.endsWith('/') ? address : `${address}/`)

/**
 * The module proxies to use: those that GOPROXY names. Where it names none, or says `direct`, the Go project's own
 * endpoint, which is where cmd/go is led for this one module; `off` stays off.
 */
export const moduleProxies = (goproxy: string, sources: readonly Source[]): readonly ModuleProxy[] => {
  const last = goproxy.split(/[,|]/).find((entry) => /^\s*(direct|off)\s*$/.test(entry))
  const named = parseModuleProxies(goproxy)
  if (goproxy.trim() !== '' && last?.trim() !== 'direct') return named
  const own = sources.filter((source) => source.kind === 'proxies')
  return [...named, ...own.map(({ fallbackUrl }) => ({ url: fallbackUrl, anyFailureGoesOn: true }))]
}
