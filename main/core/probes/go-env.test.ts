import { expect, test } from 'vitest'
import { createFakeHost } from '../testing/fake-host.ts'
import { goEnvNames, readGoEnv } from './go-env.ts'

const machine = (ran: { code: number; stdout: string; stderr: string }) =>
  createFakeHost({
    environment: { HOME: '/home/user', PATH: '/usr/local/go/bin:/usr/bin' },
    files: { '/usr/local/go/bin/go': { mode: '0755' } },
    runs: [{ argv: ['/usr/local/go/bin/go', 'env', '-json', ...goEnvNames], ran: { kind: 'exited', ...ran } }],
  })

test('values come as go prints them, unknown names are empty', async () => {
  const answer = await readGoEnv(machine({ code: 0, stdout: '{"GOOS":"linux","GOARM":7}', stderr: '' }))
  expect(answer?.values).toMatchObject({ GOOS: 'linux', GOARM: '', GOBIN: '' })
  expect(answer?.context).toBe('app')
})

test.each([
  [
    'a failing go',
    { code: 2, stdout: '', stderr: 'go: cannot find GOROOT directory: /nowhere\n' },
    /cannot find GOROOT/,
  ],
  ['garbage', { code: 0, stdout: 'hello', stderr: '' }, /not JSON/],
  ['a list', { code: 0, stdout: '[1]', stderr: '' }, /not JSON/],
])('%s is unreadable, with the reason', async (_, ran, message) => {
  await expect(readGoEnv(machine(ran))).rejects.toThrow(message)
})

test('without a Go there is nothing to ask', async () => {
  expect(await readGoEnv(createFakeHost({}))).toBeNull()
})
