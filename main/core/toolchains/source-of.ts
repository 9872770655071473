/** Who put a tree of Go where it is. */
import type { Text } from '#contract'
import { packagedIn, type Owner } from '../probes/package-owner.ts'

export type GoSource =
  | 'groundwork'
  | 'package'
  | 'snap'
  | 'nix'
  | 'homebrew'
  | 'gvm'
  | 'goenv'
  | 'asdf'
  | 'mise'
  | 'gobrew'
  | 'g'
  | 'goup'
  | 'vfox'
  | 'proto'
  | 'webi'
  | 'go-dl'
  | 'module-cache'
  | 'archive'

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
  ['goup', /\/\.go\/go[^/]*$|\/\.?goup\/(go[^/]*|installations\/[^/]+\/go)$/],
  ['vfox', /\/cache\/golang\/v-[^/]+\/golang-[^/]+$/],
  ['proto', /\/\.?proto\/tools\/go\/[^/]+$/],
  ['webi', /\/\.local\/opt\/go-v[^/]+$/],
  // An IDE's is ~/go/sdk.
  ['go-dl', /(?<!\/go)\/sdk\/go[^/]*$/],
]

/** For a tree that is not in one of Groundwork's folders. What nothing else explains was unpacked from an archive, or built. */
export const sourceOf = (tree: string, owner: Owner | null): GoSource => {
  if (owner) return 'package'
  const found = byPath.find(([, pattern]) => pattern.test(tree))
  if (found) return found[0]
  return packagedIn(tree) && !tree.startsWith('/opt/') ? 'package' : 'archive'
}

const names: Readonly<Record<GoSource, string | Text>> = {
  groundwork: 'Groundwork',
  package: { en: 'distribution', 'zh-CN': '发行版' },
  snap: 'snap',
  nix: 'Nix',
  homebrew: 'Homebrew',
  gvm: 'gvm',
  goenv: 'goenv',
  asdf: 'asdf',
  mise: 'mise',
  gobrew: 'gobrew',
  g: 'g',
  goup: 'goup',
  vfox: 'vfox',
  proto: 'proto',
  webi: 'webi',
  'go-dl': 'golang.org/dl',
  'module-cache': { en: 'module cache', 'zh-CN': '模块缓存' },
  archive: { en: 'unpacked archive', 'zh-CN': '解压的归档' },
}

/** How to call a source in a table: a package by its name. */
export const sourceText = (source: GoSource, owner: Owner | null): Text => {
  const name = owner ? `${owner.manager}: ${owner.package}` : names[source]
  return typeof name === 'string' ? { en: name, 'zh-CN': name } : name
}
