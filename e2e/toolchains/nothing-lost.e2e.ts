/** Killed, cut from power, without room, twice at once, with the clock moved: the old state or the new, never half. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { setUpChild } from './child.ts'
import { formats } from './formats.ts'
import { setUpPlace } from './installing.ts'

const { layout, tree, serve, install, expectWhole } = setUpPlace()
const startChild = setUpChild()
const readStaging = (): readonly string[] => {
  const staging = join(layout().directory, '.staging')
  return existsSync(staging) ? readdirSync(staging) : []
}

describe.each(formats)('$name', ({ toolchain, file, supplierAt, files }) => {
  const stages = [
    'proving 0',
    ...[0, 1, 3, 5, 7, 9].map((tenth) => `downloading ${tenth}`),
    'unpacking',
    'trying 0',
    'flushing 0',
    'building 0',
  ]
  test.each(stages)(
    'killed at %s, the next start installs the whole tree and says what it took away',
    async (stage) => {
      const server = await serve(file, stage.startsWith('downloading') ? 'slow' : 'good')
      const child = startChild(toolchain, supplierAt(server), layout().directory, [])
      let wasKilled = false
      child.stdout?.on('data', (chunk: Buffer) => {
        if (
          !chunk
            .toString()
            .split('\n')
            .some((line) => line.startsWith(stage))
        )
          return
        wasKilled = child.kill('SIGKILL')
      })
      await new Promise((ended) => child.once('exit', ended))
      expect(wasKilled).toBe(true)
      const isNamed = existsSync(tree())
      // Killed a moment after it was flushed it may have got its name already; then it is whole.
      if (isNamed) expect(['flushing 0', 'building 0']).toContain(stage)
      const isStaged = readStaging().length > 0
      const cleaned: string[] = []
      const again = await install(toolchain, [supplierAt(await serve(file))], {
        onCleaned: (all) => void cleaned.push(...all.map(({ kind }) => kind)),
      })
      expect(again.kind).toBe(isNamed ? 'already' : 'installed')
      expect(cleaned.includes('unfinished-install')).toBe(isStaged)
      expectWhole(files)
    },
  )
})
