/** What is written beside a download: what its server calls this state of the file, and who served what is there. */
import * as fs from 'node:fs/promises'

export interface PartRecord {
  /** Who was asked last. */
  readonly address: string
  /** What may stand in If-Range; null where the server named nothing. */
  readonly validator: string | null
  /** Everybody who served any of the bytes, after all redirects; null where that is not known. */
  readonly hosts: readonly string[] | null
}

export const recordPath = (part: string): string => `${part}.validator`

/** Null where there is none. */
export const readPartRecord = async (part: string): Promise<PartRecord | null> => {
  const text = await fs.readFile(recordPath(part), 'utf8').catch(() => null)
  if (text === null) return null
  const [address = '', validator = '', ...hosts] = text.split('\n')
  return { address, validator: validator || null, hosts: hosts.length === 0 ? null : hosts }
}

/** Replaces it; it is ours alone to read. */
export const keepPartRecord = async (part: string, { address, validator, hosts }: PartRecord): Promise<void> => {
  await fs.rm(recordPath(part), { recursive: true, force: true })
  const lines = [address, validator ?? '', ...(hosts ?? [])]
  await fs.writeFile(recordPath(part), lines.join('\n'), { flag: 'wx', mode: 0o600 })
}
