import { expect, test } from 'vitest'
import { createProgressLine } from './progress-line.ts'

/** What is on the line after each step, the last one last; `steps` are a time in seconds and what is told then. */
const shown = (
  steps: readonly (readonly [number, ...Parameters<ReturnType<typeof createProgressLine>['show']>])[],
  language: 'en' | 'zh-CN' = 'en',
): readonly string[] => {
  let now = 0
  const lines: string[] = []
  const terminal = { isInteractive: true, now: () => now, writeError: (text: string) => void lines.push(text) }
  const line = createProgressLine(terminal, 'go1.26.8', language)
  for (const [seconds, ...told] of steps) {
    now = seconds * 1000
    line.show(...told)
  }
  return lines.map((text) => text.replace('\r\u001b[K', ''))
}

const total = 60_000_000
/** Five million bytes a second, with fifty million there before; four seconds went into asking for the proof. */
const resumed = [
  [0, 'proving', 0, 0],
  [4, 'downloading', 50_000_000, total],
  [4.5, 'downloading', 52_500_000, total],
  [5, 'downloading', 55_000_000, total],
] as const

test('what was there before does not count as fast, nor the time before the first byte as slow', () => {
  expect(shown(resumed)).toEqual([
    'go1.26.8: Asking what the published files are',
    'go1.26.8: Downloading and unpacking: 50 of 60 MB',
    'go1.26.8: Downloading and unpacking: 53 of 60 MB',
    'go1.26.8: Downloading and unpacking: 55 of 60 MB, 5.0 MB/s, 1 s left',
  ])
})

test('the same in Chinese', () => {
  expect(shown(resumed, 'zh-CN').at(-1)).toBe('go1.26.8: 正在下载并解压：55 / 60 MB，5.0 MB/s，还需 1 秒')
})
