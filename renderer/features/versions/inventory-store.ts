/** Every Go on this machine as the page shows it: asked for when somebody looks, sizes filled in after. */
import { create } from 'zustand'
import type { Fault, GoInventory, Integrity } from '#contract'
import { tellFault } from '../../app/notice-store.ts'
import { call, on } from '../../client/client.ts'

interface InventoryState {
  /** Null before the first answer. */
  readonly inventory: GoInventory | null
  /** Why there is no answer; what was known before stays. */
  readonly fault: Fault | null
  /** In bytes; null where it could not be read; missing while it is being computed. */
  readonly sizes: Readonly<Record<string, number | null>>
  /** The rows that are being proved just now. */
  readonly proving: readonly string[]
}

export const useInventory = create<InventoryState>(() => ({ inventory: null, fault: null, sizes: {}, proving: [] }))

/** How often the app said that what is here may have changed. */
let changes = 0
let isShown = false
let asking: Promise<void> | null = null

/** Asks anew. While it is being asked, whoever asks too gets the same answer, unless something changed meanwhile. */
export const askInventory = (): Promise<void> => {
  asking ??= ask().finally(() => (asking = null))
  return asking
}

const ask = async (): Promise<void> => {
  let seen: number
  do {
    seen = changes
    const answer = await call('go:inventory', {})
    if (answer.ok) useInventory.setState({ inventory: answer.value, fault: null })
    else useInventory.setState({ fault: answer.fault })
  } while (seen !== changes)
  void measure()
}

/** The screen is shown; the returned function says that it is not any more. */
export const watchInventory = (): (() => void) => {
  isShown = true
  void askInventory()
  return () => (isShown = false)
}

/** Follows what the app says about changes. Nothing is asked while nobody looks. */
export const followInventory = (): (() => void) =>
  on('go:changed', () => {
    changes += 1
    if (isShown) void askInventory()
  })

/** Whoever comes back to the window sees what is here now. */
export const visitInventory = (): void => {
  if (isShown) void askInventory()
}

let isMeasuring = false

/** One after the other, so that the disk is not asked for everything at once. */
const measure = async (): Promise<void> => {
  if (isMeasuring) return
  isMeasuring = true
  for (let id = unmeasured(); id !== undefined && isShown; id = unmeasured()) {
    const answer = await call('go:size', { id })
    const bytes = answer.ok ? answer.value.bytes : null
    const key = id
    useInventory.setState(({ sizes }) => ({ sizes: { ...sizes, [key]: bytes } }))
  }
  isMeasuring = false
}

const unmeasured = (): string | undefined => {
  const { inventory, sizes } = useInventory.getState()
  return inventory?.rows.find(({ id }) => !(id in sizes))?.id
}

/** Proves a row anew, and promises what was found; null where that was not possible, which is told. */
export const prove = async (id: string): Promise<Integrity | null> => {
  if (useInventory.getState().proving.includes(id)) return null
  useInventory.setState(({ proving }) => ({ proving: [...proving, id] }))
  const answer = await call('go:prove', { id })
  useInventory.setState(({ proving, inventory }) => ({
    proving: proving.filter((one) => one !== id),
    inventory: answer.ok && inventory ? withIntegrity(inventory, id, answer.value) : inventory,
  }))
  if (answer.ok) return answer.value
  tellFault(answer.fault)
  return null
}

const withIntegrity = (inventory: GoInventory, id: string, integrity: Integrity): GoInventory => ({
  ...inventory,
  rows: inventory.rows.map((row) => (row.id === id ? { ...row, integrity } : row)),
})
