/** A GOROOT with which the go on PATH cannot work. */
import type { ReadableHost } from '../host.ts'
import type { GoProgram } from '../probes/go-program.ts'
import { judgeGoroot, type TreeState } from '../probes/goroot-settings.ts'
import type { EffectiveSetting, Outcome } from './why.ts'

/** GOROOT leads elsewhere than to the tree of the go that runs, which cannot work with that. */
export interface WrongGoroot {
  readonly kind: 'refused'
  readonly because: 'goroot'
  readonly value: string
  readonly setting: EffectiveSetting
  readonly state: 'absent' | 'no-tools' | 'no-sources' | 'other-version'
  /** The version of the tree there; null where it says none. */
  readonly version: string | null
  /** The version of the go that runs. */
  readonly own: string
}

/**
 * What GOROOT breaks; null where it breaks nothing. A toolchain of the module cache is started with a GOROOT of its own,
 * but go first has to find go.env, without which it proves no download. What stands in for go may set GOROOT itself.
 */
export const wrongGoroot = async (
  host: ReadableHost,
  setting: EffectiveSetting,
  go: GoProgram,
  outcome: Outcome,
): Promise<WrongGoroot | null> => {
  if (go.launcher !== null || go.version === null) return null
  if (outcome.kind !== 'downloads' && (outcome.kind !== 'runs' || outcome.from === 'path')) return null
  const { state, version } = await judgeGoroot(host, setting.value, go)
  const isOwn = outcome.kind === 'runs' && outcome.from === 'own'
  if (!isBroken(state) || !(isOwn || state === 'absent')) return null
  return { kind: 'refused', because: 'goroot', value: setting.value, setting, state, version, own: go.version }
}

const isBroken = (state: TreeState): state is WrongGoroot['state'] =>
  ['absent', 'no-tools', 'no-sources', 'other-version'].includes(state)
