/** A race of small requests: who has the file, and has it here first. */
import type { Text } from '#contract'
import { systemText } from './changed.ts'
import type { Fetched, FetchOptions, Network } from './network.ts'
import { nameOfSupplier, type Supplier } from './route.ts'
import { serverAnswer } from './server-answer.ts'
import { toolchainModule } from './toolchain-module.ts'

/** The names that a version has at suppliers. */
export interface FileNames {
  /** `v0.0.1-go1.26.8.linux-amd64`. */
  readonly moduleVersion: string
  /** `go1.26.8.linux-amd64.tar.gz`. */
  readonly archive: string
}

/** Where a module proxy has the zip of a version, e.g. of `v0.0.1-go1.26.8.linux-amd64`. */
export const moduleAddress = (proxy: string, moduleVersion: string): string =>
  `${proxy}/${toolchainModule}/@v/${moduleVersion}.zip`

/** The address of the file; null for a path, which nobody needs to be asked about. */
const addressOf = (supplier: Supplier, names: FileNames): string | null => {
  if (supplier.kind === 'proxy') return moduleAddress(supplier.url, names.moduleVersion)
  return supplier.kind === 'files' ? `${supplier.filesUrl}${names.archive}` : null
}

/** Who was asked and gave nothing, with their own words. */
export interface Refusal {
  readonly name: string
  readonly detail: Text
}

export interface Race {
  /** The first to send the beginning of the file; null where nobody did. */
  readonly winner: Supplier | null
  /** Those who answered otherwise before it was over; the slower ones are not in it. */
  readonly refusals: readonly Refusal[]
}

/** Enough to tell a fast line from a slow one, and the file from a page to sign in. Bytes. */
const probeBytes = 64 * 1024
const usualTimeoutMs = 15_000

/** Asks all at once; as soon as one has sent the beginning of the file, the others are not waited for. */
export const race = async (
  suppliers: readonly Supplier[],
  names: FileNames,
  network: Network,
  signal: AbortSignal,
  timeoutMs = usualTimeoutMs,
): Promise<Race> => {
  const rest = new AbortController()
  const stop = (): void => rest.abort()
  signal.addEventListener('abort', stop, { once: true })
  const refusals: Refusal[] = []
  const ask = async (supplier: Supplier): Promise<Supplier> => {
    const detail = await probe(supplier, names, network, { timeoutMs, signal: rest.signal })
    if (detail === null) return supplier
    if (!rest.signal.aborted) refusals.push({ name: nameOfSupplier(supplier), detail })
    throw new Error(detail.en)
  }
  try {
    return { winner: await Promise.any(suppliers.map(ask)), refusals: [...refusals] }
  } catch {
    return { winner: null, refusals }
  } finally {
    stop()
    signal.removeEventListener('abort', stop)
  }
}

/** Null where it has the file; else why not. */
const probe = async (
  supplier: Supplier,
  names: FileNames,
  network: Network,
  limits: Pick<FetchOptions, 'timeoutMs' | 'signal'>,
): Promise<Text | null> => {
  const url = addressOf(supplier, names)
  if (url === null) return null
  const range = { from: 0, to: probeBytes - 1 }
  const answer = await network.fetch(url, { range, maxBytes: probeBytes, ...limits })
  // Who knows no ranges sends more than was asked for, and is good enough.
  if (answer.kind === 'failed') return answer.reason === 'too-large' ? null : systemText(answer.detail)
  if (answer.status !== 206 && answer.status !== 200) return systemText(said(answer))
  return beginsAs(answer.body, supplier.kind === 'proxy' ? 'PK\u0003\u0004' : '\u001f\u008b') ? null : notTheFileText
}

const said = ({ status, body }: Extract<Fetched, { readonly kind: 'answer' }>): string =>
  serverAnswer(status, new TextDecoder().decode(body))

const beginsAs = (body: Uint8Array, magic: string): boolean =>
  [...magic].every((character, index) => body[index] === character.charCodeAt(0))

const notTheFileText: Text = { en: 'what it sent is not the file', 'zh-CN': '它发送的不是这个文件' }
