import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { availableVersionsFile } from '../core/toolchains/own-places.ts'
import { createAnswerKeeper, keepAvailableVersions } from './kept-answers.ts'

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

test('all that was ever said is there, with whose it is; what is damaged is left out', async () => {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-kept-'))
  try {
    const keeper = createAnswerKeeper({ HOME: home })
    expect(await keeper.all()).toEqual([])
    const said = {
      at: new Date('2026-11-22T12:00:00Z'),
      releases: [{ name: 'go1.26.8', isStable: true, archives: [] }],
    }
    await keeper.keep('official', said)
    await keeper.keep('https://modules.example', said)
    writeFileSync(join(home, '.cache/groundwork/releases/x.json'), '{"name":')
    const all = await keeper.all()
    expect(all.map(({ name }) => name).sort()).toEqual(['https://modules.example', 'official'])
    expect(all[0]).toMatchObject(said)
    expect(await createAnswerKeeper({}).all()).toEqual([])
  } finally {
    rmSync(home, { recursive: true })
  }
})
