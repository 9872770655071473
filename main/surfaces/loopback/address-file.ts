/** A private file that leads a browser to an address, so that the address stands on no command line. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface AddressFile {
  /** Absolute; only its owner may read it. */
  readonly path: string
  remove(): Promise<void>
}

/** Writes the file into a fresh 0700 directory below `directory`. Rejects where nothing can be written. */
export const writeAddressFile = async (directory: string, address: string): Promise<AddressFile> => {
  const home = await mkdtemp(join(directory, 'groundwork-open-'))
  const path = join(home, 'open.html')
  await writeFile(path, leadingTo(address), { mode: 0o600, flag: 'wx' })
  await chmod(path, 0o600)
  return { path, remove: () => rm(home, { recursive: true, force: true }) }
}

/** `address` is of our own making: it has no character that means something in HTML. */
const leadingTo = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Groundwork</title>
<meta http-equiv="refresh" content="0;url=${address}">
`
