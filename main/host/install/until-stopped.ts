/** Waiting that ends when a person stops it. */

/** What `work` promises; rejects as soon as `signal` aborts. The caller ends what `work` may still be doing. */
export const untilStopped = async <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> => {
  // Whatever becomes of it later, nobody waits for it any more.
  work.catch(() => undefined)
  signal.throwIfAborted()
  const listening = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)))
    signal.addEventListener('abort', stop, { once: true, signal: listening.signal })
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    listening.abort()
  }
}
