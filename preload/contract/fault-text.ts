/** What a person reads when a call ends in a fault. */
import type { Fault } from './result.ts'
import type { Text } from './text.ts'

/** The sentence for `fault`, naming the thing. A new kind of fault without a sentence does not compile. */
export const faultText = (fault: Fault): Text => {
  switch (fault.kind) {
    case 'unknown-call':
      return { en: `There is no call named “${fault.name}”.`, 'zh-CN': `没有名为“${fault.name}”的调用。` }
    case 'bad-input':
      return {
        en: `${fault.name} was given something it cannot use: ${fault.problems.join('; ')}.`,
        'zh-CN': `${fault.name} 收到了无法使用的内容：${fault.problems.join('；')}。`,
      }
    case 'unknown-check':
      return { en: `There is no check named “${fault.key}”.`, 'zh-CN': `没有名为“${fault.key}”的检查。` }
    case 'unknown-run':
      return { en: 'That run has already ended.', 'zh-CN': '那次运行已经结束。' }
    case 'no-report':
      return { en: 'Nothing has been checked yet.', 'zh-CN': '还没有检查过。' }
    case 'cannot-open':
      return {
        en: `No browser could be opened. The address is ${fault.url}`,
        'zh-CN': `无法打开浏览器。地址是 ${fault.url}`,
      }
    case 'settings-unusable':
      return {
        en: `The setting could not be kept in ${fault.path}: ${fault.detail}.`,
        'zh-CN': `无法把设置保存到 ${fault.path}：${fault.detail}。`,
      }
    case 'disconnected':
      return {
        en: 'The app behind this window has ended. Start Groundwork again.',
        'zh-CN': '这个窗口背后的应用已经结束。请重新启动 Groundwork。',
      }
    case 'internal':
      return {
        en: `Groundwork made a mistake. Its log has the details under ${fault.id}.`,
        'zh-CN': `Groundwork 出错了。详情见日志中的 ${fault.id}。`,
      }
  }
}
