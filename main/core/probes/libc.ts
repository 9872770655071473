/** Which C library programs here are linked with, and their word size: read from the ELF of /bin/sh, never by ldd (K04). */
import type { Facts } from '#contract'
import { highestVersion } from '../inspect/elf-versions.ts'
import { readElf, type Elf } from '../inspect/elf.ts'
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

/** The ELF of /bin/sh, which stands for the programs of this system; null where it is missing, unreadable or a script. */
export const readShellElf = probe((host): Promise<Elf | null> => readElf(host, '/bin/sh').catch(() => null))

/** The C library of `host`. `none` where no program could be linked with one; a version only where it was measured. */
export const readLibc = probe(async (host): Promise<Facts['libc']> => {
  const shell = await readShellElf(host)
  const loaders = shell?.interpreter ? [shell.interpreter] : await findLoaders(host)
  const kinds = [...new Set(loaders.map(libcOfLoader))]
  const [kind] = kinds
  if (kind === undefined) return { kind: 'none', version: null }
  const loader = loaders[0]
  if (kinds.length > 1 || kind === 'unknown' || loader === undefined) return { kind: 'unknown', version: null }
  return { kind, version: kind === 'musl' ? await muslVersion(host, loader) : await glibcVersion(host, loader) }
})

/** Word size of the programs of `host`, which may be 32 under a 64-bit kernel. */
export const readUserlandBits = probe(async (host): Promise<32 | 64 | null> => (await readShellElf(host))?.bits ?? null)

/** Whose loader a path names: by the names that glibc and musl give theirs on every architecture, on NixOS too. */
export const libcOfLoader = (path: string): 'glibc' | 'musl' | 'unknown' => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name.startsWith('ld-musl-')) return 'musl'
  return /^(ld-linux.*|ld64|ld)\.so\.\d+$/.test(name) ? 'glibc' : 'unknown'
}

const findLoaders = async (host: ReadableHost): Promise<readonly string[]> => {
  const listed = await Promise.all(
    ['/lib64', '/lib', '/usr/lib64', '/usr/lib'].map(async (directory) =>
      valueOr(await host.list(directory), []).map((name) => `${directory}/${name}`),
    ),
  )
  return listed.flat().filter((path) => libcOfLoader(path) !== 'unknown')
}

const getconfPaths = ['/usr/bin/getconf', '/run/current-system/sw/bin/getconf'] as const

/** Told by getconf; else by the name of the library (`libc-2.31.so`) or the highest version its symbols have. */
const glibcVersion = async (host: ReadableHost, loader: string): Promise<string | null> => {
  for (const getconf of host.canRun ? getconfPaths : []) {
    const ran = await host.run({ argv: [getconf, 'GNU_LIBC_VERSION'], timeoutMs: 2_000 })
    const told = ran.kind === 'exited' ? /^glibc (\d+\.\d+\S*)$/m.exec(ran.stdout) : null
    if (told?.[1]) return told[1]
  }
  const library = await findGlibc(host, loader)
  if (!library) return null
  const named = /\/libc-(\d+\.\d+)\.so$/.exec(library.path)
  return named?.[1] ?? highestVersion(library.offers, 'GLIBC_')
}

/** The `libc.so.6` that a glibc loader finds first: it lies beside the loader's real file. Null where it does not. */
export const findGlibc = async (host: ReadableHost, loader: string): Promise<Elf | null> => {
  const real = await host.realPath(loader)
  if (!real.ok) return null
  const library = await host.realPath(`${real.value.slice(0, real.value.lastIndexOf('/'))}/libc.so.6`)
  return library.ok ? readElf(host, library.value).catch(() => null) : null
}

/** Told by the loader itself, which names its version when it is started without a program; else by apk's list. */
const muslVersion = async (host: ReadableHost, loader: string): Promise<string | null> => {
  if (!host.canRun) {
    const installed = valueOr(await host.readText('/lib/apk/db/installed', { maxBytes: 16 * 1024 * 1024 }), '')
    return /^P:musl\nV:([\d.]+)/m.exec(installed)?.[1] ?? null
  }
  const ran = await host.run({ argv: [loader], timeoutMs: 2_000 })
  return ran.kind === 'exited' ? (/^musl libc[^\n]*\nVersion (\d\S*)/m.exec(ran.stderr)?.[1] ?? null) : null
}
