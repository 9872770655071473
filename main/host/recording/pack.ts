/** Making the recorded parts of programs small: deflated, and of a long stretch only what Go's own tools would find in it. */
import { deflateRawSync } from 'node:zlib'
import type { Machine } from '../../core/testing/machine.ts'

/** What begins the build information of a Go program (debug/buildinfo). */
const buildInfoMark = Buffer.from('\u00ff Go buildinf:', 'latin1')
/** Longer parts are stretches that are searched for that mark. */
const longestPart = 128 * 1024
const keptAfterMark = 4096

/** `machine` with `bytes` as `packed`. */
export const packBytes = (machine: Machine): Machine => ({
  ...machine,
  files: Object.fromEntries(
    Object.entries(machine.files).map(([path, { bytes, ...entry }]) => [
      path,
      bytes === undefined ? entry : { ...entry, packed: packParts(bytes) },
    ]),
  ),
})

const packParts = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).map(([at, encoded]) => {
      const bytes = onlyBuildInfo(Buffer.from(encoded, 'base64'))
      return [at, deflateRawSync(bytes, { level: 9 }).toString('base64')]
    }),
  )

/** The same length, with zeros for everything but the build information. */
const onlyBuildInfo = (bytes: Buffer): Buffer => {
  if (bytes.length <= longestPart) return bytes
  const kept = Buffer.alloc(bytes.length)
  const at = bytes.indexOf(buildInfoMark)
  if (at >= 0) bytes.copy(kept, at, at, at + keptAfterMark)
  return kept
}
