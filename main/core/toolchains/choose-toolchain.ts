/** Which toolchain a go command would hand over to: the rules of Go 1.21 and later (cmd/go/internal/toolchain, Select). */
import type { GoLines } from './go-mod.ts'
import { compareGover, firstToolchainOf, versionOfToolchain } from './gover.ts'

export type Reason =
  /** Before Go 1.21, a go command is what it is. */
  | 'cannot-switch'
  /** GO111MODULE keeps modules off. */
  | 'modules-off'
  /** GOTOOLCHAIN is set nowhere. */
  | 'no-setting'
  /** GOTOOLCHAIN names it. */
  | 'setting'
  /** The project asks for nothing newer. */
  | 'enough'
  /** The project says `toolchain default`. */
  | 'default-line'
  | 'toolchain-line'
  | 'go-line'

export type Choice =
  | {
      readonly kind: 'own'
      readonly because: Reason
      /** What the go line asks for, where this one is older than that. */
      readonly tooOldFor: string | null
    }
  | {
      readonly kind: 'other'
      /** e.g. `go1.26.8`. */
      readonly name: string
      readonly because: Reason
      /** It is looked for on PATH only, and not downloaded. */
      readonly pathOnly: boolean
      readonly tooOldFor: string | null
    }
  /** The go command refuses to run at all. */
  | { readonly kind: 'refused'; readonly because: 'setting' | 'go-line' | 'toolchain-line'; readonly value: string }

export interface Asked {
  /** The go command's own version, e.g. `go1.26.8`. */
  readonly own: string
  /** GOTOOLCHAIN; empty where nothing sets it. */
  readonly setting: string
  readonly isModulesOff: boolean
  /** Of the go.work or go.mod that counts; null where there is none. */
  readonly lines: GoLines | null
}

export const chooseToolchain = (asked: Asked): Choice => {
  const choice = select(asked)
  // The go command that stays reads the whole file.
  return (choice.kind === 'own' && choice.because !== 'modules-off' && refusedLine(asked)) || choice
}

/** The line that the go command itself takes for an error in the file (x/mod/modfile, as each Go has it); null where none. */
const refusedLine = ({ own, lines }: Asked): Choice | null => {
  const { go = '', toolchain = '' } = lines ?? {}
  const isOld = compareGover(versionOfToolchain(own), '1.21') < 0
  const goLine = isOld ? /^[1-9]\d*\.(0|[1-9]\d*)$/ : /^[1-9]\d*\.(0|[1-9]\d*)(\.(0|[1-9]\d*))?([a-z]+\d+)?$/
  if (go !== '' && !goLine.test(go)) return { kind: 'refused', because: 'go-line', value: go }
  // Before 1.21 there was no such line.
  const isFine = toolchain === '' || (!isOld && /^(default$|go1($|\.))/.test(toolchain))
  return isFine ? null : { kind: 'refused', because: 'toolchain-line', value: toolchain }
}

const select = ({ own, setting, isModulesOff, lines }: Asked): Choice => {
  const ownVersion = versionOfToolchain(own)
  const goLine = lines?.go ?? ''
  const tooOld = (version: string): string | null => (compareGover(goLine, version) > 0 ? goLine : null)
  const stay = (because: Reason): Choice => ({ kind: 'own', because, tooOldFor: tooOld(ownVersion) })
  if (compareGover(ownVersion, '1.21') < 0) return stay('cannot-switch')
  if (isModulesOff) return { kind: 'own', because: 'modules-off', tooOldFor: null }
  if (setting === '') return stay('no-setting')

  const [, name = '', plus, mode = ''] =
    setting === 'auto' || setting === 'path' ? ['', 'local', '+', setting] : (/^([^+]*)(\+?)(.*)$/s.exec(setting) ?? [])
  const least = name === 'local' ? ownVersion : versionOfToolchain(name)
  if (least === '' || (plus === '+' && mode !== 'auto' && mode !== 'path')) {
    return { kind: 'refused', because: 'setting', value: setting }
  }
  const other = (toolchain: string, version: string, because: Reason): Choice =>
    toolchain === 'local' || toolchain === own
      ? { kind: 'own', because, tooOldFor: tooOld(version) }
      : { kind: 'other', name: toolchain, because, pathOnly: mode === 'path', tooOldFor: tooOld(version) }
  const named = name === 'local' && mode !== '' ? 'enough' : 'setting'
  if (mode === '' || !lines) return other(name, least, named)
  if (lines.toolchain === 'default') return other(name, least, 'default-line')

  const line = versionOfToolchain(lines.toolchain)
  if (lines.toolchain !== '' && line === '') {
    return { kind: 'refused', because: 'toolchain-line', value: lines.toolchain }
  }
  const isLineNewer = compareGover(line, least) > 0
  const best = isLineNewer ? line : least
  if (compareGover(goLine, best) > 0) return other(firstToolchainOf(goLine), goLine, 'go-line')
  return isLineNewer ? other(lines.toolchain, line, 'toolchain-line') : other(name, least, named)
}
