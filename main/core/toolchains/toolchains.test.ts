import { expect, test } from 'vitest'
import { goEnvNames } from '../probes/go-env.ts'
import { createFakeHost } from '../testing/fake-host.ts'
import { readModuleProxies } from './toolchains.ts'

const proxies = (told: string | undefined, settings: { code: number; stdout: string } | null) =>
  readModuleProxies(
    createFakeHost({
      environment: {
        HOME: '/home/user',
        PATH: '/usr/local/go/bin:/usr/bin',
        ...(told !== undefined && { GOPROXY: told }),
      },
      files: settings ? { '/usr/local/go/bin/go': { mode: '0755' } } : {},
      runs: settings
        ? [
            {
              argv: ['/usr/local/go/bin/go', 'env', '-json', ...goEnvNames],
              ran: { kind: 'exited', stderr: '', ...settings },
            },
          ]
        : [],
    }),
  )
const fromGo = { code: 0, stdout: '{"GOPROXY":"https://go.example"}' }

test.each<[string, string | undefined, { code: number; stdout: string } | null, string]>([
  ['what go says', undefined, fromGo, 'https://go.example'],
  ['what was said for this command alone, before what go says', 'off', fromGo, 'off'],
  ['nothing said is not said, as with go', '', fromGo, 'https://go.example'],
  ['without a go, what was said', 'https://told.example', null, 'https://told.example'],
  ['nobody said anything', undefined, null, ''],
  ['a go that does not answer', undefined, { code: 1, stdout: '' }, ''],
])('GOPROXY: %s', async (_, told, settings, expected) => {
  expect(await proxies(told, settings)).toBe(expected)
})

const fromFile = (path: string, environment: Readonly<Record<string, string>>) =>
  readModuleProxies(
    createFakeHost({
      environment: { HOME: '/home/user', PATH: '/usr/bin', ...environment },
      files: { [path]: { text: 'GOSUMDB=off\nGOPROXY=https://kept.example,direct\n' } },
    }),
  )

test.each<[string, string, Readonly<Record<string, string>>, string]>([
  ['below the home', '/home/user/.config/go/env', {}, 'https://kept.example,direct'],
  ['below XDG_CONFIG_HOME', '/conf/go/env', { XDG_CONFIG_HOME: '/conf' }, 'https://kept.example,direct'],
  ['where GOENV says', '/conf/mine', { GOENV: '/conf/mine' }, 'https://kept.example,direct'],
  ['switched off', '/home/user/.config/go/env', { GOENV: 'off' }, ''],
  ['told otherwise', '/home/user/.config/go/env', { GOPROXY: 'off' }, 'off'],
])('without a go, the file of go env -w counts: %s', async (_, path, environment, expected) => {
  expect(await fromFile(path, environment)).toBe(expected)
})
