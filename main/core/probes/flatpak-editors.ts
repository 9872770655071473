/**
 * Editors of the VS Code family that run in a Flatpak, and what could lead them to a Go: inside, PATH is `/app/bin:/usr/bin`
 * and /usr is the runtime's, so the system's own Go is not there (flatpak(1); golang/vscode-go#1400).
 */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { firstOnPath } from './on-path.ts'
import { readContexts } from './sessions.ts'
import { goSettingIn } from './vscode-settings.ts'

export interface FlatpakEditor {
  readonly id: string
  readonly home: string
  /** Its settings, whether they are there or not. */
  readonly settings: string
  /** The Go that its settings name; null where they name none. */
  readonly named: string | null
  /** The SDK extensions that its start script is told to enable, and where that stands; null where nowhere. */
  readonly enabled: { readonly value: string; readonly source: string } | null
  /** The `go` that a PATH set by an override leads to, in directories that are the same inside; null where to none. */
  readonly onPath: { readonly value: string; readonly source: string } | null
}

export interface FlatpakEditors {
  /** Those that have the Go extension. */
  readonly editors: readonly FlatpakEditor[]
  /** Where the SDK extension with Go is installed; null where it is not. */
  readonly sdkExtension: string | null
}

/** By the Flatpak's id: the folder of its settings, and of its extensions below XDG_DATA_HOME, as its start script has it. */
const known: Readonly<Record<string, { readonly config: string; readonly data: string }>> = {
  'com.visualstudio.code': { config: 'Code', data: 'vscode' },
  'com.visualstudio.code-oss': { config: 'Code - OSS', data: 'vscode' },
  'com.vscodium.codium': { config: 'VSCodium', data: 'codium' },
}

const systemInstallation = '/var/lib/flatpak'
const sdkExtensionName = 'org.freedesktop.Sdk.Extension.golang'

export const readFlatpakEditors = probe(async (host: ReadableHost): Promise<FlatpakEditors> => {
  const homes = await host.homes()
  const installations = [systemInstallation, ...homes.map((home) => `${home}/.local/share/flatpak`)]
  const isThere = async (path: string): Promise<boolean> => (await host.status(path)).ok
  const first = async (paths: readonly string[]): Promise<string | null> => {
    const found = await Promise.all(paths.map(async (path) => ((await isThere(path)) ? path : null)))
    return found.find((path) => path !== null) ?? null
  }
  const pairs = homes.flatMap((home) => Object.entries(known).map(([id, folders]) => ({ home, id, ...folders })))
  const editors = await Promise.all(
    pairs.map(async ({ home, id, config, data }): Promise<FlatpakEditor | null> => {
      const own = `${home}/.var/app/${id}`
      const extensions = valueOr(await host.list(`${own}/data/${data}/extensions`), [])
      if (!extensions.some((name) => name.startsWith('golang.go-'))) return null
      if ((await first(installations.map((directory) => `${directory}/app/${id}`))) === null) return null
      const settings = `${own}/config/${config}/User/settings.json`
      return {
        id,
        home,
        settings,
        named: goSettingIn(valueOr(await host.readText(settings), '')),
        enabled: await readVariable(host, home, id, 'FLATPAK_ENABLE_SDK_EXT'),
        onPath: await readOnPath(host, home, id),
      }
    }),
  )
  const found = editors.filter((editor) => editor !== null)
  const sdkExtension =
    found.length === 0
      ? null
      : await first(installations.map((directory) => `${directory}/runtime/${sdkExtensionName}`))
  return { editors: found, sdkExtension }
})

/** Where the runtime has its own: what the system has there is not seen inside, even with `--filesystem=host` (flatpak-metadata(5)). */
export const isRuntimeOwn = (path: string): boolean => /^\/(?:usr|bin|sbin|lib\w*|app|etc|root)(?:\/|$)/.test(path)

const readOnPath = async (host: ReadableHost, home: string, id: string): Promise<FlatpakEditor['onPath']> => {
  const path = await readOverride(host, home, id, 'PATH')
  const open = (path?.value ?? '').split(':').filter((directory) => directory !== '' && !isRuntimeOwn(directory))
  const go = await firstOnPath(host, open.join(':'), 'go')
  return path && go !== null ? { value: go, source: path.source } : null
}

/** An override counts more than what the session hands down. */
const readVariable = async (
  host: ReadableHost,
  home: string,
  id: string,
  name: string,
): Promise<{ readonly value: string; readonly source: string } | null> => {
  const found = await readOverride(host, home, id, name)
  if (found || !host.canRun) return found
  const having = (await readContexts(host)).find(({ environment }) => environment?.[name])
  const value = having?.environment?.[name]
  return having && value !== undefined ? { value, source: having.source } : null
}

/** `flatpak override --env=`: the person's before the system's, that of the app before that of all apps. */
const readOverride = async (
  host: ReadableHost,
  home: string,
  id: string,
  name: string,
): Promise<{ readonly value: string; readonly source: string } | null> => {
  for (const directory of [`${home}/.local/share/flatpak`, systemInstallation]) {
    for (const file of [id, 'global']) {
      const source = `${directory}/overrides/${file}`
      const value = environmentIn(valueOr(await host.readText(source), ''))[name]
      // An empty one takes away what others set (`--unset-env`).
      if (value !== undefined) return value === '' ? null : { value, source }
    }
  }
  return null
}

/** The `[Environment]` group of a key file. */
const environmentIn = (text: string): Readonly<Record<string, string>> => {
  const values: Record<string, string> = {}
  let group = ''
  for (const line of text.split('\n')) {
    group = /^\[(.+)\]\s*$/.exec(line)?.[1] ?? group
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (group === 'Environment' && name !== undefined && value !== undefined) values[name] = value
  }
  return values
}
