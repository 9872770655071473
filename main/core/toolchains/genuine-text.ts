/** What a person reads about whether a Go is as published. */
import type { Language, Text } from '#contract'
import { grouped } from '../grouped.ts'
import { inEveryLanguage, listOf } from '../phrase.ts'
import { parseTreeHead } from './checksum-database/tree-head.ts'
import { countDifferences } from './differences.ts'
import { parseGoVersion } from './go-version.ts'
import type { Authority, CannotTell, Genuineness, LeftOut } from './genuine.ts'
import { parseToolchainModuleVersion } from './toolchain-module.ts'

/** A few sentences: what was found, who said so, and what to do where it matters. */
export const genuineText = (found: Genuineness): Text => {
  if (found.kind === 'cannot-tell') return cannotTellText(found.reason, found.detail)
  const [first, last] = [foundText(found), authorityText(found.by)]
  return inEveryLanguage((language) => `${first[language]}${language === 'en' ? ' ' : ''}${last[language]}`)
}

/** The same with the first files that differ, where there is no room for a list. */
export const genuineTextWithFiles = (found: Genuineness): Text => {
  const text = genuineText(found)
  if (found.kind !== 'differs') return text
  const { differences } = found
  const modes = found.modes.map(({ path, mode }) => `${path} (${mode})`)
  const named = [...kinds, wrongModeKind].flatMap(({ kind, word }) => {
    const paths = kind === 'modes' ? modes : (differences?.[kind] ?? [])
    if (paths.length === 0) return []
    const [first, rest] = [paths.slice(0, 5).join(', '), paths.length > 5 ? ', …' : '']
    return [{ en: ` Files ${word.en}: ${first}${rest}.`, 'zh-CN': `${word['zh-CN']}的文件：${first}${rest}。` }]
  })
  return inEveryLanguage((language) => [text, ...named].map((part) => part[language]).join(''))
}

/** The same in a word or two, with who answered: for a column of a table. Null stands for a tree not looked at yet. */
export const genuineWord = (found: Genuineness | null): Text => {
  if (found === null) return { en: 'not looked at', 'zh-CN': '尚未查看' }
  if (found.kind === 'cannot-tell') {
    return found.reason === 'not-a-release' || found.reason === 'other-build'
      ? { en: 'another build', 'zh-CN': '另行构建' }
      : { en: 'cannot be told', 'zh-CN': '无法判断' }
  }
  const word = wordOf(found)
  const name = authorityName(found.by)
  return inEveryLanguage((language) => `${word[language]} (${name[language]})`)
}

type Published = Extract<Genuineness, { readonly kind: 'published' | 'published-but-go-env' }>

/** Whether the tree has files of which nobody can say whether they are the published ones. */
export const isPartly = ({ leftOut }: Published): boolean => leftOut !== null && !leftOut.isListed

const wordOf = (found: Exclude<Genuineness, { readonly kind: 'cannot-tell' }>): Text => {
  switch (found.kind) {
    case 'published':
      return found.by.kind === 'package-manager'
        ? { en: 'as packaged', 'zh-CN': '与软件包一致' }
        : isPartly(found)
          ? { en: 'programs and sources as published', 'zh-CN': '程序和源文件与发布一致' }
          : { en: 'as published', 'zh-CN': '与发布一致' }
    case 'published-but-go-env':
      return isPartly(found)
        ? { en: 'programs and sources as published, but go.env', 'zh-CN': '程序和源文件与发布一致，go.env 除外' }
        : { en: 'as published, but go.env', 'zh-CN': '与发布一致，go.env 除外' }
    case 'differs': {
      const count = found.differences && countDifferences(found.differences) + found.foreign.length + found.modes.length
      return count === null
        ? { en: 'CHANGED', 'zh-CN': '有改动' }
        : { en: `CHANGED: ${count}`, 'zh-CN': `有改动：${count}` }
    }
  }
}

/** Who answered. */
export const authorityName = (by: Authority): Text => {
  switch (by.kind) {
    case 'checksum-database':
      return { en: 'checksum database', 'zh-CN': '校验和数据库' }
    case 'archive':
      return { en: 'list kept when unpacked', 'zh-CN': '解压时保存的清单' }
    case 'package-manager':
      return { en: by.manager, 'zh-CN': by.manager }
  }
}

/** The Go that was expected, e.g. `Go 1.26.8`. */
const nameOf = (by: Authority): string => {
  if (by.kind === 'package-manager') return 'Go'
  const moduleVersion = by.kind === 'archive' ? by.version : by.proof.version
  const name = parseToolchainModuleVersion(moduleVersion)?.name ?? ''
  return `Go ${parseGoVersion(name)?.name.slice(2) ?? moduleVersion}`
}

const foundText = (found: Exclude<Genuineness, { readonly kind: 'cannot-tell' }>): Text => {
  const name = nameOf(found.by)
  const { files } = found
  if (found.by.kind === 'package-manager') return packagedText(found, found.by.packages)
  switch (found.kind) {
    case 'published': {
      const { leftOut } = found
      return leftOut === null
        ? {
            en: `This is ${name} as published: all ${grouped(files)} files are the published ones, and there is no other.`,
            'zh-CN': `这就是发布的 ${name}：全部 ${grouped(files)} 个文件与发布内容一致，没有多余的文件。`,
          }
        : {
            en: `This is ${name} as published: all ${grouped(files)} files that build programs are the published ones, and there is no other of them. ${leftOutText(leftOut).en}`,
            'zh-CN': `这就是发布的 ${name}：用于构建程序的全部 ${grouped(files)} 个文件与发布内容一致，没有多余的这类文件。${leftOutText(leftOut)['zh-CN']}`,
          }
    }
    case 'published-but-go-env': {
      const { leftOut } = found
      const settings = found.settings.join(', ')
      return leftOut === null
        ? {
            en: `This is ${name} as published, except go.env, which sets ${settings}. All other files are the published ones.`,
            'zh-CN': `这就是发布的 ${name}，只有 go.env 不同：其中设置了 ${settings}。其余文件都与发布内容一致。`,
          }
        : {
            en: `This is ${name} as published, except go.env, which sets ${settings}. All other files that build programs are the published ones. ${leftOutText(leftOut).en}`,
            'zh-CN': `这就是发布的 ${name}，只有 go.env 不同：其中设置了 ${settings}。其余用于构建程序的文件都与发布内容一致。${leftOutText(leftOut)['zh-CN']}`,
          }
    }
    case 'differs': {
      const said = differencesText(found, name)
      const number = name.replace(/^Go /, '')
      return {
        en: `This is not ${name} as published: ${said.en} Do not build with it: groundwork go install ${number} gets a proved one.`,
        'zh-CN': `这不是发布的 ${name}：${said['zh-CN']}不要用它构建：可用 groundwork go install ${number} 取得经过证明的一份。`,
      }
    }
  }
}

/** What is known of the files that the checksum database says nothing about. */
export const leftOutText = ({ directories, files, isListed }: LeftOut): Text => {
  const named = listOf(directories.map((name) => ({ en: name, 'zh-CN': name })))
  return isListed
    ? {
        en: `${named.en}, ${grouped(files)} files here, are as they were when it was unpacked.`,
        'zh-CN': `${named['zh-CN']}（这里有 ${grouped(files)} 个文件）与解压时的清单一致。`,
      }
    : {
        en: `${named.en}, ${grouped(files)} files here, are not part of the proof.`,
        'zh-CN': `${named['zh-CN']}（这里有 ${grouped(files)} 个文件）不在证明范围内。`,
      }
}

const packagedText = (
  found: Exclude<Genuineness, { readonly kind: 'cannot-tell' }>,
  packages: readonly string[],
): Text => {
  const { files } = found
  if (found.kind !== 'differs') {
    return inEveryLanguage((language) => {
      const list = listOf(packages.map((name) => ({ en: name, 'zh-CN': name })))[language]
      return language === 'en'
        ? `This is Go as ${list} brought it: all ${grouped(files)} files are unchanged, and there is none that no package owns.`
        : `这就是 ${list} 提供的 Go：全部 ${grouped(files)} 个文件没有改动，也没有不属于任何软件包的文件。`
    })
  }
  const said = differencesText(found, 'Go')
  return {
    en: `This is not Go as its packages brought it: ${said.en} Do not build with it; install ${packages.join(', ')} again.`,
    'zh-CN': `这不是软件包提供的那个 Go：${said['zh-CN']}不要用它构建；请重新安装 ${packages.join('、')}。`,
  }
}

/** How many of each kind; where no list of files is known, how to get one. */
const differencesText = (
  { differences, foreign, modes }: Extract<Genuineness, { readonly kind: 'differs' }>,
  name: string,
): Text => {
  const others = foreign.slice(0, 20).join(', ')
  const strange: readonly Text[] =
    foreign.length === 0 ? [] : [{ en: `Not files: ${others}.`, 'zh-CN': `不是普通文件：${others}。` }]
  const counts = [
    ...kinds.map(({ kind, word }) => ({ word, count: differences?.[kind].length ?? 0 })),
    { word: wrongModeKind.word, count: modes.length },
  ].flatMap(({ word, count }) =>
    count === 0 ? [] : [{ en: `${word.en}: ${count}`, 'zh-CN': `${word['zh-CN']} ${count} 个` }],
  )
  const more = differences?.more ? [{ en: `and ${differences.more} more`, 'zh-CN': `另有 ${differences.more} 个` }] : []
  const all = [...counts, ...more]
  const counted: readonly Text[] =
    all.length === 0
      ? []
      : [
          {
            en: `files ${all.map(({ en }) => en).join(', ')}.`,
            'zh-CN': `文件${all.map((one) => one['zh-CN']).join('，')}。`,
          },
        ]
  const unknown: readonly Text[] = differences
    ? []
    : [
        {
          en: `at least one file was changed, added or removed. Which one is not known here: nothing on this machine lists the files of ${name}. Once another copy of it is installed, ask again, and they are named.`,
          'zh-CN': `至少有一个文件被改动、添加或删除。具体是哪些尚不清楚：这台机器上没有 ${name} 的文件清单。安装它的另一份之后再次查询，就会列出文件。`,
        },
      ]
  const said = [...unknown, ...counted, ...strange]
  return { en: said.map(({ en }) => en).join(' '), 'zh-CN': said.map((one) => one['zh-CN']).join('') }
}

const kinds = [
  { kind: 'changed', word: { en: 'changed', 'zh-CN': '改动' } },
  { kind: 'missing', word: { en: 'missing', 'zh-CN': '缺少' } },
  { kind: 'added', word: { en: 'added', 'zh-CN': '多出' } },
] as const

/** Their permission bits are not those of published files. */
const wrongModeKind = { kind: 'modes', word: { en: 'with other rights', 'zh-CN': '权限不同' } } as const

/** A line for each file that differs, as far as they are named. */
export const differenceLines = (found: Genuineness, language: Language): readonly string[] => {
  if (found.kind !== 'differs') return []
  const { differences, modes } = found
  const named = differences
    ? kinds.flatMap(({ kind, word }) => differences[kind].map((path) => `  ${word[language]}  ${path}`))
    : []
  const more = differences?.more ?? 0
  return [
    ...named,
    ...(more === 0 ? [] : [language === 'en' ? `  and ${more} more` : `  另有 ${more} 个`]),
    ...modes.map(({ path, mode }) => `  ${wrongModeKind.word[language]}  ${path} (${mode})`),
  ]
}

/** The day in the calendar of UTC, e.g. `2026-11-22`. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

const authorityText = (by: Authority): Text => {
  switch (by.kind) {
    case 'checksum-database': {
      const { size } = parseTreeHead(by.proof.note)
      if (!by.isKept) {
        return {
          en: `The checksum database of Go says so: record ${grouped(by.proof.recordNumber)} of its signed tree of ${grouped(size)}.`,
          'zh-CN': `依据是 Go 的校验和数据库：其已签名的树共 ${grouped(size)} 条记录，这是第 ${grouped(by.proof.recordNumber)} 条。`,
        }
      }
      return {
        en: `Proved on ${dayOf(by.provedAt)} with the checksum database’s signed tree of ${grouped(size)} records; checked again now without the network.`,
        'zh-CN': `${dayOf(by.provedAt)} 用校验和数据库已签名的树（${grouped(size)} 条记录）证明；现在又在不联网的情况下核对了一次。`,
      }
    }
    case 'archive': {
      const origins = by.archive.origins.join(', ')
      return {
        en: `Held against the list of files that was kept on ${dayOf(by.provedAt)}, when it was unpacked from ${by.archive.filename}, whose SHA-256 was the one that ${origins} publishes. The checksum database could not be asked.`,
        'zh-CN': `核对依据是 ${dayOf(by.provedAt)} 解压 ${by.archive.filename} 时保存的文件清单，当时归档的 SHA-256 与 ${origins} 公布的一致。这次没能查询校验和数据库。`,
      }
    }
    case 'package-manager':
      return {
        en: `${by.manager} says so, from what it kept when it installed them.`,
        'zh-CN': `依据是 ${by.manager} 在安装时保存的记录。`,
      }
  }
}

/** `detail` is what each said who was asked; empty where nobody was. */
const silentText = (detail: string): Text =>
  detail === ''
    ? { en: 'nobody was asked', 'zh-CN': '没有询问任何人' }
    : { en: `the checksum database could not be asked (${detail})`, 'zh-CN': `没能查询校验和数据库（${detail}）` }

const cannotTellText = (reason: CannotTell, detail: string): Text => {
  switch (reason) {
    case 'not-a-release':
      return {
        en: `It cannot be told whether this Go is as published: it is not a release of the Go project’s own (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：它不是 Go 项目自己的发布版（${detail}）。`,
      }
    case 'unreadable':
      return {
        en: `It cannot be told whether this Go is as published: its tree could not be read whole (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：目录树没能完整读取（${detail}）。`,
      }
    case 'no-network':
      return {
        en: `It cannot be told whether this Go is as published: the checksum database could not be asked, and no proof of this version is kept here (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：没能查询校验和数据库，这里也没有保存这个版本的证明（${detail}）。`,
      }
    case 'not-asked':
      return {
        en: 'It cannot be told whether this Go is as published: nobody was asked, and no proof of this version is kept here.',
        'zh-CN': '无法判断这个 Go 是否与发布内容一致：没有询问任何人，这里也没有保存这个版本的证明。',
      }
    case 'unsound-proof': {
      const silent = silentText(detail)
      return {
        en: `It cannot be told whether this Go is as published: the proof of this version that is kept here is damaged or does not hold, and ${silent.en}.`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：这里保存的这个版本的证明已损坏或不成立，而且${silent['zh-CN']}。`,
      }
    }
    case 'no-list':
      return {
        en: 'It cannot be told whether this Go is as published: the list of its files that was kept when it was unpacked is missing or damaged, and no answer of the checksum database stands in for it.',
        'zh-CN':
          '无法判断这个 Go 是否与发布内容一致：解压时保存的文件清单缺失或已损坏，也没有校验和数据库的应答可以代替它。',
      }
    case 'no-proof':
      return {
        en: `It cannot be told whether this Go is as published: what was answered for the checksum database proves nothing (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与发布内容一致：得到的校验和数据库应答不能证明任何事情（${detail}）。`,
      }
    case 'other-build':
      return {
        en: `It cannot be told whether this Go is intact: it is not the one that the Go project published, and who brought it (${detail}) builds Go for themselves and could not be asked.`,
        'zh-CN': `无法判断这个 Go 是否完好：它不是 Go 项目发布的那一份，而提供者（${detail}）自行构建 Go，无法向其查询。`,
      }
    case 'silent-manager':
      return {
        en: `It cannot be told whether this Go is as its packages brought it: their manager gave no answer (${detail}).`,
        'zh-CN': `无法判断这个 Go 是否与软件包提供的一致：软件包管理器没有给出回答（${detail}）。`,
      }
  }
}
