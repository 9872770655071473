/** How a program ended, for evidence. */
import { CannotAsk, foreignProgram, type Ran } from '../host.ts'

/** In a few words; what the program printed stays as it is. */
export const describeRan = (ran: Ran): string => {
  switch (ran.kind) {
    case 'exited':
      return `exit ${ran.code}${lastLine(ran.stderr)}`
    case 'signalled':
      return `${ran.signal}${lastLine(ran.stderr)}`
    case 'timeout':
      return `no end within ${ran.afterMs / 1000} s${lastLine(ran.stderr)}`
    case 'flooded':
      return `more than ${ran.maxBytes} bytes of output`
    case 'unstartable':
      return ran.code === foreignProgram ? ran.detail : ran.code
  }
}

const lastLine = (text: string): string => {
  const line = text.trimEnd().split('\n').at(-1)?.trim() ?? ''
  return line === '' ? '' : `: ${line.slice(0, 200)}`
}

/** Throws `CannotAsk` where root was not made to run the program, which is nothing wrong with what was to be checked. */
export const requireOwn = (ran: Ran): void => {
  if (ran.kind === 'unstartable' && ran.code === foreignProgram) throw new CannotAsk('foreign-program', ran.detail)
}
