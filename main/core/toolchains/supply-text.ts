/** What is said of suppliers while a version is fetched. */
import type { Text } from '#contract'
import { inEveryLanguage } from '../phrase.ts'
import type { Refusal } from './race.ts'

export const wrongHashText = (got: string, published: string): Text => ({
  en: `its hash is ${got}, the published one is ${published}`,
  'zh-CN': `它的哈希值是 ${got}，发布的是 ${published}`,
})

export const tooLargeText = (bytes: number): Text => ({
  en: `${bytes} bytes are more than any Go has`,
  'zh-CN': `${bytes} 字节，比任何 Go 都大`,
})

export const cutText = (came: number, of: number): Text => ({
  en: `${came} of ${of} bytes came`,
  'zh-CN': `只收到 ${of} 字节中的 ${came} 字节`,
})

export const otherRangeText = (range: string): Text => ({
  en: `another range than was asked for: ${range}`,
  'zh-CN': `返回的范围不是所请求的：${range}`,
})

/** Why a redirect is not followed. */
export interface Astray {
  readonly why: 'circle' | 'often' | 'elsewhere'
  /** Where it led at last. */
  readonly location: string
}

export const astrayText = ({ why, location }: Astray): Text =>
  ({
    circle: { en: `it redirects in a circle, to ${location}`, 'zh-CN': `它的重定向在兜圈子，又转到 ${location}` },
    often: {
      en: `it redirects too often, at last to ${location}`,
      'zh-CN': `它的重定向次数太多，最后转到 ${location}`,
    },
    elsewhere: {
      en: `it redirected to ${location === '' ? 'nowhere' : location}, which is not followed`,
      'zh-CN': `它重定向到 ${location === '' ? '空地址' : location}，不再跟随`,
    },
  })[why]

export const webPageText = (status: number): Text => ({
  en: `${status} with a web page, not the file`,
  'zh-CN': `${status}，返回的是网页而不是文件`,
})

export const otherSizeText = (offered: number, expected: number): Text => ({
  en: `its file has ${offered} bytes, not ${expected}`,
  'zh-CN': `它的文件有 ${offered} 字节，而不是 ${expected} 字节`,
})

export const noSizeText: Text = {
  en: 'it does not say how long its file is',
  'zh-CN': '它没有说明文件有多长',
}

export const tooManyBytesText: Text = {
  en: 'more bytes than the file has',
  'zh-CN': '发送的字节比文件还多',
}

/** Nobody else vouches for the hash of an archive than `host`, which served it too. */
export const onlyItselfText = (host: string): Text => ({
  en: `only ${host}, who served it, says what its hash is`,
  'zh-CN': `只有提供它的 ${host} 自己说明其哈希值`,
})

export const noListText = (noProof: Text, archive: string): Text => ({
  en: `${noProof.en}; and no list of the Go project’s own could be asked for the hash of ${archive}`,
  'zh-CN': `${noProof['zh-CN']}；也没有 Go 项目自己的列表可以查询 ${archive} 的哈希值`,
})

export const disagreeText = (said: readonly { readonly host: string; readonly sha256: string }[]): Text => ({
  en: said.map(({ host, sha256 }) => `${host} says ${sha256}`).join(', '),
  'zh-CN': said.map(({ host, sha256 }) => `${host} 说是 ${sha256}`).join('，'),
})

export const noArchiveText = (path: string): Text => ({
  en: `there is no archive at ${path}`,
  'zh-CN': `${path} 处没有归档`,
})

export const noneInFolderText = (folder: string, names: readonly string[]): Text => ({
  en: `${folder} holds neither ${names.join(' nor ')}`,
  'zh-CN': `${folder} 中没有 ${names.join('，也没有 ')}`,
})

export const notLocalText: Text = {
  en: 'this address names no folder of this machine; file:///FOLDER does',
  'zh-CN': '这个地址不是本机的文件夹；应写作 file:///文件夹',
}

export const nobodyText: Text = {
  en: 'GOPROXY leaves nobody to ask',
  'zh-CN': '按 GOPROXY 的设置，没有可以询问的来源',
}

export const refusalsText = (refusals: readonly Refusal[]): Text => ({
  en: refusals.map(({ name, detail }) => `${name}: ${detail.en}`).join('; '),
  'zh-CN': refusals.map(({ name, detail }) => `${name}：${detail['zh-CN']}`).join('；'),
})

/** After a race: everybody who was asked, who is taken, and who had nothing. */
export const chosenText = (asked: readonly string[], winner: string, refusals: readonly Refusal[]): Text => {
  const said = refusalsText(refusals)
  const without: Text =
    refusals.length === 0 ? said : { en: `. Not there: ${said.en}`, 'zh-CN': `。没有的：${said['zh-CN']}` }
  return {
    en: `Asked at once: ${asked.join(', ')}. The fastest is ${winner}${without.en}`,
    'zh-CN': `同时询问了：${asked.join('、')}。最快的是 ${winner}${without['zh-CN']}`,
  }
}

export const rememberedText = (name: string): Text => ({
  en: `${name} was the fastest before, and is asked first`,
  'zh-CN': `${name} 上次最快，因此先询问它`,
})

/** `startsOver` where what came of one format is of no use for the other. */
export const goingOnText = (failed: Refusal, next: string, startsOver: boolean): Text => {
  const over: Text = startsOver
    ? { en: ', from the start, for its file is another one', 'zh-CN': '，因为是另一个文件，所以从头开始' }
    : { en: '', 'zh-CN': '' }
  const said = refusalsText([failed])
  return inEveryLanguage((language) =>
    language === 'en'
      ? `${said.en}. Going on with ${next}${over.en}`
      : `${said['zh-CN']}。继续使用 ${next}${over['zh-CN']}`,
  )
}
