/** Where trees of Go stand: as distributions, the Go project's own guide and version managers put them (K01). */
import { valueOr, type ReadableHost } from '../host.ts'
import { systemLayout, userLayout } from '../toolchains/own-places.ts'

/** Directories with a `go` in them. `*` is any part of one name. */
const ofSystem = [
  '/usr/local/go/bin',
  '/usr/lib/go/bin',
  '/usr/lib/go-*/bin',
  '/usr/lib64/go/*/bin',
  '/usr/lib/golang/bin',
  '/usr/local/bin',
  '/usr/bin',
  '/opt/go/bin',
  '/snap/go/current/bin',
  '/var/lib/snapd/snap/go/current/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/home/linuxbrew/.linuxbrew/Cellar/go*/*/libexec/bin',
  '/run/current-system/sw/bin',
  '/nix/var/nix/profiles/default/bin',
  '/nix/store/*-go-1.*/share/go/bin',
  `${systemLayout.directory}/go*/bin`,
]
const inHome = [
  'go/go*/bin',
  'go/sdk/go*/bin',
  '.go/bin',
  '.go/go*/bin',
  '.go/.versions/*/bin',
  '.local/go/bin',
  '.local/opt/go/bin',
  '.local/opt/go-v*/bin',
  '.local/goup/installations/*/go/bin',
  'sdk/go*/bin',
  '.gvm/gos/*/bin',
  '.goenv/versions/*/bin',
  '.asdf/installs/golang/*/go/bin',
  '.local/share/mise/installs/go/*/bin',
  '.gobrew/versions/*/go/bin',
  '.g/versions/*/bin',
  '.goup/go*/bin',
  '.vfox/cache/golang/v-*/golang-*/bin',
  '.version-fox/cache/golang/v-*/golang-*/bin',
  '.proto/tools/go/*/bin',
  '.linuxbrew/bin',
  '.linuxbrew/Cellar/go*/*/libexec/bin',
  '.nix-profile/bin',
]

/** Variables that move a version manager's folder, or the one that it is in, and where its trees are then. */
const moved: Readonly<Record<string, string>> = {
  GVM_ROOT: 'gos/*/bin',
  GOENV_ROOT: 'versions/*/bin',
  ASDF_DATA_DIR: 'installs/golang/*/go/bin',
  MISE_DATA_DIR: 'installs/go/*/bin',
  XDG_DATA_HOME: 'mise/installs/go/*/bin',
  GOBREW_ROOT: '.gobrew/versions/*/go/bin',
  G_HOME: 'versions/*/bin',
  GOUP_HOME: 'go*/bin',
  VFOX_HOME: 'cache/golang/v-*/golang-*/bin',
  PROTO_HOME: 'tools/go/*/bin',
  HOMEBREW_PREFIX: 'Cellar/go*/*/libexec/bin',
}

/** The places of every machine, and of each of these homes. */
export const usualPlaces = (homes: readonly string[]): readonly string[] => [
  ...ofSystem,
  ...homes.flatMap(placesOfHome),
]

/** The places that an environment names: in its home, and where its variables moved a version manager to. */
export const placesNamedIn = (environment: Readonly<Record<string, string>>): readonly string[] => {
  const own = userLayout(environment)
  return [
    ...Object.entries(moved).flatMap(([name, rest]) => {
      const root = environment[name]
      return root?.startsWith('/') ? [`${root.replace(/\/+$/, '')}/${rest}`] : []
    }),
    ...(environment.HOME?.startsWith('/') ? placesOfHome(environment.HOME) : []),
    ...(own ? [`${own.directory}/go*/bin`] : []),
  ]
}

const placesOfHome = (home: string): readonly string[] => [
  ...inHome.map((place) => `${home}/${place}`),
  `${userLayout({ HOME: home })?.directory ?? home}/go*/bin`,
]

/** No pattern names more directories than this. */
const most = 200

/** The directories that a pattern names; those below the first `*` are not looked at yet, and may be absent. */
export const expandPlace = async (host: ReadableHost, pattern: string): Promise<readonly string[]> => {
  const star = pattern.indexOf('*')
  if (star < 0) return [pattern]
  const begin = pattern.lastIndexOf('/', star)
  const slash = pattern.indexOf('/', star)
  const end = slash < 0 ? pattern.length : slash
  const parent = pattern.slice(0, begin)
  const [head = '', ...parts] = pattern.slice(begin + 1, end).split('*')
  const fits = (name: string): boolean => {
    if (!name.startsWith(head)) return false
    let at = head.length
    return parts.every((part, index) => {
      const found = index === parts.length - 1 ? name.length - part.length : name.indexOf(part, at)
      if (found < at || !name.startsWith(part, found)) return false
      at = found + part.length
      return true
    })
  }
  const names = valueOr(await host.list(parent), [])
    .filter(fits)
    .slice(0, most)
  return (await Promise.all(names.map((name) => expandPlace(host, `${parent}/${name}${pattern.slice(end)}`)))).flat()
}
