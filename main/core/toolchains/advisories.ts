/** What is known to be wrong with the way in which versions of Go fetch and prove other versions and modules. */
import { compareGoVersions, parseGoVersion, releaseLine, type GoVersion } from './go-version.ts'

export interface Advisory {
  readonly id: string
  /** The first release line that has it. */
  readonly since: string
  /** The first versions without it, one a release line; older lines were never put right, newer ones never had it. */
  readonly fixedIn: readonly string[]
  readonly reference: string
}

/** From the announcements that the references lead to. */
export const advisories: readonly Advisory[] = [
  { id: 'CVE-2026-94447', since: '1.21', fixedIn: ['1.26.9', '1.27.2'], reference: 'https://go.dev/issue/81834' },
  { id: 'CVE-2026-94444', since: '1.24', fixedIn: ['1.26.9', '1.27.2'], reference: 'https://go.dev/issue/81833' },
  {
    id: 'CVE-2026-56865',
    since: '1.13',
    fixedIn: ['1.25.13', '1.26.6', '1.27rc3'],
    reference: 'https://go.dev/issue/80744',
  },
  {
    id: 'CVE-2026-56864',
    since: '1.13',
    fixedIn: ['1.25.13', '1.26.6', '1.27rc3'],
    reference: 'https://go.dev/issue/80745',
  },
  { id: 'CVE-2026-42501', since: '1.13', fixedIn: ['1.25.10', '1.26.3'], reference: 'https://go.dev/issue/79070' },
  { id: 'CVE-2023-39320', since: '1.21', fixedIn: ['1.21.1'], reference: 'https://go.dev/issue/62198' },
]

/** The advisories that hold for `version`. */
export const advisoriesFor = (version: GoVersion, known: readonly Advisory[] = advisories): readonly Advisory[] =>
  known.filter(({ since, fixedIn }) => {
    const fixes = fixedIn.map((name) => parseGoVersion(name)).filter((fix) => fix !== null)
    const first = parseGoVersion(since)
    if (!first || version.major !== first.major || version.minor < first.minor) return false
    const onLine = fixes.find((fix) => releaseLine(fix) === releaseLine(version))
    if (onLine) return compareGoVersions(version, onLine) < 0
    return fixes.every((fix) => compareGoVersions(version, fix) < 0)
  })

/** The smallest version without any of them that is not older than `version`: of its own release line, else of a newer one. */
export const firstWithout = (version: GoVersion): GoVersion | null =>
  advisories
    .flatMap(({ fixedIn }) => fixedIn)
    .map((name) => parseGoVersion(name))
    .filter((fix) => fix !== null)
    .filter((fix) => compareGoVersions(fix, version) >= 0 && advisoriesFor(fix).length === 0)
    .sort(compareGoVersions)[0] ?? null
