/** Go versions as numbers that compare: `go1.9 < go1.27rc1 < go1.27 = go1.27.0 < go1.27.1`. */

/** Less than 0 where `a` is older; null is older than any version. */
export const compareGoVersions = (a: string | null, b: string | null): number => rank(a) - rank(b)

const rank = (version: string | null): number => {
  const parts = /^go(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:(rc|beta)(\d+))?/.exec(version ?? '')
  if (!parts) return -1
  const [, major, minor, patch, stage, number] = parts
  const early = stage === undefined ? 0 : stage === 'rc' ? 100 - Number(number) : 200 - Number(number)
  return Number(major) * 1e9 + Number(minor ?? 0) * 1e6 + Number(patch ?? 0) * 1e3 - early
}
