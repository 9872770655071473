/** A change to the whole system, as lines for root to copy. Nothing made here is ever run by the app. */
import type { Text } from '#contract'
import { shell } from '../shell.ts'
import { withoutPassword } from '../without-password.ts'
import type { GoVersion } from './go-version.ts'
import type { Layout, LinkState } from './own-places.ts'

export interface RootChange {
  /** To be copied as a whole: what fails stops the rest, and leaves nothing stray. Empty: there is nothing to change. */
  readonly commands: readonly string[]
  /** Takes all of it back, in the same way. */
  readonly undo: readonly string[]
  /** What to know of them; a sentence each. */
  readonly notes: readonly Text[]
}

/** One step, and the one that takes it back. */
export interface RootStep {
  readonly command: string
  readonly undo: string
}

/** The steps in their order, and back in the opposite one. */
export const rootChange = (steps: readonly RootStep[], notes: readonly Text[] = []): RootChange => ({
  commands: joined(steps.map(({ command }) => command)),
  undo: joined(steps.map(({ undo }) => undo).reverse()),
  notes,
})

const joined = (lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index < lines.length - 1 ? `${line} &&` : line))

/** How this program is started by root, who has another PATH and, after sudo(8), another environment. */
export interface OwnProgram {
  /** `groundwork` where root's PATH leads to it; else a node and the file that it runs, by their full paths. */
  readonly words: readonly string[]
  /** GOPROXY as this program was told when it was started; null where it was not. */
  readonly goproxy: string | null
}

/** Installs `version` for everybody; `from` as after `--from`. */
export const installAsRoot = (
  { words, goproxy }: OwnProgram,
  version: GoVersion,
  from: string | null = null,
): { readonly command: string; readonly notes: readonly Text[] } => {
  const source = from === null ? [] : ['--from', from]
  const verb = shell`${words} go install --system ${[...source, numberOf(version)]}`
  if (goproxy === null) return { command: `sudo ${verb}`, notes: [] }
  return withoutPassword(goproxy) === goproxy
    ? { command: `sudo ${shell`GOPROXY=${goproxy}`} ${verb}`, notes: [] }
    : { command: `sudo GOPROXY="\${GOPROXY:?}" ${verb}`, notes: [passwordText] }
}

export const removeAsRoot = ({ words }: OwnProgram, version: GoVersion): string =>
  shell`sudo ${words} go remove --system ${numberOf(version)}`

const numberOf = ({ name }: GoVersion): string => name.replace(/^go/, '')

const passwordText: Text = {
  en: 'GOPROXY has a password, which is not shown: it must be set in the shell that the commands are pasted into.',
  'zh-CN': 'GOPROXY 中有密码，因此不显示：粘贴命令的 shell 中必须已设置它。',
}

/**
 * Makes the link of `layout` lead to `tree`. A link is replaced as the app itself does it, so that it is never absent;
 * anything else is first moved to `aside`, a name that is free.
 */
export const switchAsRoot = ({ link }: Layout, tree: string, found: LinkState, aside: string): RootStep => {
  switch (found.kind) {
    case 'absent':
      return { command: shell`sudo ln -sT ${tree} ${link}`, undo: shell`sudo rm ${link}` }
    case 'link':
      return { command: replaceLink(link, tree), undo: replaceLink(link, found.target) }
    case 'foreign':
      return {
        command: shell`sudo mv -T ${link} ${aside} && { sudo ln -sT ${tree} ${link} || { sudo mv -T ${aside} ${link}; false; }; }`,
        undo: shell`sudo rm ${link} && sudo mv -T ${aside} ${link}`,
      }
  }
}

const replaceLink = (link: string, target: string): string => {
  const made = `${link}.new`
  return shell`sudo ln -sfT ${target} ${made} && { sudo mv -T ${made} ${link} || { sudo rm ${made}; false; }; }`
}

export const movedAsideText = (link: string, aside: string): Text => ({
  en: `${link} is no link, and was not made by Groundwork: it is moved aside whole, to ${aside}.`,
  'zh-CN': `${link} 不是链接，也不是 Groundwork 建立的：会把它整个移到 ${aside}。`,
})

/** Makes the text of a file `after`; null stands for no file. */
export const writeAsRoot = (path: string, before: string | null, after: string | null): RootStep => ({
  command: fileAsRoot(path, after),
  undo: fileAsRoot(path, before),
})

const fileAsRoot = (path: string, text: string | null): string =>
  text === null
    ? shell`sudo rm ${path}`
    : shell`printf '%s\\n' ${text.replace(/\n$/, '').split('\n')} | sudo tee ${path} > /dev/null && sudo chmod 0644 ${path}`
