import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { availableVersionsFile } from '../core/toolchains/own-places.ts'
import { keepAvailableVersions } from './kept-answers.ts'

test('versions are kept as a person writes them, for shells; none keep none', async () => {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-kept-'))
  const file = join(home, '.cache', availableVersionsFile)
  try {
    await keepAvailableVersions(['go1.27rc1', 'go1.26.8'], { HOME: home })
    await keepAvailableVersions([], { HOME: home })
    expect(readFileSync(file, 'utf8')).toBe('1.27rc1\n1.26.8\n')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await expect(keepAvailableVersions(['go1.26.8'], {})).resolves.toBeUndefined()
  } finally {
    rmSync(home, { recursive: true })
  }
})
