/** A reason, made to stand alone. */
import type { Text } from '#contract'

/** A reason as a sentence of its own; what starts with a path or a command stays as it is. */
export const sentence = ({ en, 'zh-CN': zh }: Text): Text => ({
  en: `${/^(?!go )[a-z]+[ ,]/.test(en) ? en.charAt(0).toUpperCase() + en.slice(1) : en}.`,
  'zh-CN': `${zh}。`,
})
