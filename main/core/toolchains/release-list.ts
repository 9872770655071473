/** The list of releases as the Go project gives it: `?mode=json&include=all` (golang/website, internal/dl/dl.go). */
import { z } from 'zod'
import { parseGoVersion } from './go-version.ts'

const listSchema = z.array(
  z.object({
    version: z.string(),
    stable: z.boolean(),
    files: z.array(
      z.object({
        filename: z.string(),
        os: z.string(),
        arch: z.string(),
        sha256: z.string(),
        size: z.number(),
        kind: z.string(),
      }),
    ),
  }),
)

export interface Release {
  readonly name: string
  readonly isStable: boolean
  readonly archives: readonly Archive[]
}

/** A `tar.gz` for Linux. */
export interface Archive {
  readonly filename: string
  /** As Go says it, `arm` for `armv6l`. */
  readonly arch: string
  /** 64 hexadecimal digits; the oldest releases have none. */
  readonly sha256: string | null
  readonly bytes: number
}

/** The releases in `text`, with their archives for Linux; null where it is no such list (a sign-in page, say). */
export const parseReleaseList = (text: string): readonly Release[] | null => {
  const parsed = listSchema.safeParse(jsonOf(text))
  if (!parsed.success || parsed.data.length === 0) return null
  return parsed.data
    .filter(({ version }) => parseGoVersion(version) !== null)
    .map(({ version, stable, files }) => ({
      name: version,
      isStable: stable,
      archives: files
        .filter(({ kind, os, filename }) => kind === 'archive' && os === 'linux' && filename.endsWith('.tar.gz'))
        .map(({ filename, arch, sha256, size }) => ({
          filename,
          arch: arch === 'armv6l' ? 'arm' : arch,
          sha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null,
          bytes: size,
        })),
    }))
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The name under which the archive of a version is published. */
export const archiveName = (version: string, arch: string): string =>
  `${version}.linux-${arch === 'arm' ? 'armv6l' : arch}.tar.gz`
