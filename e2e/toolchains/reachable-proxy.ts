/** Whether real toolchains, and the real checksum database, can be asked for here: through the module proxy of this machine. */
import { execFileSync } from 'node:child_process'

/** The value of GOPROXY that this machine is told to use. */
export const goproxy = ((): string => {
  try {
    return process.env.GOPROXY ?? execFileSync('go', ['env', 'GOPROXY'], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
})()

/** Whether a proxy of that list answers for a toolchain: asked as the go command asks. */
export const isProxyReachable = await Promise.any(
  goproxy
    .split(/[,|]/)
    .filter((one) => one.startsWith('http'))
    .map(async (one) => {
      const url = `${one.replace(/\/$/, '')}/golang.org/toolchain/@v/v0.0.1-go1.25.3.linux-amd64.info`
      const { ok } = await fetch(url, { signal: AbortSignal.timeout(10_000) })
      if (!ok) throw new Error(url)
      return true
    }),
).catch(() => false)
