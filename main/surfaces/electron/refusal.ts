/** When no window is opened at all. */

/**
 * Why this process should not open a window, as a sentence for standard error, or null. Root's window is refused: the
 * app never needs root's rights, and Chromium's sandbox is off for root.
 */
export const refusalOf = (process: {
  readonly euid: number | null
  readonly words: readonly string[]
}): string | null =>
  process.euid === 0 && !process.words.includes('--allow-root')
    ? 'The window is not opened as root: Chromium has no sandbox there, and Groundwork never needs root to look. ' +
      'Start it as yourself, use `groundwork check`, or say --allow-root.'
    : null
