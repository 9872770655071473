/** Every machine that is written down: each file in `machines/` is one, found by its being there. */
import { machineSchema, type Machine } from './machine.ts'

const recorded = import.meta.glob<unknown>('./machines/*.json', { eager: true, import: 'default' })
const documented = import.meta.glob<unknown>('./machines/*.ts', { eager: true, import: 'machine' })

/** All of them, by name. A file that is not as `machineSchema` has it fails loudly, with its path. */
export const machines: readonly Machine[] = Object.entries({ ...recorded, ...documented })
  .map(([file, value]) => {
    const parsed = machineSchema.safeParse(value)
    if (!parsed.success) throw new Error(`${file}: ${parsed.error.message}`)
    return parsed.data
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1))
