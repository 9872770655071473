/** Progress of an installation: one line that is written over on a terminal, a line for each phase elsewhere. */
import { printable } from '../../core/report/columns.ts'
import type { Terminal } from './program.ts'

const megabyte = 1_000_000

export interface ProgressLine {
  readonly show: (phase: string, bytes: number, total: number) => void
  /** A line that stays. */
  readonly note: (text: string) => void
  /** Leaves the terminal with a clean line. */
  readonly end: () => void
}

/** Writes to standard error, so that standard output stays what was asked for. */
export const createProgressLine = (
  terminal: Pick<Terminal, 'writeError' | 'isInteractive' | 'now'>,
  name: string,
): ProgressLine => {
  const startedAt = terminal.now()
  let lastPhase = ''
  let lastAt = 0
  return {
    show: (phase, bytes, total) => {
      const now = terminal.now()
      const isNew = phase !== lastPhase
      lastPhase = phase
      if (!terminal.isInteractive) {
        if (isNew) terminal.writeError(`${name}: ${phase}\n`)
        return
      }
      if (!isNew && now - lastAt < 100 && bytes < total) return
      lastAt = now
      terminal.writeError(`\r\u001b[K${name}: ${phase}${amounts(bytes, total, now - startedAt)}`)
    },
    note: (text) => {
      terminal.writeError(`${terminal.isInteractive ? '\r\u001b[K' : ''}${name}: ${printable(text)}\n`)
    },
    end: () => {
      if (terminal.isInteractive && lastPhase !== '') terminal.writeError('\r\u001b[K')
    },
  }
}

const amounts = (bytes: number, total: number, elapsedMs: number): string => {
  if (total === 0 || elapsedMs <= 0) return ''
  const rate = (bytes / elapsedMs) * 1000
  const left = rate > 0 ? `, ${Math.ceil((total - bytes) / rate)} s left` : ''
  return ` ${(bytes / megabyte).toFixed(0)} of ${(total / megabyte).toFixed(0)} MB, ${(rate / megabyte).toFixed(1)} MB/s${left}`
}
