/** Everything about one result, for `groundwork explain` and `groundwork report`. */
import {
  activationTexts,
  likelihoodTexts,
  privilegeTexts,
  severityTexts,
  stateTexts,
  undoTexts,
  verdictText,
  type CheckResult,
  type Fix,
  type Language,
  type Report,
} from '#contract'
import { painter, type Paint } from './colour.ts'
import { printable, wrap } from './columns.ts'
import { describeMachine } from './machine-line.ts'
import { inLanguage, inListOrder, signs, type TextOptions } from './text.ts'

const headings = {
  found: { en: 'What we found', 'zh-CN': '发现了什么' },
  why: { en: 'Why it matters', 'zh-CN': '为什么重要' },
  causes: { en: 'Likely causes', 'zh-CN': '可能的原因' },
  fixes: { en: 'What you can do', 'zh-CN': '你可以做什么' },
  references: { en: 'References', 'zh-CN': '参考' },
  undo: { en: 'To undo:', 'zh-CN': '撤销：' },
  expected: { en: 'expected', 'zh-CN': '应为' },
  nothing: { en: '(nothing)', 'zh-CN': '（没有）' },
  source: { en: 'from', 'zh-CN': '来自' },
  elsewhere: {
    en: 'No commands are given: run from here, they would change this machine, not the one that was looked at.',
    'zh-CN': '没有给出命令：在这里执行只会改动这台机器，而不是被检查的那一台。',
  },
} as const

/** One result in full, ending with a newline. */
export const renderExplanation = (result: CheckResult, options: TextOptions): string => {
  const { language } = options
  const columns = Math.max(40, options.columns ?? 100)
  const paint = painter(options.isColoured ?? false)
  const { sign, colour } = signs[result.result]
  const paragraph = (text: string, indent = '  '): readonly string[] =>
    wrap(text, columns - indent.length).map((line) => indent + line)
  const section = (heading: keyof typeof headings, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', paint('bold', headings[heading][language]), ...lines]
  const lines = [
    `${paint(colour, `${sign} ${stateTexts[result.result][language]}`)}  ${paint('bold', result.title[language])}`,
    paint('dim', `  ${result.key} · ${severityTexts[result.severity][language]}`),
    '',
    ...paragraph(printable(result.summary[language])),
    ...section('found', evidenceLines(result, language, paragraph, paint)),
    ...section('why', result.result === 'pass' ? [] : paragraph(result.why[language])),
    ...section(
      'causes',
      result.causes.flatMap(({ likelihood, text }) =>
        paragraph(`${likelihoodTexts[likelihood][language]}: ${printable(text[language])}`),
      ),
    ),
    ...section(
      'fixes',
      result.fixes.length === 0
        ? []
        : [
            ...result.fixes.flatMap((fix, index) => fixLines(fix, index, language, paragraph, paint)),
            ...(options.isElsewhere ? ['', ...paragraph(headings.elsewhere[language])] : []),
          ],
    ),
    ...section(
      'references',
      result.references.map(({ title, url }) => `  ${title}: ${url}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** The whole report with every detail, for a bug report or a colleague. */
export const renderFullReport = (report: Report, options: TextOptions): string =>
  [
    `${printable(describeMachine(report.host, options.language))}\n`,
    `${verdictText(report.counts)[options.language]}\n`,
    `Groundwork ${report.tool.version}, ${report.startedAt}\n`,
    ...inListOrder(report.results).map((result) =>
      renderExplanation(result, { ...options, isElsewhere: report.host.target !== 'local' }),
    ),
  ].join('\n')

type Paragraph = (text: string, indent?: string) => readonly string[]

const evidenceLines = (
  result: CheckResult,
  language: Language,
  paragraph: Paragraph,
  paint: Paint,
): readonly string[] =>
  result.evidence.flatMap(({ label, observed, expected, source }) => {
    const seen = observed === null ? headings.nothing[language] : inLanguage(observed, language)
    const should = expected === null ? '' : ` (${headings.expected[language]} ${inLanguage(expected, language)})`
    return [
      ...paragraph(printable(`${label[language]}: ${seen}${should}`)),
      ...paragraph(`${headings.source[language]} ${printable(source)}`, '    ').map((line) => paint('dim', line)),
    ]
  })

const fixLines = (
  fix: Fix,
  index: number,
  language: Language,
  paragraph: Paragraph,
  paint: Paint,
): readonly string[] => {
  const undo = `${undoTexts[fix.undo.level][language]}${fix.undo.reason ? `: ${fix.undo.reason[language]}` : ''}`
  const facts = [privilegeTexts[fix.privilege][language], activationTexts[fix.activation][language], undo]
  return [
    ...(index === 0 ? [] : ['']),
    ...paragraph(`${index + 1}. ${printable(fix.title[language])}`).map((line) => paint('bold', line)),
    ...paragraph(printable(fix.when[language]), '     '),
    ...(fix.tradeoff ? paragraph(printable(fix.tradeoff[language]), '     ') : []),
    ...paragraph(facts.map(printable).join(language === 'en' ? '. ' : '。'), '     ').map((line) => paint('dim', line)),
    ...fix.commands.flatMap(commandLines),
    ...(fix.undo.commands.length === 0 ? [] : [`     ${headings.undo[language]}`]),
    ...fix.undo.commands.flatMap(commandLines),
  ]
}

/** A command of several lines stays so. */
const commandLines = (command: string): readonly string[] =>
  command.split('\n').map((line) => `       ${printable(line)}`)
