/** Progress of an installation: one line that is written over on a terminal, a line for each phase elsewhere. */
import type { Language } from '#contract'
import { phaseTexts } from '../../core/toolchains/phase-texts.ts'
import { printable } from '../../core/report/columns.ts'
import type { InstallPhase } from '../../core/toolchains/install-phase.ts'
import type { Terminal } from './program.ts'

const megabyte = 1_000_000

export interface ProgressLine {
  readonly show: (phase: InstallPhase, bytes: number, total: number) => void
  /** A line that stays. */
  readonly note: (text: string) => void
  /** Leaves the terminal with a clean line. */
  readonly end: () => void
}

/** Writes to standard error, so that standard output stays what was asked for. */
export const createProgressLine = (
  terminal: Pick<Terminal, 'writeError' | 'isInteractive' | 'now'>,
  name: string,
  language: Language,
): ProgressLine => {
  const startedAt = terminal.now()
  let lastPhase: InstallPhase | null = null
  let lastAt = 0
  return {
    show: (phase, bytes, total) => {
      const now = terminal.now()
      const isNew = phase !== lastPhase
      lastPhase = phase
      if (!terminal.isInteractive) {
        if (isNew) terminal.writeError(`${name}: ${phaseTexts[phase][language]}\n`)
        return
      }
      if (!isNew && now - lastAt < 100 && bytes < total) return
      lastAt = now
      terminal.writeError(
        `\r\u001b[K${name}: ${phaseTexts[phase][language]}${amounts(bytes, total, now - startedAt, language)}`,
      )
    },
    note: (text) => {
      terminal.writeError(`${terminal.isInteractive ? '\r\u001b[K' : ''}${name}: ${printable(text)}\n`)
    },
    end: () => {
      if (terminal.isInteractive && lastPhase !== null) terminal.writeError('\r\u001b[K')
    },
  }
}

const amounts = (bytes: number, total: number, elapsedMs: number, language: Language): string => {
  if (total === 0 || elapsedMs <= 0) return ''
  const rate = (bytes / elapsedMs) * 1000
  const seconds = rate > 0 ? Math.ceil((total - bytes) / rate) : null
  const [done, all, speed] = [
    (bytes / megabyte).toFixed(0),
    (total / megabyte).toFixed(0),
    (rate / megabyte).toFixed(1),
  ]
  return {
    en: `: ${done} of ${all} MB, ${speed} MB/s${seconds === null ? '' : `, ${seconds} s left`}`,
    'zh-CN': `：${done} / ${all} MB，${speed} MB/s${seconds === null ? '' : `，还需 ${seconds} 秒`}`,
  }[language]
}
