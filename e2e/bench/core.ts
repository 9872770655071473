/** The running core, measured from inside: one process, one app, many runs. Prints JSON. */
import { performance } from 'node:perf_hooks'
import { assemble } from '../../main/assemble.ts'

const rounds = Number(process.argv[2] ?? 21)
const application = assemble({ surface: 'terminal' })

/** From the request to the first and to the last row, in milliseconds. */
const once = (): Promise<{ readonly first: number; readonly last: number }> =>
  new Promise((resolve) => {
    const startedAt = performance.now()
    let first = 0
    const stop = application.subscribe((name) => {
      if (name === 'check:finished' && first === 0) first = performance.now() - startedAt
      if (name !== 'checks:finished') return
      stop()
      resolve({ first, last: performance.now() - startedAt })
    })
    void application.call('checks:run', {})
  })

const runs: { readonly first: number; readonly last: number }[] = []
for (let round = -3; round < rounds; round += 1) {
  const run = await once()
  if (round >= 0) runs.push(run)
}
const slowest = await application.check()
process.stdout.write(
  JSON.stringify({
    runs,
    checks: slowest.ok ? slowest.value.results.map(({ key, durationMs }) => ({ key, durationMs })) : [],
  }),
)
