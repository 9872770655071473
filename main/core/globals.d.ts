/** The few things that every JavaScript runtime has and that are not in the language's own library. Core may use these, no more. */

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}

declare class TextDecoder {
  constructor(encoding?: 'utf-8', options?: { fatal?: boolean })
  decode(bytes: Uint8Array): string
}

declare function atob(base64: string): string
declare function btoa(binary: string): string

declare function queueMicrotask(call: () => void): void

declare class DecompressionStream {
  constructor(format: 'deflate-raw')
  readonly readable: AsyncIterable<Uint8Array>
  readonly writable: {
    getWriter(): { write(chunk: Uint8Array): Promise<void>; close(): Promise<void> }
  }
}
