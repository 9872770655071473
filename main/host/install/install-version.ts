/**
 * Installs one version of Go from whoever has it: those in order one after another, then the fastest of the others. Who
 * fails in the middle is followed by the next, which goes on with what has come where its file is the same one.
 */
import type { Text } from '#contract'
import type { OriginArchive } from '../../core/toolchains/catalogue.ts'
import { systemText } from '../../core/toolchains/changed.ts'
import type { GoVersion } from '../../core/toolchains/go-version.ts'
import type { Network } from '../../core/toolchains/network.ts'
import { race, type Race, type Refusal } from '../../core/toolchains/race.ts'
import { archiveName } from '../../core/toolchains/release-list.ts'
import { nameOfSupplier, type Route, type Supplier } from '../../core/toolchains/route.ts'
import type { SourceMemory } from '../../core/toolchains/source-memory.ts'
import {
  chosenText,
  goingOnText,
  noListText,
  nobodyText,
  refusalsText,
  rememberedText,
} from '../../core/toolchains/supply-text.ts'
import { toolchainModuleVersion, type Platform } from '../../core/toolchains/toolchain-module.ts'
import type { Connections } from '../connections.ts'
import { readBundledProofs } from './bundled-proof.ts'
import { removePart } from './download.ts'
import { fetchFromFiles } from './from-archive.ts'
import { fetchFromPath } from './from-path.ts'
import { fetchFromProxy } from './from-proxy.ts'
import { installInPlace, prove } from './install-in-place.ts'
import { failed, type Installed, type UnpackingPorts, type Unpacked } from './installation.ts'
import { partPaths, type Layout } from './layout.ts'
import type { Got, NotGot, Wanted } from './supply.ts'
import { untilStopped } from './until-stopped.ts'

export interface InstallPorts extends UnpackingPorts {
  readonly network: Network
  readonly route: Route
  /** What the origins say of the archive named, now or as of their last answer. Never rejects. */
  readonly origins: (archive: string) => Promise<readonly OriginArchive[]>
  readonly memory: SourceMemory
  /** Hears who is asked, who is taken, and why another one is. */
  readonly onNotice?: (notice: Text) => void
}

/** Installs `version` into `layout`. */
export const installVersion = (
  version: GoVersion,
  platform: Platform,
  layout: Layout,
  ports: InstallPorts,
): Promise<Installed> =>
  installInPlace(version, layout, ports, async (connections) => {
    const { inOrder, raced } = ports.route
    if (inOrder.length + raced.length === 0) return failed('not-available', nobodyText)
    const got = await fetchAlong(ports, await makeWanted(version, platform, layout, connections, ports))
    // What another supplier had begun to send in the other format is of no use any more.
    if (!('kind' in got))
      for (const part of partPaths(layout, version.name)) if (part !== got.part) await removePart(part)
    return got
  })

const makeWanted = async (
  version: GoVersion,
  platform: Platform,
  layout: Layout,
  connections: Connections,
  ports: InstallPorts,
): Promise<Wanted> => {
  const names = {
    moduleVersion: toolchainModuleVersion(version, platform),
    archive: archiveName(version.name, platform.arch),
  }
  let said: Promise<readonly OriginArchive[]> | undefined
  const origins = (): Promise<readonly OriginArchive[]> => (said ??= ports.origins(names.archive))
  // They are slow to answer, and the first one needs them.
  if (ports.route.inOrder[0] && isArchive(ports.route.inOrder[0].supplier)) void origins()
  const suppliers = [...ports.route.inOrder.map(({ supplier }) => supplier), ...ports.route.raced]
  const proved = await prove(names.moduleVersion, ports, () => readBundledProofs(suppliers, names.archive))
  const proof = 'kind' in proved ? null : proved
  const noProof =
    'kind' in proved && proved.kind === 'failed' ? proved : { reason: 'no-proof' as const, detail: systemText('') }
  return { version, names, proof, noProof, origins, layout, connections, ports }
}

const isArchive = ({ kind }: Supplier): boolean => kind !== 'proxy'

const fetchFrom = (supplier: Supplier, wanted: Wanted): Promise<Got> => {
  switch (supplier.kind) {
    case 'proxy':
      return fetchFromProxy(supplier.url, wanted)
    case 'files':
      return fetchFromFiles(supplier.filesUrl, wanted)
    case 'path':
      return fetchFromPath(supplier.path, wanted)
  }
}

/** How often one is gone on with that is cut again and again, and sends something each time. */
const maxTries = 5

const fetchAlong = async (ports: InstallPorts, wanted: Wanted): Promise<Unpacked | Installed> => {
  const { route, memory, onNotice } = ports
  const refusals: Refusal[] = []
  let reason: NotGot['reason'] = 'not-available'
  let last: { readonly refusal: Refusal; readonly supplier: Supplier } | undefined

  const attempt = async (supplier: Supplier): Promise<Got> => {
    const name = nameOfSupplier(supplier)
    if (last) onNotice?.(goingOnText(last.refusal, name, isArchive(last.supplier) !== isArchive(supplier)))
    const got = await fetchFrom(supplier, wanted)
    if (got.kind !== 'failed') return got
    const refusal = { name, detail: got.detail }
    refusals.push(refusal)
    last = { refusal, supplier }
    if (got.reason !== 'not-available') reason = got.reason
    return got
  }
  const failure = (): Installed => failed(reason, refusals.length === 0 ? nobodyText : refusalsText(refusals))

  for (const { supplier, anyFailureGoesOn } of route.inOrder) {
    const got = await attempt(supplier)
    if (got.kind === 'unpacked') return got.unpacked
    if (got.kind === 'over') return got.result
    if (!got.isAbsent && !anyFailureGoesOn) return failure()
  }

  // Without a proof a module is of no use; of an archive a list may say the hash. Else nobody need be asked.
  const { proof, noProof, names, origins } = wanted
  let left: readonly Supplier[] = route.raced.filter((supplier) => proof !== null || isArchive(supplier))
  if (proof === null && route.raced.length > 0) {
    const isListed = left.length > 0 && (await untilStopped(origins(), ports.signal)).length > 0
    if (!isListed) {
      const isReleased = noProof.reason !== 'not-released'
      return failed(
        noProof.reason,
        isReleased && left.length > 0 ? noListText(noProof.detail, names.archive) : noProof.detail,
      )
    }
  }
  /** Those that were cut: better than nobody, and so the last. */
  let cut: readonly Supplier[] = []
  const tries = new Map<Supplier, number>()
  while (left.length > 0) {
    const chosen = await choose(left, wanted, ports)
    refusals.push(...chosen.refusals)
    const refused = new Set(chosen.refusals.map(({ name }) => name))
    const others = left.filter((supplier) => supplier !== chosen.winner && !refused.has(nameOfSupplier(supplier)))
    if (chosen.winner !== null) {
      const got = await attempt(chosen.winner)
      if (got.kind === 'over') return got.result
      await memory.keep(got.kind === 'unpacked' ? nameOfSupplier(chosen.winner) : null)
      if (got.kind === 'unpacked') return got.unpacked
      const tried = (tries.get(chosen.winner) ?? 0) + 1
      tries.set(chosen.winner, tried)
      if (got.isCut && tried < maxTries) cut = [...cut, chosen.winner]
    }
    left = chosen.winner === null || others.length === 0 ? cut : others
    if (left === cut) cut = []
  }
  return failure()
}

/** The one that was the fastest last time, if it still has the file; else the winner of a race. */
const choose = async (
  suppliers: readonly Supplier[],
  { names }: Wanted,
  { network, memory, signal, onNotice }: InstallPorts,
): Promise<Race> => {
  if (suppliers.length === 1) return { winner: suppliers[0] ?? null, refusals: [] }
  const remembered = await memory.read()
  const known = suppliers.find((supplier) => nameOfSupplier(supplier) === remembered)
  if (known) {
    onNotice?.(rememberedText(nameOfSupplier(known)))
    const asked = await race([known], names, network, signal, rememberedTimeoutMs)
    signal.throwIfAborted()
    if (asked.winner) return asked
    await memory.keep(null)
  }
  const raced = await race(suppliers, names, network, signal)
  signal.throwIfAborted()
  if (raced.winner) {
    onNotice?.(chosenText(suppliers.map(nameOfSupplier), nameOfSupplier(raced.winner), raced.refusals))
  }
  return raced
}

/** Who was the fastest should answer soon. */
const rememberedTimeoutMs = 4_000
