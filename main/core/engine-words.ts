/** What the engine itself says of a check that could not be judged. */
import type { Language } from '#contract'

const en = {
  'does-not-apply': 'Does not apply: {reason}.',
  'timed-out': 'This check could not finish: no answer within {seconds} s. Nothing is known about this item.',
  unreadable: 'This check could not finish: {source}: {detail}. Nothing is known about this item.',
  threw: 'This check could not finish because of a mistake in Groundwork: {detail}. Nothing is known about this item.',
  'needs-running': 'Not checked: only running a program on that machine would tell ({detail}).',
  'foreign-program': 'Not checked as root, which runs no program that another user could change ({detail}).',
  'needs-local': 'Not checked: this is found out only about the machine that Groundwork runs on ({detail}).',
  'needs-session': 'Not checked: only a session of the person who uses that machine would tell ({detail}).',
}

export const engineWords: Record<Language, Record<keyof typeof en, string>> = {
  en,
  'zh-CN': {
    'does-not-apply': '不适用：{reason}。',
    'timed-out': '这项检查未能完成：{seconds} 秒内没有回应。这一项的情况未知。',
    unreadable: '这项检查未能完成：{source}：{detail}。这一项的情况未知。',
    threw: '这项检查因 Groundwork 自身的错误未能完成：{detail}。这一项的情况未知。',
    'needs-running': '未检查：只有在那台机器上运行程序才能知道（{detail}）。',
    'foreign-program': '以 root 身份时未检查：root 不运行其他用户可以改动的程序（{detail}）。',
    'needs-local': '未检查：只有对运行 Groundwork 的这台机器才能查明（{detail}）。',
    'needs-session': '未检查：只有那台机器使用者的会话才能知道（{detail}）。',
  },
}
