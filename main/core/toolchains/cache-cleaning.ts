/** Removing toolchains that the go command downloaded into the module cache: what is there, who uses it, how it ends. */
import type { Text } from '#contract'
import type { ReadableHost } from '../host.ts'
import { printable } from '../report/columns.ts'
import { inEveryLanguage } from '../phrase.ts'
import { downloadsOf, listedIn, readModuleCaches, type ListedToolchain } from '../probes/cached-toolchains.ts'
import { readGoSetting, type GoSetting } from '../probes/go-settings.ts'
import { contextTexts } from '../probes/sessions.ts'
import { formatSize } from '../size.ts'
import { userLines } from './users-text.ts'
import { usersOf, type GoUser } from './users.ts'

export interface CachedVersion extends ListedToolchain {
  /** On disk, its zip included; null where the tree could not be read. */
  readonly bytes: number | null
  /** Because of whom it stays. */
  readonly users: readonly GoUser[]
  /** Where GOTOOLCHAIN names it: the go command will download it again. */
  readonly pins: readonly Text[]
}

/** Every toolchain of the person's module caches; `sizeOf` counts the bytes of a tree or a file. */
export const planClean = async (
  host: ReadableHost,
  sizeOf: (path: string) => Promise<number | null>,
): Promise<readonly CachedVersion[]> => {
  const [caches, settings] = await Promise.all([readModuleCaches(host), readGoSetting(host, 'GOTOOLCHAIN')])
  const listed = (await Promise.all(caches.map((cache) => listedIn(host, cache)))).flat()
  const versions: CachedVersion[] = []
  // A disk has one head: one tree is counted after the other.
  for (const one of listed) {
    const sizes = [await sizeOf(one.tree), await sizeOf(`${downloadsOf(one.moduleCache)}/${one.moduleVersion}.zip`)]
    versions.push({
      ...one,
      bytes: sizes[0] === null ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      users: await usersOf(host, one.tree),
      pins: settings.filter(({ value }) => value.split('+', 1)[0] === one.name).map(whereOf),
    })
  }
  return versions
}

const whereOf = ({ context, source }: GoSetting): Text =>
  context === null ? { en: source, 'zh-CN': source } : contextTexts[context]

/** The plan as lines to be shown: every toolchain with its size, why some stay, and what comes back by itself. */
export const cleanPlanText = (versions: readonly CachedVersion[]): Text =>
  inEveryLanguage((language) =>
    [
      ...versions.flatMap((one) => [
        `${printable(one.name)} ${one.platform}  ${one.bytes === null ? '?' : formatSize(one.bytes)}  ${printable(one.tree)}`,
        ...[...cacheNotes(one), ...usersNotes(one)].map((note) => `  ${printable(note[language])}`),
      ]),
      ...(versions.length > 0 ? ['', footText[language]] : []),
    ]
      .map((line) => `${line}\n`)
      .join(''),
  )

/** What to know of one before it is removed, beside who uses it. */
export const cacheNotes = ({ isWhole, pins }: CachedVersion): readonly Text[] => [
  ...(isWhole ? [] : [unfinishedText]),
  ...pins.map((where) => ({
    en: `GOTOOLCHAIN asks for it (${where.en}): go downloads it again when it is needed`,
    'zh-CN': `GOTOOLCHAIN 指定了它（${where['zh-CN']}）：需要时 go 会重新下载`,
  })),
]

const usersNotes = ({ users }: CachedVersion): readonly Text[] =>
  users.length === 0 ? [] : [staysText, ...userLines(users)]

const unfinishedText: Text = {
  en: 'unpacking or removing it was cut short; go does not use it',
  'zh-CN': '它的解包或删除曾被中断；go 不会使用它',
}

const staysText: Text = { en: 'is used, and stays:', 'zh-CN': '正在被使用，因此保留：' }

export const projectsUnknownText: Text = {
  en: 'Which projects ask for one of them is recorded nowhere.',
  'zh-CN': '哪些项目需要它们没有任何记录。',
}

export const cachedAgainText: Text = {
  en: 'One that is needed again is downloaded again by go: that is the undo.',
  'zh-CN': '再次需要时，go 会重新下载：这就是撤销方法。',
}

const footText: Text = {
  en: `${projectsUnknownText.en} ${cachedAgainText.en}`,
  'zh-CN': `${projectsUnknownText['zh-CN']}${cachedAgainText['zh-CN']}`,
}

export const nothingCachedText: Text = {
  en: 'There is no toolchain in the module cache.',
  'zh-CN': '模块缓存中没有工具链。',
}

export const notCachedText = (tree: string): Text => ({
  en: `${tree} is no toolchain of the module cache`,
  'zh-CN': `${tree} 不是模块缓存中的工具链`,
})

/** `users` are shown below it. */
export const stillRunsText = (name: string): Text => ({
  en: `${name} is used, so it stays`,
  'zh-CN': `${name} 正在被使用，因此保留`,
})

export const notADirectoryText = (path: string): Text => ({
  en: `${path} is no directory of its own, so nothing there is removed`,
  'zh-CN': `${path} 不是独立的目录，因此不删除其中任何内容`,
})

export const lockedText = (name: string): Text => ({
  en: `go works on ${name} just now, so it stays`,
  'zh-CN': `go 正在处理 ${name}，因此保留`,
})
