/** One word, one meaning, everywhere: the words for states, severities, categories and fixes, and the verdict sentence. No schemas. */
import type { Category, Counts, Fix, ResultState, Severity } from './report.ts'
import type { Language, Text } from './text.ts'

export const stateTexts: Readonly<Record<ResultState, Text>> = {
  pass: { en: 'OK', 'zh-CN': '正常' },
  fail: { en: 'Problem', 'zh-CN': '问题' },
  error: { en: 'Could not finish', 'zh-CN': '未能完成' },
  unknown: { en: 'Unclear', 'zh-CN': '不明确' },
  notapplicable: { en: 'Does not apply', 'zh-CN': '不适用' },
  notchecked: { en: 'Not checked', 'zh-CN': '未检查' },
  notselected: { en: 'Waived', 'zh-CN': '已豁免' },
  informational: { en: 'Note', 'zh-CN': '提示' },
  fixed: { en: 'Fixed just now', 'zh-CN': '刚刚修复' },
}

export const severityTexts: Readonly<Record<Severity, Text>> = {
  high: { en: 'high', 'zh-CN': '高' },
  medium: { en: 'medium', 'zh-CN': '中' },
  low: { en: 'low', 'zh-CN': '低' },
  info: { en: 'info', 'zh-CN': '信息' },
}

export const categoryTexts: Readonly<Record<Category, Text>> = {
  toolchain: { en: 'Go toolchain', 'zh-CN': 'Go 工具链' },
  shell: { en: 'Shells and sessions', 'zh-CN': 'Shell 与会话' },
  libc: { en: 'C library', 'zh-CN': 'C 库' },
  filesystem: { en: 'Files and disks', 'zh-CN': '文件与磁盘' },
  packages: { en: 'Other tools', 'zh-CN': '其他工具' },
  kernel: { en: 'Kernel and processor', 'zh-CN': '内核与处理器' },
  debug: { en: 'Debugging', 'zh-CN': '调试' },
  security: { en: 'Security', 'zh-CN': '安全' },
  network: { en: 'Network', 'zh-CN': '网络' },
  systemd: { en: 'Services', 'zh-CN': '服务' },
}

export const activationTexts: Readonly<Record<Fix['activation'], Text>> = {
  now: { en: 'Takes effect at once', 'zh-CN': '立即生效' },
  'new-shell': { en: 'Takes effect in a new terminal', 'zh-CN': '在新终端中生效' },
  relogin: { en: 'Takes effect after you log in again', 'zh-CN': '重新登录后生效' },
  'service-restart': { en: 'Takes effect when the service restarts', 'zh-CN': '服务重启后生效' },
  reboot: { en: 'Takes effect after a restart', 'zh-CN': '重启后生效' },
}

export const privilegeTexts: Readonly<Record<Fix['privilege'], Text>> = {
  user: { en: 'Needs no administrator rights', 'zh-CN': '不需要管理员权限' },
  root: { en: 'Needs administrator rights', 'zh-CN': '需要管理员权限' },
}

export const undoTexts: Readonly<Record<Fix['undo']['level'], Text>> = {
  full: { en: 'Can be undone', 'zh-CN': '可以撤销' },
  partial: { en: 'Can be undone: partly', 'zh-CN': '只能部分撤销' },
  none: { en: 'Cannot be undone', 'zh-CN': '无法撤销' },
}

export const likelihoodTexts: Readonly<Record<'likely' | 'possible', Text>> = {
  likely: { en: 'Most likely', 'zh-CN': '最可能' },
  possible: { en: 'Possible', 'zh-CN': '可能' },
}

/** "Found X, expected Y". */
export const foundExpected = (found: string, expected: string, language: Language): string =>
  language === 'en' ? `Found ${found}, expected ${expected}` : `发现 ${found}，应为 ${expected}`

/**
 * The one sentence on top: what was found, and what is not known. Never says that all is well while a check could not
 * finish or was not run without saying that too.
 */
export const verdictText = (counts: Counts): Text => {
  const unfinished = counts.error
  const unchecked = counts.notchecked
  const unclear = counts.unknown
  return {
    en: [
      counts.fail === 0 ? 'No problems found.' : `${plural(counts.fail, 'problem', 'problems')} found.`,
      unfinished === 0 ? '' : `${plural(unfinished, 'check', 'checks')} could not finish.`,
      unclear === 0 ? '' : `${plural(unclear, 'check is', 'checks are')} unclear.`,
      unchecked === 0 ? '' : `${plural(unchecked, 'check was', 'checks were')} not run.`,
    ]
      .filter(Boolean)
      .join(' '),
    'zh-CN': [
      counts.fail === 0 ? '没有发现问题。' : `发现 ${counts.fail} 个问题。`,
      unfinished === 0 ? '' : `${unfinished} 项检查未能完成。`,
      unclear === 0 ? '' : `${unclear} 项检查结果不明确。`,
      unchecked === 0 ? '' : `${unchecked} 项检查没有运行。`,
    ].join(''),
  }
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`
