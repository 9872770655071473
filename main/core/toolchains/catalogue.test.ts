import { expect, test } from 'vitest'
import { advisoriesFor } from './advisories.ts'
import { allSources } from './all-sources.ts'
import { chooseSources, moduleProxies } from './bytes-from.ts'
import { readCatalogue, type AnswerKeeper, type Catalogue, type KeptAnswer } from './catalogue.ts'
import { parseGoVersion } from './go-version.ts'
import type { Fetched } from './network.ts'

const file = (version: string, arch: string) => ({
  filename: `${version}.linux-${arch}.tar.gz`,
  os: 'linux',
  arch,
  version,
  sha256: 'a'.repeat(64),
  size: 10,
  kind: 'archive',
})
const list = ['go1.28rc1', 'go1.27.2', 'go1.27.1', 'go1.26.9', 'go1.25.13', 'go1.4'].map((version) => ({
  version,
  stable: !version.includes('rc'),
  files: [file(version, 'amd64'), file(version, 'armv6l'), { ...file(version, 'amd64'), os: 'darwin' }],
}))

const memory = (): AnswerKeeper => {
  const kept = new Map<string, KeptAnswer>()
  return {
    read: (name) => Promise.resolve(kept.get(name) ?? null),
    all: () => Promise.resolve([...kept].map(([name, answer]) => ({ name, ...answer }))),
    keep: (name, answer) => Promise.resolve(void kept.set(name, answer)),
  }
}

const look = (
  answers: Readonly<Record<string, string | number>>,
  kept = memory(),
  urls = ['https://proxy.example'],
): Promise<Catalogue> =>
  readCatalogue(
    allSources,
    urls.map((url) => ({ url, anyFailureGoesOn: true })),
    {
      kept,
      now: () => new Date('2026-11-22T12:00:00Z'),
      network: {
        fetch: (url): Promise<Fetched> => {
          const found = Object.entries(answers).find(([part]) => url.includes(part))?.[1]
          if (found === undefined) return Promise.resolve({ kind: 'failed', reason: 'name', detail: `no ${url}` })
          const [status, text] = typeof found === 'number' ? [found, 'not here today\n'] : [200, found]
          return Promise.resolve({ kind: 'answer', status, body: new TextEncoder().encode(text), headers: {} })
        },
      },
    },
  )

const versionOf = (catalogue: Catalogue, name: string) =>
  catalogue.versions.find(({ version }) => version.name === name)

test('what all say is merged, newest first, with stages, support and known holes', async () => {
  const catalogue = await look({
    'go.dev/dl/?': JSON.stringify(list),
    'proxy.example':
      'v0.0.1-go1.27.2.linux-arm64\nv0.0.1-go1.24.1.linux-amd64\nv0.0.1-go1.24.2.windows-amd64\nrubbish\n',
  })
  expect(catalogue.versions.map(({ version }) => version.name)).toEqual([
    'go1.28rc1',
    'go1.27.2',
    'go1.27.1',
    'go1.26.9',
    'go1.25.13',
    'go1.24.1',
    'go1.4',
  ])
  expect(versionOf(catalogue, 'go1.27.2')).toMatchObject({
    stage: 'stable',
    isSupported: true,
    advisories: [],
    from: ['official', 'https://proxy.example'],
    architectures: ['amd64', 'arm', 'arm64'],
  })
  expect(versionOf(catalogue, 'go1.27.1')).toMatchObject({ stage: 'archived', isSupported: true })
  expect(versionOf(catalogue, 'go1.27.1')?.advisories).toContain('CVE-2026-94447')
  expect(versionOf(catalogue, 'go1.25.13')).toMatchObject({ stage: 'archived', isSupported: false })
  expect(versionOf(catalogue, 'go1.28rc1')).toMatchObject({ stage: 'candidate', isSupported: null })
  expect(versionOf(catalogue, 'go1.24.1')?.archives).toEqual([])
})

test('one silent place sinks nobody, its own sentence is passed on, and what it said earlier still counts', async () => {
  const kept = memory()
  await look({ 'go.dev/dl/?': JSON.stringify(list) }, kept)
  const later = await look({ 'proxy.example': 403, 'golang.google.cn': '<html>Please sign in' }, kept)
  expect(versionOf(later, 'go1.26.9')).toMatchObject({ stage: 'stable', from: ['official'] })
  const problems = Object.fromEntries(
    later.answers.map((answer) => [answer.name, answer.kind === 'silent' ? answer.problem.en : '']),
  )
  expect(problems['https://proxy.example']).toBe('403 not here today')
  expect(problems.cn).toContain('something else than a list')
  expect(later.answers.find(({ name }) => name === 'official')).toMatchObject({
    kind: 'silent',
    earlier: { at: new Date('2026-11-22T12:00:00Z') },
  })
})

test('where nobody answers, what others said who are not asked now is shown as theirs, and only then', async () => {
  const kept = memory()
  const ofOther = 'v0.0.1-go1.24.1.linux-amd64\nv0.0.1-go1.27.2.linux-amd64\n'
  await look({ 'proxy.example': ofOther }, kept)
  for (const urls of [[], ['https://dead.example']]) {
    const later = await look({}, kept, urls)
    expect(later.versions.map(({ version }) => version.name)).toEqual(['go1.27.2', 'go1.24.1'])
    expect(versionOf(later, 'go1.27.2')).toMatchObject({ from: ['https://proxy.example'], archives: [] })
    expect(later.answers.at(-1)).toMatchObject({
      kind: 'silent',
      name: 'https://proxy.example',
      problem: { en: expect.stringContaining('not asked') },
      earlier: { at: new Date('2026-11-22T12:00:00Z') },
    })
  }
  const answered = await look({ 'go.dev/dl/?': JSON.stringify(list) }, kept, [])
  expect(versionOf(answered, 'go1.24.1')).toBeUndefined()
  expect(answered.answers.map(({ name }) => name)).not.toContain('https://proxy.example')
  // What the one who is asked said before is told once.
  const same = await look({}, kept)
  expect(same.answers.filter(({ name }) => name === 'https://proxy.example')).toHaveLength(1)
})

test.each([
  ['1.12.17', []],
  ['1.21.0', ['CVE-2023-39320', 'CVE-2026-42501', 'CVE-2026-56864', 'CVE-2026-56865', 'CVE-2026-94447']],
  ['1.27rc2', ['CVE-2026-56864', 'CVE-2026-56865', 'CVE-2026-94444', 'CVE-2026-94447']],
  ['1.25.12', ['CVE-2026-56864', 'CVE-2026-56865', 'CVE-2026-94444', 'CVE-2026-94447']],
  ['1.26.6', ['CVE-2026-94444', 'CVE-2026-94447']],
  ['1.26.9', []],
  ['1.28rc1', []],
])('advisories of %s', (name, ids) => {
  const version = parseGoVersion(name)
  expect(
    version &&
      advisoriesFor(version)
        .map(({ id }) => id)
        .sort(),
  ).toEqual(ids)
})

test('what is said after --from', () => {
  const choose = (text: string) => chooseSources(text, allSources)
  const files = (...urls: string[]) => ({ places: urls.map((filesUrl) => ({ kind: 'files', filesUrl })) })
  expect(choose('official')).toMatchObject({ value: files('https://dl.google.com/go/') })
  expect(choose('aliyun,cn')).toMatchObject({
    value: files('https://mirrors.aliyun.com/golang/', 'https://golang.google.cn/dl/'),
  })
  expect(choose('proxy')).toEqual({ ok: true, value: { kind: 'proxies' } })
  expect(choose('https://files.example/go')).toMatchObject({ value: files('https://files.example/go/') })
  expect(choose('./x.tar.gz')).toMatchObject({ value: { places: [{ kind: 'path', path: './x.tar.gz' }] } })
  expect(choose('x.zip')).toMatchObject({ value: { places: [{ kind: 'path', path: 'x.zip' }] } })
  expect(choose('file:///my%20files,aliyun')).toMatchObject({
    value: { places: [{ kind: 'path', path: '/my files' }, { kind: 'files' }] },
  })
  for (const gone of ['ustc', 'https://mirrors.ustc.edu.cn/golang', 'https://mirrors.ustc.edu.cn/golang/']) {
    expect(choose(gone)).toMatchObject({ ok: false, problem: { en: expect.stringContaining('stopped mirroring') } })
  }
  expect(choose('ustc,aliyun')).toMatchObject({
    ok: true,
    value: {
      places: [{ filesUrl: 'https://mirrors.aliyun.com/golang/' }],
      skipped: [{ en: expect.stringContaining('stopped mirroring') }],
    },
  })
  expect(chooseSources(undefined, allSources)).toEqual({ ok: true, value: { kind: 'auto', isAsked: false } })
  expect(choose('auto')).toEqual({ ok: true, value: { kind: 'auto', isAsked: true } })
  for (const none of ['nowhere', 'ftp://files.example/go', 'file://server/x.tar.gz']) {
    expect(choose(none)).toMatchObject({
      ok: false,
      problem: { en: expect.stringContaining('official, cn, aliyun') },
    })
  }
})

test('sources have names of their own, and addresses over https', () => {
  expect(new Set(allSources.map(({ name }) => name)).size).toBe(allSources.length)
  for (const source of allSources) expect(JSON.stringify(source)).not.toContain('http://')
  expect(allSources.length).toBeGreaterThan(5)
})

test.each([
  ['', ['https://go.dev/dl/mod']],
  ['https://a.example,direct', ['https://a.example', 'https://go.dev/dl/mod']],
  ['https://a.example|https://b.example', ['https://a.example', 'https://b.example']],
  ['https://a.example,off,direct', ['https://a.example']],
  ['off', []],
])('module proxies for GOPROXY=%s', (goproxy, urls) => {
  expect(moduleProxies(goproxy, allSources).map(({ url }) => url)).toEqual(urls)
})
