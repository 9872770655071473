/** What the window says on standard error: it has no page to say it on. */
import type { Text } from '#contract'

export const refusedAsRoot: Text = {
  en:
    'The window is not opened as root: Chromium has no sandbox there, and Groundwork never needs root to look. ' +
    'Start it as yourself, use `groundwork check`, or say --allow-root.',
  'zh-CN':
    '不以 root 身份打开窗口：root 下 Chromium 没有沙箱，而 Groundwork 检查时从不需要 root。' +
    '请以自己的用户启动，或使用 `groundwork check`，或加上 --allow-root。',
}

/** `reason` is Electron's own word, e.g. `crashed`, `oom`. */
export const pageEnded = (reason: string): Text => ({
  en: `The window's page ended (${reason}). Start Groundwork again; nothing on this machine was changed.`,
  'zh-CN': `窗口的页面已终止（${reason}）。请重新启动 Groundwork；本机没有任何改动。`,
})

/** `detail` is for whoever repairs it. */
export const cannotOpen = (detail: string): Text => ({
  en: `The window cannot be opened: ${detail}`,
  'zh-CN': `无法打开窗口：${detail}`,
})
