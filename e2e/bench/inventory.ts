/** The inventory of a home with fifty installed versions, in one process, warm. Prints JSON. */
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { remembering } from '../../main/core/remembering.ts'
import { readInventory } from '../../main/core/toolchains/inventory.ts'
import { createLocalHost } from '../../main/host/local.ts'

const rounds = Number(process.argv[2] ?? 21)
const installs = 50

const scratch = mkdtempSync(join(tmpdir(), 'groundwork-bench-'))
const directory = join(scratch, '.local/share/groundwork/go')
const program = join(scratch, 'program')
writeFileSync(program, '#!/bin/sh\nexit 1\n', { mode: 0o755 })
for (let index = 0; index < installs; index += 1) {
  const tree = join(directory, `go1.${20 + (index % 8)}.${Math.floor(index / 8)}`)
  mkdirSync(join(tree, 'bin'), { recursive: true })
  writeFileSync(join(tree, 'VERSION'), `${tree.slice(directory.length + 1)}\n`)
  linkSync(program, join(tree, 'bin/go'))
}
process.env.HOME = scratch
delete process.env.XDG_DATA_HOME
const times: number[] = []
let found = 0
for (let round = -3; round < rounds; round += 1) {
  const startedAt = performance.now()
  const { rows } = await readInventory(remembering(createLocalHost()))
  if (round >= 0) times.push(performance.now() - startedAt)
  found = rows.filter(({ source }) => source === 'groundwork').length
}
rmSync(scratch, { recursive: true })
if (found !== installs) throw new Error(`${found} of ${installs} installs were found`)
process.stdout.write(JSON.stringify({ installs, times }))
