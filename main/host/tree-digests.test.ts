import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { localTrees } from './tree-digests.ts'

test('a file larger than any of Go is named, and not read', async () => {
  const tree = mkdtempSync(join(tmpdir(), 'groundwork-digests-'))
  try {
    writeFileSync(join(tree, 'VERSION'), 'go1.99.1')
    writeFileSync(join(tree, 'huge'), '')
    // It takes no room on disk; read whole it would take all memory.
    truncateSync(join(tree, 'huge'), 2 ** 43)
    const digested = await localTrees.digestTree(tree)
    const kinds = digested.ok ? digested.value.map(({ path, kind }) => `${path} ${kind}`).sort() : digested.detail
    expect(kinds).toEqual(['VERSION file', 'huge other'])
  } finally {
    rmSync(tree, { recursive: true })
  }
})

test('files that take no room on disk take none in memory either, and the tree has a limit', async () => {
  const tree = mkdtempSync(join(tmpdir(), 'groundwork-digests-'))
  try {
    writeFileSync(join(tree, 'large'), randomBytes(3_000_000))
    expect(await localTrees.digestTree(tree)).toMatchObject({
      ok: true,
      value: [
        {
          size: 3_000_000,
          sha256: createHash('sha256')
            .update(readFileSync(join(tree, 'large')))
            .digest('hex'),
        },
      ],
    })
    const sparse = (count: number, bytes: number): void => {
      for (let index = 0; index < count; index += 1) {
        writeFileSync(join(tree, `sparse${index}`), '')
        truncateSync(join(tree, `sparse${index}`), bytes)
      }
    }
    sparse(2, 100_000_000)
    const before = process.memoryUsage().external
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().external - before)), 5)
    expect(await localTrees.digestTree(tree)).toMatchObject({ ok: true })
    clearInterval(watch)
    expect(most).toBeLessThan(64_000_000)
    sparse(8, 250_000_000)
    expect(await localTrees.digestTree(tree)).toMatchObject({ ok: false, why: 'too-large' })
  } finally {
    rmSync(tree, { recursive: true })
  }
}, 60_000)
