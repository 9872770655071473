/** What several plans say. */
import type { Text } from '#contract'
import { noHomeText } from '../toolchains/changed.ts'

/** A reason as a sentence of its own; what starts with a path or a command stays as it is. */
export const sentence = ({ en, 'zh-CN': zh }: Text): Text => ({
  en: `${/^(?!go )[a-z]+[ ,]/.test(en) ? en.charAt(0).toUpperCase() + en.slice(1) : en}.`,
  'zh-CN': `${zh}。`,
})

export const noHomeObstacle: Text = sentence(noHomeText)

/** The window never asks for root. */
export const rootText: Text = {
  en: 'This is for everybody here, so only root may do it, in a terminal: the commands are complete.',
  'zh-CN': '这会影响这台机器上的所有人，只有 root 能在终端里执行：下面是完整的命令。',
}
