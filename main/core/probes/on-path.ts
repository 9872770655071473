/** Programs as execvp(3) finds them on a PATH. Relative and empty entries are left out: they mean another place each time. */
import type { ReadableHost } from '../host.ts'

/** Where the system's own tools are, on every distribution. */
export const systemPath = '/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin'

/** The directories of a PATH in order, each once, without `/` at the end. */
export const directoriesOf = (path: string): readonly string[] => [
  ...new Set(
    path
      .split(':')
      .filter((entry) => entry.startsWith('/'))
      .map((entry) => entry.replace(/(?<=.)\/+$/, '')),
  ),
]

/** Every executable `name` on a PATH, the one that runs first. */
export const allOnPath = async (host: ReadableHost, path: string, name: string): Promise<readonly string[]> => {
  const found = await Promise.all(
    directoriesOf(path).map(async (directory) => {
      const candidate = `${directory === '/' ? '' : directory}/${name}`
      return (await isProgram(host, candidate)) ? candidate : null
    }),
  )
  return found.filter((candidate) => candidate !== null)
}

/** The executable `name` that a PATH leads to; null where there is none. */
export const firstOnPath = async (host: ReadableHost, path: string, name: string): Promise<string | null> => {
  for (const directory of directoriesOf(path)) {
    const candidate = `${directory === '/' ? '' : directory}/${name}`
    if (await isProgram(host, candidate)) return candidate
  }
  return null
}

/** Whether `path` is a file that the person may execute. */
export const isProgram = async (host: ReadableHost, path: string): Promise<boolean> => {
  if ((await host.access(path, 'execute')) !== 'yes') return false
  const status = await host.status(path)
  return status.ok && status.value.kind === 'file'
}
