/** Which package a file belongs to: asked of each package manager at most once, for all files together. */
import { valueOr, type Ran, type ReadableHost } from '../host.ts'
import { firstOnPath, systemPath } from './on-path.ts'

export interface Owner {
  readonly manager: 'dpkg' | 'rpm' | 'pacman' | 'apk'
  /** The name of the package, as its manager prints it. */
  readonly package: string
}

/** Whether packages put files at `path`: /usr without /usr/local, /opt, /lib. */
export const packagedIn = (path: string): boolean =>
  /^\/(usr|opt|lib|lib64|bin)\//.test(path) && !path.startsWith('/usr/local/')

/** How each manager is asked, and how it answers: one line a file, in English. */
const managers: readonly {
  readonly manager: Owner['manager']
  readonly program: string
  readonly arguments: readonly string[]
  readonly read: (output: string, paths: readonly string[]) => readonly (readonly [string, string])[]
}[] = [
  {
    manager: 'dpkg',
    program: 'dpkg-query',
    arguments: ['-S'],
    // `golang-1.19-go: /usr/lib/go-1.19/bin/go`, `libc6:amd64: …`, `a, b: …`
    read: (output) => lines(output, /^([^\s:,]+)[^\s]*(?:, .*?)?: (\/.*)$/).map(([name, path]) => [path, name]),
  },
  {
    manager: 'rpm',
    program: 'rpm',
    arguments: ['-qf', '--qf', '%{NAME}\\n'],
    // One line for each path, in their order: a name, or "file … is not owned by any package".
    read: (output, paths) =>
      output.split('\n').flatMap((name, index) => {
        const path = paths[index]
        return path !== undefined && /^[\w.+-]+$/.test(name) ? [[path, name] as const] : []
      }),
  },
  {
    manager: 'pacman',
    program: 'pacman',
    arguments: ['-Qo'],
    read: (output) => lines(output, /^(\/.*) is owned by (\S+)/).map(([path, name]) => [path, name]),
  },
  {
    manager: 'apk',
    program: 'apk',
    arguments: ['info', '--who-owns'],
    read: (output) => lines(output, /^(\/.*) is owned by (\S+)-[^-]+-r\d+$/).map(([path, name]) => [path, name]),
  },
]

const lines = (output: string, pattern: RegExp): readonly (readonly [string, string])[] =>
  output.split('\n').flatMap((line) => {
    const match = pattern.exec(line)
    return match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2]] as const] : []
  })

/** The owners of `paths`; a path that no package owns, or that nobody could be asked about, is left out. */
export const readOwners = async (host: ReadableHost, paths: readonly string[]): Promise<ReadonlyMap<string, Owner>> => {
  const owners = new Map<string, Owner>()
  if (paths.length === 0 || !host.canRun) return owners
  await Promise.all(
    managers.map(async ({ manager, program, arguments: words, read }) => {
      const tool = await firstOnPath(host, systemPath, program)
      if (!tool || (manager === 'rpm' && !(await hasRpmDatabase(host)))) return
      const ran = await host.run({ argv: [tool, ...words, ...paths], timeoutMs: 4_000 })
      for (const [path, name] of read(outputOf(ran), paths)) owners.set(path, { manager, package: name })
    }),
  )
  return owners
}

/**
 * Whether the system has packages of rpm. Where it has none (rpm can be installed on Debian too), rpm would make a database
 * in the home of whoever asks.
 */
const hasRpmDatabase = async (host: ReadableHost): Promise<boolean> => {
  const lists = await Promise.all(
    ['/var/lib/rpm', '/usr/lib/sysimage/rpm', '/usr/share/rpm'].map((directory) => host.list(directory)),
  )
  return lists.some((list) => valueOr(list, []).length > 0)
}

/** Also of one that failed, which is how they say that one of several paths has no owner. */
const outputOf = (ran: Ran): string => (ran.kind === 'exited' ? ran.stdout : '')
