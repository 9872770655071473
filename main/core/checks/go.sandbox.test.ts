import { expect, test } from 'vitest'
import type { MachinePart } from '../testing/fake-host.ts'
import { resultOnMachine } from '../testing/judge.ts'
import { goTree, shellAnswers } from '../testing/shell-answers.ts'
import { check } from './go.sandbox.ts'

interface Given {
  readonly files?: MachinePart['files']
  readonly home?: string
  readonly environment?: Readonly<Record<string, string>>
}

const machine = ({ files, home = '/home/user', environment = {} }: Given): MachinePart => {
  const all = { PATH: '/usr/bin:/bin:/snap/bin', HOME: home, ...environment }
  return {
    user: { uid: 1000, gid: 1000, name: 'user', home, shell: '/bin/bash' },
    environment: all,
    runs: shellAnswers('/bin/bash', { login: all, interactive: all }),
    files: { '/usr/bin/env': { mode: '0755' }, [home]: { kind: 'directory' }, ...files },
  }
}
const resultOf = (given: Given) => resultOnMachine(machine(given), check)

const snap: MachinePart['files'] = {
  '/usr/bin/snap': { mode: '0755' },
  '/snap/bin/go': { target: '/usr/bin/snap' },
  ...goTree('/snap/go/10585', 'go1.22.2'),
  '/snap/go/current': { target: '10585' },
}
const apparmor: MachinePart['files'] = { '/sys/module/apparmor/parameters/enabled': { text: 'Y\n' } }

test('without snap and Flatpak it does not apply; inside a Flatpak it cannot look', async () => {
  expect(await resultOf({})).toMatchObject({ result: 'notapplicable', code: 'none' })
  expect(await resultOf({ files: goTree('/usr/local/go', 'go1.26.8') })).toMatchObject({ code: 'none' })
  expect(await resultOf({ files: { '/.flatpak-info': { text: '[Application]\n' } } })).toMatchObject({
    result: 'notchecked',
    code: 'inside',
    fixes: [],
  })
})

test('the Go of the snap is noted, with its tree', async () => {
  const result = await resultOf({ files: { ...snap, ...apparmor } })
  expect(result).toMatchObject({ result: 'informational', code: 'refreshed', severity: 'info', fixes: [] })
  expect(result.summary.en).toContain('/snap/go/10585')
  const hidden = { ...snap, ...goTree('/usr/lib/go', 'go1.22.2'), '/usr/bin/go': { target: '/usr/lib/go/bin/go' } }
  expect(await resultOf({ files: hidden })).toMatchObject({ code: 'none' })
})

test('a snap whose tree is gone starts nothing', async () => {
  const files = { '/usr/bin/snap': { mode: '0755' }, '/snap/bin/go': { target: '/usr/bin/snap' } }
  expect(await resultOf({ files })).toMatchObject({ result: 'fail', code: 'gone', fixes: [{ id: 'use' }] })
})

test('a home outside /home is closed to snaps, unless somebody was told of it', async () => {
  const away = { home: '/srv/people/user', files: { ...snap, ...apparmor } }
  const closed = await resultOf(away)
  expect(closed).toMatchObject({
    result: 'fail',
    code: 'home',
    severity: 'high',
    fixes: [
      {
        id: 'homedirs',
        commands: ['sudo snap set system homedirs=/srv/people'],
        undo: { commands: ['sudo snap unset system homedirs'] },
      },
      { id: 'use' },
    ],
  })
  const told = (text: string) => ({ ...away, files: { ...away.files, '/var/lib/snapd/system-params': { text } } })
  expect(await resultOf(told('homedirs=/remote,/srv/people\n'))).toMatchObject({ code: 'refreshed' })
  const other = await resultOf(told('homedirs=/remote\n'))
  expect(other.fixes[0]).toMatchObject({
    commands: ['sudo snap set system homedirs=/remote,/srv/people'],
    undo: { commands: ['sudo snap set system homedirs=/remote'] },
  })
  const tunables = { '/etc/apparmor.d/tunables/home.d/site': { text: '@{HOMEDIRS}+=/srv/people/\n' } }
  expect(await resultOf({ ...away, files: { ...away.files, ...tunables } })).toMatchObject({ code: 'refreshed' })
  // Only AppArmor forbids it.
  expect(await resultOf({ ...away, files: snap })).toMatchObject({ code: 'refreshed' })
})

test('an editor that is a snap too is told of, until its settings name the go in the tree', async () => {
  const files = { ...snap, '/snap/code/current/meta': { kind: 'directory' } } as const
  const result = await resultOf({ files })
  expect(result).toMatchObject({ result: 'informational', code: 'snap-editor', severity: 'low' })
  expect(result.fixes).toMatchObject([{ id: 'name', commands: [] }, { id: 'use' }])
  expect(result.fixes[0]?.title.en).toContain('/snap/go/current/bin/go')
  const text = '{\n  // "go.goroot": "/x",\n  "go.alternateTools": {\n    "go": "/snap/go/current/bin/go"\n  }\n}\n'
  const named = { ...files, '/home/user/.config/Code/User/settings.json': { text } }
  expect(await resultOf({ files: named })).toMatchObject({ code: 'refreshed' })
})

const own = '/home/user/.var/app/com.visualstudio.code'
const editor: MachinePart['files'] = {
  '/var/lib/flatpak/app/com.visualstudio.code/current': { kind: 'directory' },
  [`${own}/data/vscode/extensions/golang.go-0.50.0`]: { kind: 'directory' },
}
const sdk: MachinePart['files'] = {
  '/var/lib/flatpak/runtime/org.freedesktop.Sdk.Extension.golang/x86_64': { kind: 'directory' },
}
const settings = (go: string): MachinePart['files'] => ({
  [`${own}/config/Code/User/settings.json`]: { text: `{ "go.alternateTools": { "go": "${go}" } }` },
})
const override = (text: string): MachinePart['files'] => ({
  '/home/user/.local/share/flatpak/overrides/com.visualstudio.code': { text },
})
const enabled = override('[Context]\nsockets=x11;\n\n[Environment]\nFLATPAK_ENABLE_SDK_EXT=node20,golang\n')
const atHome = goTree('/home/user/.local/go', 'go1.26.8')

test.each<[string, MachinePart['files'], string, string]>([
  ['nothing leads it to a Go', {}, 'fail', 'unseen'],
  ['the extension is there, not enabled', sdk, 'fail', 'unseen'],
  ['enabled, not there', enabled, 'fail', 'not-installed'],
  ['enabled and there', { ...enabled, ...sdk }, 'pass', 'seen'],
  ['all of them enabled', { ...override('[Environment]\nFLATPAK_ENABLE_SDK_EXT=*\n'), ...sdk }, 'pass', 'seen'],
  [
    'enabled for all, taken from this one',
    {
      ...override('[Environment]\nFLATPAK_ENABLE_SDK_EXT=\n'),
      '/var/lib/flatpak/overrides/global': { text: '[Environment]\nFLATPAK_ENABLE_SDK_EXT=golang\n' },
      ...sdk,
    },
    'fail',
    'unseen',
  ],
  ['set for another group', { ...override('[Context]\nFLATPAK_ENABLE_SDK_EXT=golang\n'), ...sdk }, 'fail', 'unseen'],
  ['its settings name one in the home', settings('/home/user/.local/go/bin/go'), 'pass', 'seen'],
  ['its settings name that of the system', settings('/usr/local/go/bin/go'), 'fail', 'reserved'],
  ['its settings name the extension', { ...settings('/usr/lib/sdk/golang/bin/go'), ...sdk }, 'pass', 'seen'],
  ['its settings name an extension that is not there', settings('/usr/lib/sdk/golang/bin/go'), 'fail', 'not-installed'],
  [
    'its PATH has one in the home',
    { ...override('[Environment]\nPATH=/app/bin:/usr/bin:/home/user/.local/go/bin\n'), ...atHome },
    'pass',
    'seen',
  ],
  [
    'its PATH has that of the system',
    { ...override('[Environment]\nPATH=/app/bin:/usr/local/go/bin\n'), ...goTree('/usr/local/go', 'go1.26.8') },
    'fail',
    'unseen',
  ],
])('an editor in a Flatpak: %s', async (_, files, result, code) => {
  expect(await resultOf({ files: { ...editor, ...files } })).toMatchObject({ result, code })
})

test('the session may enable the extension', async () => {
  const environment = { FLATPAK_ENABLE_SDK_EXT: 'golang' }
  expect(await resultOf({ files: { ...editor, ...sdk }, environment })).toMatchObject({ result: 'pass' })
})

test('an editor without the Go extension, and settings of one that was removed, are nobody’s trouble', async () => {
  const without = { '/var/lib/flatpak/app/com.visualstudio.code/current': { kind: 'directory' } } as const
  expect(await resultOf({ files: without })).toMatchObject({ code: 'none' })
  const removed = { [`${own}/data/vscode/extensions/golang.go-0.50.0`]: { kind: 'directory' } } as const
  expect(await resultOf({ files: removed })).toMatchObject({ code: 'none' })
})

test('what can be done for it', async () => {
  const files = { ...editor, ...atHome, ...override('[Environment]\nFLATPAK_ENABLE_SDK_EXT=node20\n') }
  expect((await resultOf({ files })).fixes).toMatchObject([
    {
      id: 'extension',
      commands: [
        'flatpak install flathub org.freedesktop.Sdk.Extension.golang',
        'flatpak override --user --env=FLATPAK_ENABLE_SDK_EXT=node20,golang com.visualstudio.code',
      ],
      undo: {
        commands: [
          'flatpak override --user --env=FLATPAK_ENABLE_SDK_EXT=node20 com.visualstudio.code',
          'flatpak uninstall org.freedesktop.Sdk.Extension.golang',
        ],
      },
    },
    { id: 'name', title: { en: expect.stringContaining('/home/user/.local/go/bin/go') } },
  ])
})
