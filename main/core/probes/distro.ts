/** Which distribution this is: its name from os-release(5), its family from what its package manager keeps. */
import type { Distro } from '#contract'
import { families, familyNames } from '../distros/families.ts'
import type { Mark } from '../distros/family.ts'
import { parseOsRelease } from '../distros/os-release.ts'
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readContainer } from './virtualisation.ts'

type Family = Distro['family']

/** What a person is told where nothing names the distribution. */
const unknownLinux = 'unknown Linux'

/** The most an os-release file may have; real ones have less than 1 kB. */
const maxBytes = 64 * 1024

/** What os-release says, and where it stands. */
export interface OsRelease {
  /** The file that was read; of several, the first that says anything. */
  readonly source: string
  readonly fields: Readonly<Record<string, string>>
  /** Why a file that is there said nothing, raw; null where one did, and where there is none. */
  readonly problem: string | null
}

/** The assignments of /etc/os-release or, where that one says nothing, of /usr/lib/os-release. Never rejects. */
export const readOsRelease = probe(async (host): Promise<OsRelease> => {
  let silent: OsRelease | null = null
  for (const source of ['/etc/os-release', '/usr/lib/os-release']) {
    const text = await host.readText(source, { maxBytes })
    const fields = text.ok ? parseOsRelease(text.value) : {}
    if (Object.keys(fields).length > 0) return { source, fields, problem: null }
    const isAbsent = !text.ok && text.why === 'absent'
    if (!isAbsent) silent ??= { source, fields, problem: text.ok ? 'no assignment in it' : text.detail }
  }
  return silent ?? { source: '/etc/os-release', fields: {}, problem: null }
})

/** The distribution of `host`. A missing or unreadable file gives "unknown Linux", never an error. */
export const readDistro = probe(async (host): Promise<Distro> => {
  const [{ fields }, measured] = await Promise.all([readOsRelease(host), readMarkedFamilies(host)])
  const id = fields.ID?.toLowerCase() || 'linux'
  const idLike = [...new Set((fields.ID_LIKE ?? '').toLowerCase().split(/[\s,]+/))].filter(
    (like) => like !== '' && like !== id,
  )
  return {
    id,
    versionId: fields.VERSION_ID || null,
    prettyName: fields.PRETTY_NAME || [fields.NAME, fields.VERSION].filter(Boolean).join(' ') || unknownLinux,
    idLike,
    family: familyOf(familyByName([id, ...idLike]), measured),
    imageBased: await readImageBased(host, id, fields),
  }
})

/** The family of the first name that is known: `ID`, then `ID_LIKE` from the closest on. */
export const familyByName = (names: readonly string[]): Family => {
  for (const name of names) {
    const family = familyNames.find((candidate) => families[candidate].ids.includes(name))
    if (family) return family
  }
  return 'other'
}

/**
 * What was measured weighs more than a name: one ID is on deb and rpm products (Kylin, UOS), and remixes keep the ID of
 * what they were. But tools of other families can be installed anywhere, so a name that has its own mark is right.
 */
const familyOf = (named: Family, measured: readonly Family[]): Family =>
  measured.length === 0 || measured.includes(named) ? named : (measured[0] ?? named)

/** The families whose package managers keep records here. */
export const readMarkedFamilies = probe(async (host): Promise<readonly Family[]> => {
  const marked = await Promise.all(
    familyNames.map(async (name) => {
      const marks = await Promise.all(families[name].marks.map((mark) => isThere(host, mark)))
      return marks.includes(true) ? name : null
    }),
  )
  return marked.filter((name) => name !== null)
})

const isThere = async (host: ReadableHost, mark: Mark): Promise<boolean> => {
  const status = await host.status(mark.path)
  if (!status.ok) return false
  if (status.value.kind === 'directory') {
    const names = await host.list(mark.path)
    if (!names.ok || names.value.length === 0) return false
  } else if (status.value.kind !== 'file' || status.value.size === 0) return false
  const beside = await Promise.all((mark.with ?? []).map((path) => host.status(path)))
  return beside.every((looked) => looked.ok)
}

/** The editions of Fedora that are ostree images, by `VARIANT_ID`. */
const ostreeVariants = [
  'silverblue',
  'kinoite',
  'sericea',
  'sway-atomic',
  'onyx',
  'budgie-atomic',
  'cosmic-atomic',
  'coreos',
  'iot',
  'atomichost',
  'atomic.host',
]

/** The members of the SUSE family whose root is a read-only snapshot. */
const transactionalIds = /^(?:opensuse-)?(?:microos|leap-micro|aeon|kalpa)$|^(?:suse-microos|sle-micro|sl-micro)$/

const readImageBased = async (
  host: ReadableHost,
  id: string,
  fields: Readonly<Record<string, string>>,
): Promise<Distro['imageBased']> => {
  const [booted, tool, usr, container] = await Promise.all([
    host.status('/run/ostree-booted'),
    host.status('/usr/sbin/transactional-update'),
    host.access('/usr', 'write'),
    readContainer(host),
  ])
  if (booted.ok) return 'ostree'
  if (tool.ok && usr === 'readonly') return 'transactional'
  // A container of such an image is an ordinary, writable system, whatever its files say of where it comes from.
  if (container !== null) return null
  const variant = (fields.VARIANT_ID ?? '').toLowerCase()
  if (fields.OSTREE_VERSION || ostreeVariants.includes(variant)) return 'ostree'
  return transactionalIds.test(id) || transactionalIds.test(variant) ? 'transactional' : null
}
