/** The package repositories that dnf and yum are set up with (dnf.conf(5)), read without asking them: they take half a second to start. */
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

export interface YumRepo {
  readonly id: string
  readonly isEnabled: boolean
  /** Its addresses, as written: baseurl, mirrorlist, metalink. */
  readonly addresses: readonly string[]
  readonly file: string
}

export interface YumModule {
  readonly name: string
  /** `enabled`, `disabled`, or what else stands there; empty where nothing does. */
  readonly state: string
  readonly file: string
}

/** In the order in which dnf looks by default. */
const directories = ['/etc/yum.repos.d', '/etc/yum/repos.d', '/etc/distro.repos.d'] as const

export const readYumRepos = probe(async (host: ReadableHost): Promise<readonly YumRepo[]> => {
  const found = await Promise.all(
    directories.map(async (directory) => {
      const names = valueOr(await host.list(directory), []).filter((name) => name.endsWith('.repo'))
      return Promise.all(
        names.map(async (name) => {
          const file = `${directory}/${name}`
          return groupsIn(valueOr(await host.readText(file), '')).map(({ name: id, values }): YumRepo => {
            const addresses = ['baseurl', 'mirrorlist', 'metalink'].flatMap((key) => values.get(key) ?? [])
            return { id, isEnabled: !/^(?:0|no|false|off)$/i.test(values.get('enabled') ?? ''), addresses, file }
          })
        }),
      )
    }),
  )
  return found.flat(2)
})

/** What somebody decided about a module stream, e.g. of RHEL 8; null where nobody did. */
export const readYumModule = async (host: ReadableHost, name: string): Promise<YumModule | null> => {
  const file = `/etc/dnf/modules.d/${name}.module`
  const text = await host.readText(file)
  const group = groupsIn(valueOr(text, '')).find((one) => one.name === name)
  return group ? { name, state: group.values.get('state') ?? '', file } : null
}

interface Group {
  readonly name: string
  readonly values: ReadonlyMap<string, string>
}

/** `[name]`, and `key = value` below it; what continues a value stands indented. */
const groupsIn = (text: string): readonly Group[] => {
  const groups: { name: string; values: Map<string, string> }[] = []
  for (const line of text.split('\n')) {
    const name = /^\[([^\]]+)\]\s*$/.exec(line)?.[1]
    if (name !== undefined) groups.push({ name, values: new Map<string, string>() })
    const [, key, value] = /^(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (key !== undefined && value !== undefined) groups.at(-1)?.values.set(key, value)
  }
  return groups.filter((group) => group.name !== 'main')
}
