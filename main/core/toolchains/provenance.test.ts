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
  { proof, archive, from, at },
  { proof, archive: null, from, at },
  { proof: null, archive, from, at },
])('what is written comes back', (provenance) => {
  expect(parseProvenance(formatProvenance(provenance))).toEqual(provenance)
})

test.each([
  ['nothing', ''],
  ['another text', '[]'],
  ['one without any proof', JSON.stringify({ from, at })],
  ['a proof with a hash that is too short', formatProvenance({ proof, archive: null, from, at }).replace('0007', '07')],
  ['one without a date', JSON.stringify({ archive, from })],
  ['half of it', formatProvenance({ proof, archive, from, at }).slice(0, -30)],
])('%s is none', (_, text) => {
  expect(parseProvenance(text)).toBeNull()
})
