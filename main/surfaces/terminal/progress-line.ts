/** Progress of an installation: one line that is written over on a terminal, a line for each phase elsewhere. */
import type { Language } from '#contract'
import { rateOf, secondsLeft, withSample, type Sample } from '../../core/progress.ts'
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
  let samples: readonly Sample[] = []
  let lastPhase: InstallPhase | null = null
  let lastAt = 0
  return {
    show: (phase, bytes, total) => {
      const now = terminal.now()
      const isNew = phase !== lastPhase
      // What there was of an earlier download, and the time of other phases, say nothing of how fast bytes come.
      samples = total === 0 ? [] : withSample(samples, bytes, now)
      lastPhase = phase
      if (!terminal.isInteractive) {
        if (isNew) terminal.writeError(`${name}: ${phaseTexts[phase][language]}\n`)
        return
      }
      if (!isNew && now - lastAt < 100 && bytes < total) return
      lastAt = now
      terminal.writeError(
        `\r\u001b[K${name}: ${phaseTexts[phase][language]}${amounts(bytes, total, rateOf(samples, now), language)}`,
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

const amounts = (bytes: number, total: number, rate: number | null, language: Language): string => {
  if (total === 0) return ''
  const [done, all] = [(bytes / megabyte).toFixed(0), (total / megabyte).toFixed(0)]
  const speed = rate === null ? '' : (rate / megabyte).toFixed(1)
  const seconds = secondsLeft(bytes, total, rate)
  return {
    en: `: ${done} of ${all} MB${speed && `, ${speed} MB/s`}${seconds === null ? '' : `, ${seconds} s left`}`,
    'zh-CN': `：${done} / ${all} MB${speed && `，${speed} MB/s`}${seconds === null ? '' : `，还需 ${seconds} 秒`}`,
  }[language]
}
