/** What holds for every check, whoever wrote it. Each law answers with what breaks it, so that a test can show all at once. */
import { categorySchema, referenceSchema, severitySchema } from '#contract'
import type { AnyCheck, CheckWords } from '../check.ts'

/** Every check with the path of its file. */
export type CheckFiles = readonly { readonly file: string; readonly check: AnyCheck }[]

/** The words of a check, each with the name of its place, e.g. `says.old`. */
export const phrasesOf = (words: CheckWords): Readonly<Record<string, string>> => ({
  title: words.title,
  why: words.why,
  ...Object.fromEntries(Object.entries(words.says).map(([code, text]) => [`says.${code}`, text])),
  ...Object.fromEntries(
    Object.entries(words.fixes ?? {}).flatMap(([id, parts]) =>
      Object.entries<string>({ ...parts }).map(([part, text]) => [`fixes.${id}.${part}`, text]),
    ),
  ),
})

/** The placeholders of a template, sorted. */
export const placeholdersOf = (template: string): readonly string[] => [...new Set(template.match(/\{\w+\}/g))].sort()

/** Keys: as the file is named, of the right shape, each once. */
export const brokenKeys = (files: CheckFiles): readonly string[] =>
  files.flatMap(({ file, check: { key } }, index) => {
    const named = file.replace(/^.*\/|\.ts$/g, '')
    return [
      ...(named === key ? [] : [`${file}: its key is ${key}; the file of a check is named after its key`]),
      ...(/^[a-z0-9]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$/.test(key) ? [] : [`${key}: a key is words.with-hyphens.and-dots`]),
      ...(files.findIndex((other) => other.check.key === key) === index ? [] : [`${key}: two checks have this key`]),
    ]
  })

/** Category, severity and references: of the contract, and https. */
export const brokenDescriptions = (files: CheckFiles): readonly string[] =>
  files.flatMap(({ check }) => [
    ...(categorySchema.safeParse(check.category).success ? [] : [`${check.key}: no such category`]),
    ...(severitySchema.safeParse(check.severity).success ? [] : [`${check.key}: no such severity`]),
    ...check.references
      .filter((reference) => !referenceSchema.safeParse(reference).success)
      .map(({ url }) => `${check.key}: not an https address: ${url}`),
  ])

/** Words: all there in every language, with the same placeholders, and really in that language. */
export const brokenWords = (files: CheckFiles): readonly string[] =>
  files.flatMap(({ check: { key, words } }) => {
    const [en, zh] = [phrasesOf(words.en), phrasesOf(words['zh-CN'])]
    const places = [...new Set([...Object.keys(en), ...Object.keys(zh)])]
    return places.flatMap((place) => brokenPhrase(en[place], zh[place]).map((broken) => `${key}: ${place}: ${broken}`))
  })

const brokenPhrase = (en: string | undefined, zh: string | undefined): readonly string[] => {
  if (!en?.trim()) return ['there are no words for it in en']
  if (!zh?.trim()) return ['there are no words for it in zh-CN']
  const problems = []
  if (String(placeholdersOf(en)) !== String(placeholdersOf(zh))) problems.push('the placeholders of zh-CN are others')
  if (!isChinese(zh) && !isRaw(zh)) problems.push(`not Chinese: ${zh}`)
  if (isChinese(en)) problems.push(`not English: ${en}`)
  return problems
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Names, numbers and placeholders only, or a command: what is the same in every language. */
const isRaw = (text: string): boolean =>
  new RegExp(`^(${toolNames.join('|')}) `).test(text) ||
  text
    .replace(/\{\w+\}/g, ' ')
    .split(/[\s,;:()，；：（）、]+/)
    .every((word) => word === '' || /[A-Z0-9_./$~=-]/.test(word) || toolNames.includes(word))

const toolNames = ['go', 'git', 'gcc', 'cgo', 'dlv', 'perf', 'bash', 'zsh', 'fish', 'dash', 'musl', 'glibc', 'systemd']

/** Ends with a full stop, a quotation after it or not, or with a colon and what it announces. */
export const isSentence = (text: string): boolean => /[.。]["”』）)]?$|[:：]\s*\{\w+\}$/.test(text)

/** Titles say what should hold, without a full stop; what hurts is told in whole sentences. */
export const brokenSentences = (files: CheckFiles): readonly string[] =>
  files.flatMap(({ check: { key, words } }) =>
    Object.values(words).flatMap((spoken) => [
      ...(/[.。]$/.test(spoken.title) ? [`${key}: a title has no full stop: ${spoken.title}`] : []),
      ...(isSentence(spoken.why) ? [] : [`${key}: why is a whole sentence: ${spoken.why}`]),
      ...Object.values(spoken.fixes ?? {}).flatMap(({ title, when }) => [
        ...(/[.。]$/.test(title) ? [`${key}: the title of a fix has no full stop: ${title}`] : []),
        ...(isSentence(when) ? [] : [`${key}: when a fix is for is a whole sentence: ${when}`]),
      ]),
    ]),
  )
