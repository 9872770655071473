/** What is wrong with a command line, in Chinese. Commander says it in English, with the words of the line in it. */
import type { Language } from '#contract'

/** The same in `language`; what is not known stays as it is, so that nothing is hidden. */
export const errorText = (message: string, language: Language): string =>
  language === 'en'
    ? message
    : chinese.reduce((text, [english, translated]) => text.replace(english, translated), message)

/** By kind of `CommanderError`, in the order in which a message has them. */
const chinese: readonly (readonly [RegExp, string])[] = [
  // commander.unknownCommand, commander.unknownOption, and what might have been meant
  [/^error: unknown command ('[^]*')/, '错误：没有动词 $1'],
  [/^error: unknown option ('[^]*')/, '错误：没有选项 $1'],
  [/\n\(Did you mean one of (.*)\?\)/, '\n（您是不是想用其中之一：$1？）'],
  [/\n\(Did you mean (.*)\?\)/, '\n（您是不是想用 $1？）'],
  // commander.missingArgument, commander.optionMissingArgument
  [/^error: missing required argument ('.*')/, '错误：缺少参数 $1'],
  [/^error: option ('.*') argument missing/, '错误：选项 $1 缺少值'],
  // commander.excessArguments
  [
    /^error: too many arguments(?: for ('.*'))?\. Expected (\d+) arguments? but got (\d+)\./,
    '错误：参数太多（$1）：最多 $2 个，却有 $3 个。',
  ],
  // commander.invalidArgument
  [/^error: option ('[^']*') argument ('[^]*') is invalid\./, '错误：选项 $1 的值 $2 无效。'],
  [/^error: command-argument value ('[^]*') is invalid for argument ('.*?')\./, '错误：参数 $2 的值 $1 无效。'],
  [/ Allowed choices are (.*)\./, '可选 $1。'],
  [/ It names no file\./, '它没有指明文件。'],
]
