import { expect, test } from 'vitest'
import type { Answer, CatalogueVersion } from '../../core/toolchains/catalogue.ts'
import { parseGoVersion } from '../../core/toolchains/go-version.ts'
import { availableAsText, type Available } from './go-available.ts'

const version = (text: string, changed: Partial<CatalogueVersion> = {}): CatalogueVersion => {
  const parsed = parseGoVersion(text) ?? expect.fail(text)
  return {
    version: parsed,
    stage: parsed.preRelease ? 'candidate' : 'stable',
    isSupported: parsed.preRelease ? null : true,
    advisories: [],
    from: ['official', 'https://proxy.example'],
    architectures: ['amd64', 'arm64', 'riscv64'],
    archives: [],
    ...changed,
  }
}
const answers: readonly Answer[] = [
  { kind: 'said', name: 'official', at: new Date('2026-11-23T01:54:30Z'), releases: [] },
  { kind: 'silent', name: 'cn', problem: { en: 'no route', 'zh-CN': '无路由' }, earlier: null },
]
const available: Available = {
  arch: 'amd64',
  catalogue: {
    versions: [
      version('1.28rc2'),
      version('1.28rc1'),
      version('1.27.4'),
      version('1.27.3'),
      version('1.27rc1'),
      version('1.26.11', { from: ['official'], architectures: ['amd64'] }),
      version('1.25.1', { architectures: ['arm64'] }),
    ],
    answers,
  },
  distro: {
    distro: {
      id: 'debian',
      versionId: null,
      prettyName: 'Debian',
      idLike: [],
      family: 'debian',
      imageBased: null,
    },
    offered: { kind: 'told', asked: 'apt', offers: [] },
  },
}

test('what is coming is shown, what it replaces is not, and what is left out is said', () => {
  const text = availableAsText(available, false, 'en')
  expect(text).toMatch(/^VERSION +STATE +FOR +SAID BY\n/)
  expect([...text.matchAll(/^go\S+/gm)].map(([name]) => name)).toEqual([
    'go1.28rc2',
    'go1.28rc1',
    'go1.27.4',
    'go1.26.11',
  ])
  expect(text).toMatch(/^go1\.28rc2 +release candidate +amd64 \+2 +official, https:\/\/proxy\.example$/m)
  expect(text).toMatch(/^go1\.26\.11 +stable +amd64 +official$/m)
  expect(text).toContain('2 more with --all, 1 of them release candidates\n1 is not for this processor (amd64)')
})

test('with --all every version, and every processor by name', () => {
  const text = availableAsText(available, true, 'en')
  expect(text).toMatch(/^go1\.27rc1 +release candidate +amd64 arm64 riscv64 +official/m)
  expect(text).not.toContain('more with --all')
})

test('who answered and when is the last line, in both languages', () => {
  expect(availableAsText(available, false, 'en').trimEnd()).toMatch(/\nAnswered on 2026-11-23 01:54 UTC: official\.$/)
  expect(availableAsText(available, false, 'zh-CN').trimEnd()).toMatch(/\n2026-11-23 01:54 UTC 作出回答的：official。$/)
  const silent = { ...available, catalogue: { ...available.catalogue, answers: answers.slice(1) } }
  expect(availableAsText(silent, false, 'en').trimEnd()).toMatch(/\nNobody answered now\.$/)
})
