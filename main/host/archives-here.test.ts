import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findArchives } from './archives-here.ts'

let home: string
beforeEach(async () => {
  home = await fs.mkdtemp(join(tmpdir(), 'archives-'))
})
afterEach(() => fs.rm(home, { recursive: true }))

const put = async (...paths: readonly string[]): Promise<void> => {
  for (const path of paths) {
    await fs.mkdir(join(home, path, '..'), { recursive: true })
    await fs.writeFile(join(home, path), '')
  }
}
const found = async (): Promise<readonly string[]> => {
  const all = await findArchives({ home, config: join(home, '.config'), arch: 'amd64' })
  return all.map(({ path, version }) => `${version.name} ${path.slice(home.length + 1)}`)
}

test('archives for this processor in the home and the downloads, wherever those are', async () => {
  await put(
    'go1.26.8.linux-amd64.tar.gz',
    'Downloads/go1.27.4.linux-amd64.tar.gz',
    'Laden/go1.28rc1.linux-amd64.tar.gz',
    // Of another processor, not whole, of another name, too deep.
    'Downloads/go1.27.4.linux-arm64.tar.gz',
    'Downloads/go1.27.4.linux-amd64.tar.gz.part',
    'Downloads/go.tar.gz',
    'Downloads/old/go1.25.3.linux-amd64.tar.gz',
  )
  await fs.mkdir(join(home, 'go1.24.1.linux-amd64.tar.gz'))
  const usual = ['go1.27.4 Downloads/go1.27.4.linux-amd64.tar.gz', 'go1.26.8 go1.26.8.linux-amd64.tar.gz']
  expect(await found()).toEqual(usual)
  await put('.config/user-dirs.dirs')
  await fs.writeFile(join(home, '.config/user-dirs.dirs'), '# Written by hand\nXDG_DOWNLOAD_DIR="$HOME/Laden"\n')
  expect(await found()).toEqual(['go1.28rc1 Laden/go1.28rc1.linux-amd64.tar.gz', ...usual])
})

test('no downloads, and a home that cannot be read, have none', async () => {
  expect(await found()).toEqual([])
  expect(await findArchives({ home: '/nowhere', config: '/nowhere/.config', arch: 'amd64' })).toEqual([])
})
