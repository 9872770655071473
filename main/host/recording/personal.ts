/** Taking a person out of a recorded machine: names, places, addresses, secrets. What checks need stays. */
import { impersonalProcFile, impersonalRelease } from './proc-files.ts'
import type { Machine } from '../../core/testing/machine.ts'

export interface Person {
  readonly name: string | null
  readonly home: string | null
  readonly hostName: string
}

/** Variables that checks read. Every other one is dropped, whatever is in it. */
const readVariables =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|TERM|TMPDIR|GO[A-Z0-9_]*|CGO_[A-Z0-9_]+|CC|CXX|AR|FC|PKG_CONFIG(?:_PATH)?|XDG_[A-Z_]+|DISPLAY|WAYLAND_DISPLAY|DESKTOP_SESSION|ZDOTDIR|BASH_ENV|ENV|container|FLATPAK_ID|SNAP|SNAP_NAME|TOOLBOX_PATH|DISTROBOX_ENTER_PATH|WSL_[A-Z_]+|NIX_[A-Z_]+|GVM_[A-Z_]+|ASDF_[A-Z_]+|MISE_[A-Z_]+|SSL_CERT_(?:FILE|DIR)|(?:https?|HTTPS?|no|NO|all|ALL)_(?:proxy|PROXY)|LC_ALL|LANGUAGE|APPDIR|JOURNAL_STREAM)$/

/** Whether the variable `name` may stand in a recorded machine. */
export const isReadVariable = (name: string): boolean => readVariables.test(name)

/** Names that are on every machine, or in every other sentence: no person is known by them. */
const commonWords =
  /^(?:root|user|go|git|bin|usr|var|etc|home|opt|tmp|local|localhost|host|share|lib|main|test|debian|ubuntu|fedora|arch|alpine|suse|linux|nixos|dev|admin|build|runner|node|www|mail|src|the|pi)$/i

/** Things in a home or a temporary directory whose names say nothing of the person. */
const impersonalNames = /^(?:\..*|go|sdk|bin|snap|go-.*|item-\d+)$/

/** What stands directly in the person's places, by its path, and the path that it gets instead. */
const renamedItems = (machine: Machine, home: string | null): readonly (readonly [RegExp, string])[] =>
  [home, '/tmp', '/var/tmp'].flatMap((directory) => {
    if (directory === null) return []
    const prefix = `${directory}/`
    const names = Object.keys(machine.files)
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length).replace(/\/.*$/s, ''))
    const personal = [...new Set(names)].filter((name) => !impersonalNames.test(name)).sort()
    return personal.map(
      (name, index) => [place(`${prefix}${name}`), `${prefix}item-${String(index + 1).padStart(3, '0')}`] as const,
    )
  })

/** Directories whose whole content is nobody's business: what a check looked at in them is kept, the rest is not. */
const isPrivate = (path: string, home: string | null): boolean =>
  path === '/tmp' || path === '/var/tmp' || (home !== null && (path === home || path.startsWith(`${home}/`)))

/**
 * A function that takes what is personal out of any text about `machine`. Applied twice it changes nothing more.
 */
export const personRemover = (person: Person, machine: Machine): ((text: string) => string) => {
  const items = renamedItems(machine, person.home)
  const { release } = machine.kernel
  const isKnownByName = person.name !== null && person.name.length > 2 && !commonWords.test(person.name)
  const isKnownByHost = person.hostName.length > 2 && !commonWords.test(person.hostName)
  const name = isKnownByName ? word(person.name) : null
  const hostName = isKnownByHost ? word(person.hostName) : null
  const home = person.home !== null && person.home !== '/' && person.home !== '/root' ? place(person.home) : null
  return (text) => {
    let clean = text
    clean = clean.replaceAll(release, impersonalRelease(release))
    for (const [pattern, instead] of items) clean = clean.replace(pattern, instead)
    if (home) clean = clean.replace(home, '/home/user')
    clean = clean.replace(/(\/home\/)(?!user\b|linuxbrew\b)[\w.-]+/g, '$1someone')
    if (name) clean = clean.replace(name, 'user')
    if (hostName) clean = clean.replace(hostName, 'host')
    for (const [pattern, instead] of secrets) clean = clean.replace(pattern, instead)
    return clean
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const word = (text: string): RegExp => new RegExp(`(?<![A-Za-z0-9_])${escaped(text)}(?![A-Za-z0-9_])`, 'g')
const place = (path: string): RegExp => new RegExp(`${escaped(path)}(?![\\w.-])`, 'g')

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'

const secrets: readonly (readonly [RegExp, string])[] = [
  // Credentials in an address.
  [/(\w:\/\/)[^/\s@'"\0]+@/g, '$1'],
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|AKIA[0-9A-Z]{16}|sk-[\w-]{20,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)/g,
    'removed',
  ],
  [/[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, 'user@example.org'],
  [new RegExp(`(?<![\\w.-])(?!127\\.|0\\.0\\.0\\.0)(?:${octet}\\.){3}${octet}(?![\\w.-])`, 'g'), '192.0.2.1'],
  [/(?<![\w:])(?!2001:db8:)(?:[0-9a-fA-F]{1,4}:){3,7}(?::|[0-9a-fA-F]{1,4}(?![\w]))/g, '2001:db8::1'],
  // One name for whatever module proxy of the Go project's a machine asks.
  [/\b[a-z]{5}(?=\.golang\.org\b)/g, 'cache'],
  // What tells one disk or installation from all others.
  [/\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b/g, '00000000-0000-0000-0000-000000000000'],
  // The server of a network mount.
  [/(?<=^|\s)(?:\/\/)?[\w.-]+(?::\/|(?<=\/\/[\w.-]+)\/)\S*(?= (?:rw|ro))/gm, 'server:/share'],
]

/** Names of settings whose values are nobody's business, in start files. */
const secretSetting =
  /^(\s*(?:export|set|setenv|set -\w+|declare -x|typeset -x)?\s*\w*(?:TOKEN|SECRET|PASS|PWD|CREDENTIAL|APIKEY|API_KEY|PRIVATE|ACCESS_KEY|AUTH)\w*(?:=|\s+))(.+)$/gim

/** The machine without the person: fit to be shown to everyone. */
export const withoutPerson = (machine: Machine, person: Person): Machine => {
  const clean = personRemover(person, machine)
  const cleanAll = (texts: readonly string[]): string[] => texts.map(clean)
  const cleanBytes = (encoded: string): string => {
    const text = Buffer.from(encoded, 'base64').toString('latin1')
    // The same length, so that what stands behind stays where it is.
    let same = text
    for (const personal of [person.home, person.name]) {
      if (personal === null || personal.length < 3 || commonWords.test(personal) || personal === '/root') continue
      same = same.replaceAll(personal, 'x'.repeat(personal.length))
    }
    return same === text ? encoded : Buffer.from(same, 'latin1').toString('base64')
  }
  return {
    ...machine,
    kernel: { ...machine.kernel, release: impersonalRelease(machine.kernel.release) },
    user: {
      ...machine.user,
      name: machine.user.name === null || machine.user.name === 'root' ? machine.user.name : 'user',
      home: machine.user.home === null ? null : clean(machine.user.home),
    },
    environment: cleanVariables(machine.environment, clean),
    files: Object.fromEntries(
      Object.entries(machine.files).map(([path, entry]) => [
        clean(path),
        {
          ...entry,
          ...(entry.target === undefined ? {} : { target: clean(entry.target) }),
          ...(entry.identity === undefined ? {} : { identity: clean(entry.identity) }),
          ...(entry.names === undefined ? {} : { names: isPrivate(path, person.home) ? [] : cleanAll(entry.names) }),
          ...(entry.text === undefined ? {} : { text: clean(impersonalText(path, entry.text)) }),
          ...(entry.bytes === undefined
            ? {}
            : { bytes: Object.fromEntries(Object.entries(entry.bytes).map(([at, part]) => [at, cleanBytes(part)])) }),
        },
      ]),
    ),
    runs: machine.runs.map((run) => ({
      argv: cleanAll(run.argv),
      ...(run.env === undefined
        ? {}
        : {
            env: Object.fromEntries(
              Object.entries(run.env).map(([key, value]) => [key, value === null ? null : clean(value)]),
            ),
          }),
      ran:
        run.ran.kind === 'unstartable'
          ? { ...run.ran, detail: clean(run.ran.detail) }
          : {
              ...run.ran,
              stdout: clean(withoutVariables(run.argv, run.ran.stdout)),
              stderr: clean(run.ran.stderr),
            },
    })),
    spaces: Object.fromEntries(Object.entries(machine.spaces).map(([path, space]) => [clean(path), space])),
  }
}

const impersonalText = (path: string, text: string): string =>
  path.endsWith('/environ')
    ? withoutVariables([], text)
    : impersonalProcFile(path, text.replace(secretSetting, '$1removed'))

const cleanVariables = (
  variables: Readonly<Record<string, string>>,
  clean: (text: string) => string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => isReadVariable(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        name === 'USER' || name === 'LOGNAME' ? (value === 'root' ? value : 'user') : clean(value),
      ]),
  )

/** Output that lists an environment (`env -0` between marks, `systemctl show-environment`), without what is not read. */
const withoutVariables = (argv: readonly string[], output: string): string => {
  const separator = output.includes('\0') ? '\0' : argv.includes('show-environment') ? '\n' : null
  if (separator === null) return output
  return output
    .split(separator)
    .flatMap((line) => {
      const parts = /^(.*__)?([^=]*?)=(.*)$/s.exec(line)
      if (!parts) return [line]
      const [, mark = '', name = '', value = ''] = parts
      if (!isReadVariable(name)) return mark === '' ? [] : [mark]
      return [`${mark}${name}=${(name === 'USER' || name === 'LOGNAME') && value !== 'root' ? 'user' : value}`]
    })
    .join(separator)
}
