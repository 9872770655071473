/** Names in an archive are hostile until proved harmless: nothing is unpacked from an archive that has one bad name. */

import type { Text } from '#contract'
import { inEveryLanguage } from '../phrase.ts'

/** Hears every name in the order of an archive; each answer is why that one is refused, or null. */
export interface NameGate {
  readonly file: (name: string) => Text | null
  /** A directory may come again, and after what is in it. */
  readonly directory: (name: string) => Text | null
}

/** Lets through at most `count` files. */
export const createNameGate = (count: number): NameGate => {
  const files = new Map<string, string>()
  const directories = new Map<string, string>()
  /** Directories as they were written: most names are in one that came before. */
  const known = new Set<string>()
  const parentsOf = (name: string): Text | null => {
    // Whoever knows a directory knows those above it.
    if (known.has(name.slice(0, Math.max(0, name.lastIndexOf('/'))))) return null
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      const problem = addDirectory(name.slice(0, at))
      if (problem) return problem
    }
    return null
  }
  const addDirectory = (name: string): Text | null => {
    if (known.has(name)) return null
    const folded = fold(name)
    const other = directories.get(folded)
    if (files.has(folded)) return bothText(name)
    if (other !== undefined && other !== name) {
      return sameText(name, other, { en: 'directory', 'zh-CN': '目录' })
    }
    directories.set(folded, name)
    known.add(name)
    return null
  }
  const shapeOf = (name: string): Text | null => {
    const problem = refuseName(name)
    const shown = JSON.stringify(name.slice(0, 200))
    return problem && inEveryLanguage((language) => `${shown} ${problem[language]}`)
  }
  return {
    file: (name) => {
      if (files.size === count)
        return { en: `it holds more than ${count} entries`, 'zh-CN': `它的内容超过 ${count} 项` }
      const folded = fold(name)
      const twin = files.get(folded) ?? directories.get(folded)
      const problem = shapeOf(name)
      if (problem) return problem
      if (files.get(folded) === name)
        return { en: `${JSON.stringify(name)} is there twice`, 'zh-CN': `${JSON.stringify(name)} 出现两次` }
      if (twin === name) return bothText(name)
      if (twin !== undefined) return sameText(name, twin, { en: 'file', 'zh-CN': '文件' })
      files.set(folded, name)
      return parentsOf(name)
    },
    directory: (name) => {
      if (directories.size > count)
        return { en: `it holds more than ${count} directories`, 'zh-CN': `它的目录超过 ${count} 个` }
      return shapeOf(name) ?? parentsOf(name) ?? addDirectory(name)
    },
  }
}

/** Why a list of names of files is refused, as a sentence; null where every name may be unpacked. */
export const refuseNames = (names: readonly string[], limits: { readonly count: number }): Text | null => {
  const gate = createNameGate(limits.count)
  for (const name of names) {
    const problem = gate.file(name)
    if (problem) return problem
  }
  return null
}

const bothText = (name: string): Text => ({
  en: `${JSON.stringify(name)} is a file and a directory`,
  'zh-CN': `${JSON.stringify(name)} 既是文件又是目录`,
})

const sameText = (name: string, other: string, kind: Text): Text => ({
  en: `${JSON.stringify(name)} and ${JSON.stringify(other)} would be one ${kind.en} on some disks`,
  'zh-CN': `在某些磁盘上，${JSON.stringify(name)} 与 ${JSON.stringify(other)} 会是同一个${kind['zh-CN']}`,
})

/** As file systems without case, or with another form of Unicode, would see it. */
const fold = (name: string): string => (isAscii.test(name) ? name : name.normalize('NFC')).toLowerCase()

const isAscii = /^[\0-\x7f]*$/

/** Bytes of a path below the tree, which itself has a path: Linux takes 4096 for both (PATH_MAX), and Go needs 200. */
const longest = 1000

const encoder = new TextEncoder()

const refuseName = (name: string): Text | null => {
  if (name === '') return { en: 'is no file name', 'zh-CN': '不是文件名' }
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return { en: 'is an absolute path', 'zh-CN': '是绝对路径' }
  if (/[\u0000-\u001f\u007f\\\ufffd]/.test(name))
    return { en: 'holds a character that no file of Go has', 'zh-CN': '含有 Go 的文件名里没有的字符' }
  if (/(?:^|\/)\.{0,2}(?:\/|$)/.test(name)) return { en: 'leads out of its directory', 'zh-CN': '指向目录之外' }
  // UTF-8 has at most three bytes for each of JavaScript's units.
  const isLong = (text: string, bytes: number): boolean =>
    text.length > bytes / 3 && encoder.encode(text).length > bytes
  return isLong(name, longest) || (name.length > 85 && name.split('/').some((part) => isLong(part, 255)))
    ? { en: 'is too long for a file system', 'zh-CN': '对文件系统来说太长' }
    : null
}
