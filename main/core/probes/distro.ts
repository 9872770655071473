/** Which distribution this is, from os-release(5) and the running system. */
import { families, type Distro } from '#contract'
import { parseOsRelease } from '../distros/os-release.ts'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

type Family = (typeof families)[number]

/** The distribution of `host`. A missing or unreadable file gives "unknown Linux", never an error. */
export const readDistro = probe(async (host): Promise<Distro> => {
  const fields = parseOsRelease(await readOsRelease(host))
  const id = (fields.ID ?? 'linux').toLowerCase()
  const idLike = (fields.ID_LIKE ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return {
    id,
    versionId: fields.VERSION_ID ?? null,
    prettyName: fields.PRETTY_NAME ?? fields.NAME ?? 'unknown Linux',
    idLike,
    family: familyOf([id, ...idLike]),
    imageBased: (await host.status('/run/ostree-booted')).ok || fields.OSTREE_VERSION !== undefined ? 'ostree' : null,
  }
})

const readOsRelease = async (host: ReadableHost): Promise<string> => {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const text = await host.readText(path)
    if (text.ok) return text.value
  }
  return ''
}

const familyOf = (ids: readonly string[]): Family => families.find((family) => ids.includes(family)) ?? 'other'
