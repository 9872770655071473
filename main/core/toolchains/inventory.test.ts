import { expect, test } from 'vitest'
import { expandPlace } from '../probes/go-places.ts'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { renderInventory } from './inventory-text.ts'
import { readInventory } from './inventory.ts'

const home = '/home/user'
const own = `${home}/.local/share/groundwork/go`
const cache = `${home}/go/pkg/mod`

/** Every source at once; the person's ~/.local/go is first in the terminal, the distribution's go in the app. */
const machine: MachinePart = {
  environment: { HOME: home, PATH: '/usr/bin:/bin', GOENV_ROOT: '/srv/goenv' },
  runs: [
    ...shellAnswers('/bin/bash', {
      login: { PATH: '/usr/bin:/bin' },
      interactive: { PATH: `${home}/.local/go/bin:${home}/.asdf/shims:/usr/bin:/bin`, GOENV_ROOT: '/srv/goenv' },
    }),
    {
      argv: ['/usr/bin/dpkg-query', '-S', '/usr/lib/go-1.19/bin/go'],
      ran: { kind: 'exited', code: 0, stdout: 'golang-1.19-go: /usr/lib/go-1.19/bin/go\n', stderr: '' },
    },
    {
      argv: [`${home}/.asdf/shims/go`, 'env', 'GOROOT', 'GOVERSION'],
      ran: { kind: 'exited', code: 126, stdout: '', stderr: 'No version is set for command go' },
    },
  ],
  files: {
    '/usr/bin/env': { mode: '0755' },
    '/usr/bin/dpkg-query': { mode: '0755' },
    ...goTree('/usr/lib/go-1.19', 'go1.19.8'),
    '/usr/bin/go': { target: '../lib/go-1.19/bin/go' },
    ...goTree('/usr/local/go', 'go1.26.8'),
    ...goTree(`${own}/go1.27.1`, 'go1.27.1'),
    ...goTree(`${own}/go1.26.3`, 'go1.26.3'),
    [`${home}/.local/go`]: { target: `${own}/go1.27.1` },
    ...goTree(`${home}/sdk/go1.25.1`, 'go1.25.1'),
    ...goTree(`${home}/.gvm/gos/go1.24.1`, 'go1.24.1'),
    ...goTree('/srv/goenv/versions/1.24.2', 'go1.24.2'),
    ...goTree(`${home}/.asdf/installs/golang/1.23.1/go`, 'go1.23.1'),
    [`${home}/.asdf/shims/go`]: { mode: '0755', text: '#!/bin/sh\n' },
    ...goTree(`${home}/.local/share/mise/installs/go/1.23.2`, 'go1.23.2'),
    [`${home}/.local/share/mise/installs/go/latest`]: { target: '1.23.2' },
    ...goTree(`${home}/.gobrew/versions/1.22.1/go`, 'go1.22.1'),
    ...goTree(`${home}/.g/versions/1.22.2`, 'go1.22.2'),
    ...goTree('/home/linuxbrew/.linuxbrew/Cellar/go@1.21/1.21.9/libexec', 'go1.21.9'),
    ...goTree('/nix/store/abc-go-1.21.8/share/go', 'go1.21.8'),
    '/nix/store/abc-go-1.21.8-man/share/man': { kind: 'directory' },
    ...goTree('/snap/go/10743', 'go1.26.9'),
    '/snap/go/current': { target: '10743' },
    ...goTree(`${cache}/golang.org/toolchain@v0.0.1-go1.27.2.linux-amd64`, 'go1.27.2'),
    ...goTree(`${cache}/golang.org/toolchain@v0.0.1-go1.27.3.linux-arm64`, 'go1.27.3'),
    ...goTree(`${cache}/golang.org/toolchain@v0.0.1-go1.27.4.linux-amd64`, 'go1.27.4'),
    [`${cache}/cache/download/golang.org/toolchain/@v/v0.0.1-go1.27.4.linux-amd64.partial`]: { text: '' },
  },
}

test('every Go is one row, and each is told whose it is', async () => {
  const { rows, strangers } = await readInventory(createFakeHost(machine))
  expect(rows.map(({ version, source, own: ours }) => [version, source, ours?.isCurrent ?? null])).toEqual([
    ['go1.27.1', 'groundwork', true],
    ['go1.19.8', 'package', null],
    ['go1.27.3', 'module-cache', null],
    ['go1.27.2', 'module-cache', null],
    ['go1.26.9', 'snap', null],
    ['go1.26.8', 'archive', null],
    ['go1.26.3', 'groundwork', false],
    ['go1.25.1', 'go-dl', null],
    ['go1.24.2', 'goenv', null],
    ['go1.24.1', 'gvm', null],
    ['go1.23.2', 'mise', null],
    ['go1.23.1', 'asdf', null],
    ['go1.22.2', 'g', null],
    ['go1.22.1', 'gobrew', null],
    ['go1.21.9', 'homebrew', null],
    ['go1.21.8', 'nix', null],
  ])
  const [first, second] = rows
  expect(first).toMatchObject({ isActive: true, runsIn: ['interactive'], hiddenIn: [], tree: `${own}/go1.27.1` })
  expect(second).toMatchObject({
    isActive: false,
    runsIn: ['app', 'login'],
    hiddenIn: ['interactive'],
    owner: { manager: 'dpkg', package: 'golang-1.19-go' },
  })
  expect(rows.filter(({ isActive }) => isActive)).toHaveLength(1)
  expect(rows.map(({ foreignPlatform }) => foreignPlatform).filter(Boolean)).toEqual(['linux-arm64'])
  // A shim that starts no Go is named, and is no row.
  expect(strangers).toMatchObject([{ path: `${home}/.asdf/shims/go`, launcher: 'asdf' }])
  expect(strangers[0]?.problem).toContain('No version is set')
})

test('where the terminal finds no tree first, none is what a new terminal gets, whatever the app was started with', async () => {
  const shells = shellAnswers('/bin/bash', {
    login: { PATH: '/usr/bin:/bin' },
    interactive: { PATH: `${home}/.asdf/shims:/usr/bin:/bin` },
  })
  const runs = [...shells, ...(machine.runs ?? []).slice(shells.length)]
  const { rows } = await readInventory(createFakeHost({ ...machine, runs }))
  expect(rows.filter(({ isActive }) => isActive)).toEqual([])
  expect(rows.find(({ version }) => version === 'go1.19.8')?.runsIn).toEqual(['app', 'login'])
})

test.each<[string, string, Readonly<Record<string, string>>?]>([
  ['webi', `${home}/.local/opt/go-v1.25.2`],
  ['archive', `${home}/.local/opt/go`],
  ['vfox', `${home}/.vfox/cache/golang/v-1.25.2/golang-1.25.2`],
  ['vfox', `${home}/.version-fox/cache/golang/v-1.25.2/golang-1.25.2`],
  ['vfox', '/opt/vfox/cache/golang/v-1.25.2/golang-1.25.2', { VFOX_HOME: '/opt/vfox' }],
  ['proto', `${home}/.proto/tools/go/1.25.2`],
  ['proto', '/srv/proto/tools/go/1.25.2', { PROTO_HOME: '/srv/proto' }],
  ['goup', `${home}/.go/go1.25.2`],
  ['goup', `${home}/.goup/go1.25.2`],
  ['goup', `${home}/.local/goup/installations/1.25.2/go`],
  ['goup', '/srv/goup/go1.25.2', { GOUP_HOME: '/srv/goup/' }],
  ['mise', '/data/mise/installs/go/1.25.2', { XDG_DATA_HOME: '/data' }],
  ['mise', '/srv/tools/installs/go/1.25.2', { MISE_DATA_DIR: '/srv/tools' }],
  ['asdf', '/srv/asdf/installs/golang/1.25.2/go', { ASDF_DATA_DIR: '/srv/asdf' }],
  ['goenv', '/srv/goenv/versions/1.25.2', { GOENV_ROOT: '/srv/goenv' }],
  ['go-dl', `${home}/sdk/go1.25.2`],
  ['archive', `${home}/go/sdk/go1.25.2`],
  ['archive', `${home}/go/go1.25.2`],
])('off the PATH, %s put %s there', async (source, tree, environment = {}) => {
  const shells = { HOME: home, PATH: '/usr/bin', ...environment }
  const runs = shellAnswers('/bin/bash', { login: shells, interactive: shells })
  const files = { '/usr/bin/env': { mode: '0755' }, ...goTree(tree, 'go1.25.2') }
  const { rows } = await readInventory(createFakeHost({ environment: shells, runs, files }))
  expect(rows.map((row) => [row.version, row.source, row.tree])).toEqual([['go1.25.2', source, tree]])
})

test('the link to the current version of a version manager is no Go of its own', async () => {
  const webi = `${home}/.local/opt/go-v1.25.2`
  const proto = `${home}/.proto/tools/go/1.25.3`
  const files = {
    ...goTree(webi, 'go1.25.2'),
    [`${home}/.local/opt/go`]: { target: webi },
    ...goTree(proto, 'go1.25.3'),
    [`${home}/.go/current`]: { target: 'go1.25.1' },
    ...goTree(`${home}/.go/go1.25.1`, 'go1.25.1'),
  }
  const { rows } = await readInventory(createFakeHost({ environment: { HOME: home, PATH: '/usr/bin' }, files }))
  expect(rows.map(({ source }) => source)).toEqual(['proto', 'webi', 'goup'])
})

test('the table lines up in both languages, and names what is no Go', async () => {
  const inventory = await readInventory(createFakeHost(machine))
  const sizes = new Map(inventory.rows.map(({ tree }, index) => [tree, index === 1 ? null : 200 * 1024 ** 2]))
  const english = renderInventory(inventory, 'en', { sizes }).split('\n')
  expect(english[0]).toMatch(/^ {3}VERSION +FROM +RUNS IN +SIZE +TREE$/)
  expect(english[1]).toMatch(/^\* {2}go1\.27\.1 +Groundwork \(current\) +terminal +200 MiB +\/home/)
  expect(english[2]).toMatch(
    /^ {3}go1\.19\.8 +dpkg: golang-1\.19-go +this app, login shell +unknown +\/usr\/lib\/go-1\.19$/,
  )
  const starts = english.slice(0, inventory.rows.length + 1).map((line) => line.search(/(TREE|\/\S*)$/))
  expect(new Set(starts).size).toBe(1)
  expect(english.join('\n')).toContain(`${home}/.asdf/shims/go`)
  expect(renderInventory(inventory, 'zh-CN')).toContain('模块缓存')
  expect(renderInventory({ rows: [], strangers: [] }, 'en')).toBe(
    'No Go was found, on the PATH of any session or in the usual places.\n',
  )
})

test.each([
  ['/a/go-*/bin', ['/a/go-1/bin', '/a/go-2/bin']],
  ['/a/*-go-1.*/x', ['/a/h-go-1.2/x']],
  ['/a/go*/*/y', ['/a/go-1/p/y', '/a/go-1/q/y']],
  ['/a/none*', []],
  ['/plain', ['/plain']],
])('a place %s', async (pattern, expected) => {
  const files = {
    '/a/go-1/p/f': {},
    '/a/go-1/q/f': {},
    '/a/go-2': { kind: 'directory' },
    '/a/h-go-1.2/f': {},
    '/a/h-go-2.1/f': {},
  } as const
  const found = await expandPlace(createFakeHost({ files }), pattern)
  expect(found).toEqual(expected)
})
