/** Who put a tree of Go where it is. */
import type { Text } from '#contract'
import { packagedIn, type Owner } from '../probes/package-owner.ts'

export const goSources = [
  'groundwork',
  'package',
  'snap',
  'nix',
  'homebrew',
  'gvm',
  'goenv',
  'asdf',
  'mise',
  'gobrew',
  'g',
  'go-dl',
  'module-cache',
  'archive',
] as const
export type GoSource = (typeof goSources)[number]

/** Told by the path: each of them has a place of its own. Order matters, since some places are inside others. */
const byPath: readonly (readonly [GoSource, RegExp])[] = [
  ['module-cache', /\/golang\.org\/toolchain@v0\.0\.1-go[^/]*$/],
  ['snap', /^(\/var\/lib\/snapd)?\/snap\/go\//],
  ['nix', /^\/nix\/store\//],
  ['homebrew', /\/Cellar\/go(@[^/]*)?\/[^/]+\/libexec$/],
  ['gobrew', /\/\.gobrew\//],
  ['goenv', /\/\.?goenv\/versions\/[^/]+$/],
  ['asdf', /\/installs\/golang\/[^/]+(\/go)?$/],
  ['mise', /\/installs\/go\/[^/]+$/],
  ['gvm', /\/gos\/[^/]+$/],
  ['g', /\/\.g\/versions\/[^/]+$|\/\.go\/\.versions\/[^/]+$/],
  ['go-dl', /\/sdk\/go[^/]*$/],
]

/** For a tree that is not in one of Groundwork's folders. What nothing else explains was unpacked from an archive, or built. */
export const sourceOf = (tree: string, owner: Owner | null): GoSource => {
  if (owner) return 'package'
  const found = byPath.find(([, pattern]) => pattern.test(tree))
  if (found) return found[0]
  return packagedIn(tree) && !tree.startsWith('/opt/') ? 'package' : 'archive'
}

/** How to call a source in a table. */
export const sourceText = (source: GoSource, owner: Owner | null): Text => {
  if (owner) return same(`${owner.manager}: ${owner.package}`)
  switch (source) {
    case 'groundwork':
      return same('Groundwork')
    case 'package':
      return { en: 'distribution', 'zh-CN': '发行版' }
    case 'homebrew':
      return same('Homebrew')
    case 'nix':
      return same('Nix')
    case 'go-dl':
      return same('golang.org/dl')
    case 'module-cache':
      return { en: 'module cache', 'zh-CN': '模块缓存' }
    case 'archive':
      return { en: 'unpacked archive', 'zh-CN': '解压的归档' }
    default:
      return same(source)
  }
}

const same = (text: string): Text => ({ en: text, 'zh-CN': text })
