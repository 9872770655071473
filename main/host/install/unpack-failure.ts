/** How a thread that unpacks says that it cannot. */
import type { Text } from '#contract'
import { toldBy } from '../../core/toolchains/told.ts'

export interface UnpackFailure {
  readonly kind: 'failed'
  readonly text: Text
  /** The system's, e.g. `ENOSPC`; zlib and Node have codes of their own; empty for what we say of an archive. */
  readonly code: string
}

export const failureOf = (error: unknown): UnpackFailure => ({
  kind: 'failed',
  text: toldBy(error),
  code: error instanceof Error && 'code' in error ? String(error.code) : '',
})

export const tooMuchText: Text = { en: 'it unpacks to more than any Go', 'zh-CN': '它解压后比任何 Go 都大' }
