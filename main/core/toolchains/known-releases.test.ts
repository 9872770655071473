import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { parseGoVersion } from './go-version.ts'
import { linesAfter, readKnownReleases } from './known-releases.ts'

const list = (at: string, ...names: readonly string[]): { readonly text: string } => ({
  text: JSON.stringify({ name: 'x', at, releases: names.map((name) => ({ name, isStable: true, archives: [] })) }),
})

test('the newest of each line, from every list that was kept, damaged ones left out', async () => {
  const host = createFakeHost({
    environment: { HOME: '/home/user', XDG_CACHE_HOME: '/cache' },
    files: {
      '/cache/groundwork/releases/a.json': list('2027-02-20T00:00:00.000Z', 'go1.28.0', 'go1.27.9', 'go1.29rc1', 'x'),
      '/cache/groundwork/releases/b.json': list('2026-12-01T00:00:00.000Z', 'go1.28.3'),
      '/cache/groundwork/releases/c.json': { text: '[]' },
      '/cache/groundwork/releases/notes.txt': { text: 'go1.30.0' },
      // Not where this person's lists are.
      '/home/user/.cache/groundwork/releases/a.json': list('2028-01-01T00:00:00.000Z', 'go1.31.0'),
    },
  })
  const known = await readKnownReleases(host)
  expect(known.asOf).toBe('2027-02-20')
  expect(known.newest.slice(0, 3).map(({ version, from }) => `${version.name} ${from}`)).toEqual([
    'go1.28.3 /cache/groundwork/releases/b.json',
    'go1.27.9 /cache/groundwork/releases/a.json',
    expect.stringMatching(/^go1\.26\.\d+ Groundwork \(2026-11-22\)$/),
  ])
  const running = parseGoVersion('go1.26.1')
  expect(running && linesAfter(running, known).map(({ version }) => version.name)).toEqual(['go1.28.3', 'go1.27.9'])
})
