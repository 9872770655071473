/** The versions there are, and how the person wants one of them: from where, for whom. */
import { create } from 'zustand'
import type { Fault, GoCatalogue, Scope } from '#contract'
import { call } from '../../client/client.ts'

interface CatalogueState {
  /** Null before the first answer. */
  readonly catalogue: GoCatalogue | null
  /** Why there is no answer; what was known before stays. */
  readonly fault: Fault | null
  readonly isAsking: boolean
  /** Milliseconds since 1970. */
  readonly askedAtMs: number
  /** The name of a source. */
  readonly source: string
  readonly scope: Scope
}

/** The source that chooses by itself; the first of every catalogue. */
const automatic = 'auto'
/** The lists behind it change every few weeks. */
const freshForMs = 60 * 60 * 1000

export const useCatalogue = create<CatalogueState>(() => ({
  catalogue: null,
  fault: null,
  isAsking: false,
  askedAtMs: 0,
  source: automatic,
  scope: 'user',
}))

/** Asks everybody who knows versions. While they are being asked this does nothing. */
export const askCatalogue = async (): Promise<void> => {
  if (useCatalogue.getState().isAsking) return
  useCatalogue.setState({ isAsking: true })
  const answer = await call('go:catalogue', {})
  useCatalogue.setState((state) => ({
    catalogue: answer.ok ? answer.value : state.catalogue,
    fault: answer.ok ? null : answer.fault,
    isAsking: false,
    askedAtMs: Date.now(),
  }))
}

/** Somebody looks: asks where nothing is known yet, or what is known is old. */
export const visitCatalogue = (): void => {
  const { catalogue, askedAtMs } = useCatalogue.getState()
  if (!catalogue || Date.now() - askedAtMs > freshForMs) void askCatalogue()
}

export const chooseSource = (source: string): void => useCatalogue.setState({ source })
export const chooseScope = (scope: Scope): void => useCatalogue.setState({ scope })
