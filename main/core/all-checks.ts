/** Every check there is: each file in `checks/` is one, found by its being there. There is no list to edit. */
import type { AnyCheck } from './check.ts'
import { inReportOrder } from './engine.ts'

const files = import.meta.glob<{ readonly check: AnyCheck }>(['./checks/*.ts', '!./checks/*.test.ts'], { eager: true })

/** All checks in the order of a report, with the file each stands in. */
export const checkFiles: readonly { readonly file: string; readonly check: AnyCheck }[] = Object.entries(files).map(
  ([file, module]) => ({ file, check: module.check }),
)

export const allChecks: readonly AnyCheck[] = inReportOrder(checkFiles.map(({ check }) => check))
