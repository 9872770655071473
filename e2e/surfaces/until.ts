/** Waiting for something to become true, without guessing how long it takes. */

/** Asks again and again until `ask` gives something other than undefined; rejects after `withinMs`, naming `what`. */
export const until = async <Found>(
  what: string,
  ask: () => Promise<Found | undefined> | Found | undefined,
  withinMs = 20_000,
): Promise<Found> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    const found = await ask()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
