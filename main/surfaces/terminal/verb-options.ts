/** What verbs ask in the same words: their language, JSON, and yes or no. */
import { Option } from 'commander'
import { languages } from '#contract'

/** Every verb that writes sentences has it. */
export const languageOption = (): Option =>
  new Option('--language <tag>', 'language of the text').choices([...languages])

/** Every verb that answers has it. */
export const jsonOption = (): Option => new Option('--json', 'print JSON')

/** Whether an answer to a question agrees; anything but a plain yes does not. */
export const isYes = (answer: string): boolean => /^(y|yes|是)$/i.test(answer.trim())
