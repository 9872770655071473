/** Who started this app, by /proc: `go run`, `go test` and `go generate` set GOROOT for everything they start. */
import type { ReadableHost } from '../host.ts'
import { probe } from '../once.ts'

/** Whether a go command is among the processes that this one descends from. */
export const startedByGo = probe(async (host: ReadableHost): Promise<boolean> => {
  let process = 'self'
  for (let generation = 0; generation < 32; generation++) {
    const status = await host.readText(`/proc/${process}/status`)
    if (!status.ok) return false
    if (generation > 0 && /^Name:\s+go$/m.test(status.value)) return true
    const parent = /^PPid:\s+(\d+)$/m.exec(status.value)?.[1]
    if (parent === undefined || parent === '0') return false
    process = parent
  }
  return false
})
