/** Opens a reference of a check in the person's browser. */
import { call } from '../../client/client.ts'
import { tellFault } from '../../app/notice-store.ts'

/** Promises the address to copy where no browser could be opened, else null. Other faults are told. */
export const openReference = async (key: string, index: number): Promise<string | null> => {
  const opened = await call('reference:open', { key, index })
  if (opened.ok) return null
  if (opened.fault.kind === 'cannot-open') return opened.fault.url
  tellFault(opened.fault)
  return null
}
