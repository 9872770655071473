/** Measuring: medians over rounds, after a warm-up. */
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** Milliseconds of `rounds` runs of `work`, after `warmUp` that do not count. */
export const measure = async (rounds, work, warmUp = 2) => {
  const times = []
  for (let round = -warmUp; round < rounds; round += 1) {
    const startedAt = performance.now()
    const told = await work()
    if (round >= 0) times.push(typeof told === 'number' ? told : performance.now() - startedAt)
  }
  return times.sort((a, b) => a - b)
}

/** Runs a program to its end, `{ ms, stdout }`; rejects where it fails, with the end of what it said. */
export const timed = (argv, options = {}) =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now()
    const child = spawn(argv[0], argv.slice(1), { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr += chunk))
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) return resolve({ ms: performance.now() - startedAt, stdout })
      const said = (stderr.trim() || stdout.trim()).slice(-500)
      reject(new Error(`${argv.join(' ').slice(0, 200)} ended with ${code ?? signal}: ${said}`))
    })
  })

export const sorted = (times) => [...times].sort((a, b) => a - b)

/** The value below which `share` (0 to 1) of the sorted `times` lie. */
export const quantile = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
export const median = (times) => quantile(times, 0.5)

/** `text` in columns. */
export const table = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => String(cell).padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
