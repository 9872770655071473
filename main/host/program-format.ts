/**
 * Whether the kernel can run a file at all. It has to be asked before: execvp(3) hands a file that the kernel refuses
 * with ENOEXEC to /bin/sh, which then reads a damaged or foreign program as if it were a script.
 */
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs'

const headerLength = 20

/** False where running `path` could only end in ENOEXEC. True in every other case, also where it cannot be read. */
export const isRunnableFormat = (path: string): boolean => {
  const header = readHeader(path)
  if (header === null) return true
  if (header[0] === 0x23 && header[1] === 0x21) return true
  if (isElf(header)) return runsHere(header) || hasForeignFormats()
  return hasForeignFormats()
}

const isElf = (header: Uint8Array): boolean =>
  header.length === headerLength && header[0] === 0x7f && header[1] === 0x45 && header[2] === 0x4c && header[3] === 0x46

const x86 = [3, 62]
const arm = [40, 183]
/** `e_machine`; compared only between headers of one byte order. */
const machineOf = (header: Uint8Array): number => (header[18] ?? 0) | ((header[19] ?? 0) << 8)

/** Same byte order, and the machine of this process or its 32-bit or 64-bit sibling. */
const runsHere = (header: Uint8Array): boolean => {
  const own = readHeader('/proc/self/exe')
  if (own === null || !isElf(own)) return true
  const [machine, here] = [machineOf(header), machineOf(own)]
  const isSibling = [x86, arm].some((pair) => pair.includes(machine) && pair.includes(here))
  return header[5] === own[5] && (machine === here || isSibling)
}

/** Whether the kernel was taught other formats (binfmt_misc), such as those of qemu-user or of Windows under WSL. */
const hasForeignFormats = (): boolean => {
  try {
    return readdirSync('/proc/sys/fs/binfmt_misc').some((name) => name !== 'register' && name !== 'status')
  } catch {
    return false
  }
}

const readHeader = (path: string): Uint8Array | null => {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const header = new Uint8Array(headerLength)
      return header.subarray(0, readSync(file, header))
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}
