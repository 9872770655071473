/** What a person reads when a call ends in a fault. */
import type { Fault } from './result.ts'
import type { Text } from './text.ts'

/** The sentence for `fault`, naming the thing. A new kind of fault without a sentence does not compile. */
export const faultText = (fault: Fault): Text => {
  switch (fault.kind) {
    case 'unknown-call':
      return {
        en: `This page asked for “${fault.name}”, which this Groundwork does not know. Page and app are of different versions: start Groundwork again.`,
        'zh-CN': `页面请求了“${fault.name}”，而这个 Groundwork 不认识它。页面与程序的版本不同：请重新启动 Groundwork。`,
      }
    case 'bad-input':
      return {
        en: `This page asked for “${fault.name}” in a way the app does not understand (${fault.problems.join('; ')}). Page and app are of different versions: start Groundwork again.`,
        'zh-CN': `页面请求“${fault.name}”的方式程序无法理解（${fault.problems.join('; ')}）。页面与程序的版本不同：请重新启动 Groundwork。`,
      }
    case 'unknown-check':
      return { en: `There is no check named “${fault.key}”.`, 'zh-CN': `没有名为“${fault.key}”的检查。` }
    case 'unknown-run':
      return { en: 'That run is already over.', 'zh-CN': '那次检查已经结束。' }
    case 'no-report':
      return { en: 'There is no report yet. Check first.', 'zh-CN': '还没有报告。请先检查。' }
    case 'cannot-open':
      return {
        en: `No browser could be opened from here. This is the address: ${fault.url}`,
        'zh-CN': `无法从这里打开浏览器。地址如下：${fault.url}`,
      }
    case 'settings-unusable':
      return {
        en: `The settings in ${fault.path} cannot be used: ${fault.detail}. Your choice holds until Groundwork is closed.`,
        'zh-CN': `无法使用 ${fault.path} 中的设置：${fault.detail}。你的选择在 Groundwork 关闭之前有效。`,
      }
    case 'unknown-go':
      return { en: 'That Go is no longer here.', 'zh-CN': '那个 Go 已经不在了。' }
    case 'unknown-project':
      return { en: 'That project is no longer here.', 'zh-CN': '那个项目已经不在了。' }
    case 'not-a-version':
      return {
        en: `“${fault.text}” is no version of Go; versions are written like 1.26.8 or 1.27rc1.`,
        'zh-CN': `“${fault.text}” 不是 Go 的版本；版本写成 1.26.8 或 1.27rc1 这样。`,
      }
    case 'unknown-source':
      return { en: `There is no source named “${fault.name}”.`, 'zh-CN': `没有名为“${fault.name}”的来源。` }
    case 'outdated-plan':
      return {
        en: 'Something has changed since this was shown. Nothing was done. Look at it again.',
        'zh-CN': '显示之后情况有变，没有做任何改动。请重新查看。',
      }
    case 'not-from-here':
      return { en: 'This cannot be done from here. Nothing was done.', 'zh-CN': '无法在此执行，没有做任何改动。' }
    case 'unknown-task':
      return { en: 'That task has already ended.', 'zh-CN': '那个任务已经结束。' }
    case 'cannot-reveal':
      return {
        en: `No file manager could be opened. The folder is ${fault.path}`,
        'zh-CN': `无法打开文件管理器。文件夹是 ${fault.path}`,
      }
    case 'disconnected':
      return {
        en: 'Groundwork itself has ended; this page can show nothing new. Start Groundwork again.',
        'zh-CN': 'Groundwork 本身已经结束，这个页面无法再显示新内容。请重新启动 Groundwork。',
      }
    case 'internal':
      return {
        en: `Something in Groundwork went wrong. The log has the details under ${fault.id}.`,
        'zh-CN': `Groundwork 内部出了错。日志中 ${fault.id} 下有详细信息。`,
      }
  }
}
