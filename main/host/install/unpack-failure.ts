/** How a thread that unpacks says that it cannot. */
export interface UnpackFailure {
  readonly kind: 'failed'
  readonly message: string
  /** The system's, e.g. `ENOSPC`; zlib and Node have codes of their own; empty for what we say of an archive. */
  readonly code: string
}

export const failureOf = (error: unknown): UnpackFailure => ({
  kind: 'failed',
  message: error instanceof Error ? error.message : String(error),
  code: error instanceof Error && 'code' in error ? String(error.code) : '',
})
