/** Go's names for the processors that ELF numbers (`e_machine`, System V ABI and its supplements). */
import type { ElfHeader } from './elf.ts'

type Processor = Pick<ElfHeader, 'machine' | 'bits' | 'isLittleEndian'>

/** The GOARCH of a file; null for a processor that Go has no port to on Linux. */
export const goarchOfElf = ({ machine, bits, isLittleEndian }: Processor): string | null => {
  const little = isLittleEndian ? 'le' : ''
  switch (machine) {
    case 3:
      return '386'
    case 8:
      return `mips${bits === 64 ? '64' : ''}${little}`
    case 21:
      return `ppc64${little}`
    case 22:
      return bits === 64 ? 's390x' : null
    case 40:
      return isLittleEndian ? 'arm' : null
    case 62:
      return bits === 64 ? 'amd64' : null
    case 183:
      return isLittleEndian ? 'arm64' : null
    case 243:
      return bits === 64 ? 'riscv64' : null
    case 258:
      return bits === 64 ? 'loong64' : null
    default:
      return null
  }
}

/** A processor in words: Go's name for it, else its number. */
export const processorName = (processor: Processor): string =>
  goarchOfElf(processor) ?? `ELF machine ${processor.machine}, ${processor.bits} bits`
