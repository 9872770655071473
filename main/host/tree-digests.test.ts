import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
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
