import { expect, test } from 'vitest'
import { formatProvenance, parseProvenance, type Provenance } from './provenance.ts'

const proof = {
  module: 'golang.org/toolchain',
  version: 'v0.0.1-go1.26.8.linux-amd64',
  hash: 'h1:x',
  recordNumber: 7,
  recordText: 'golang.org/toolchain …\n',
  note: 'note\n',
  inclusion: [Uint8Array.from({ length: 32 }, (_, index) => index * 7)],
}
const archive = { filename: 'go1.26.8.linux-amd64.tar.gz', sha256: 'ab'.repeat(32), origins: ['go.dev'] }
const at = new Date('2026-11-22T10:00:00Z')
const from = 'https://proxy.example'

test.each<Provenance>([
  { proof, archive, from, at, provedAt: at },
  { proof, archive: null, from, at, provedAt: new Date('2026-10-01T00:00:00Z') },
  { proof: null, archive, from, at, provedAt: at },
])('what is written comes back', (provenance) => {
  expect(parseProvenance(formatProvenance(provenance))).toEqual(provenance)
})

test.each([
  ['nothing', ''],
  ['another text', '[]'],
  ['one without any proof', JSON.stringify({ from, at })],
  [
    'a proof with a hash that is too short',
    formatProvenance({ proof, archive: null, from, at, provedAt: at }).replace('0007', '07'),
  ],
  ['one without a date', JSON.stringify({ archive, from })],
  ['half of it', formatProvenance({ proof, archive, from, at, provedAt: at }).slice(0, -30)],
])('%s is none', (_, text) => {
  expect(parseProvenance(text)).toBeNull()
})

test('one that does not say when the database was asked was written when it was', () => {
  const { provedAt: _, ...json } = JSON.parse(
    formatProvenance({ proof, archive, from, at, provedAt: new Date(0) }),
  ) as {
    provedAt: string
  }
  expect(parseProvenance(JSON.stringify(json))?.provedAt).toEqual(at)
})
