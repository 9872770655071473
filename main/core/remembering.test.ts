import { expect, test } from 'vitest'
import type { ReadableHost } from './host.ts'
import { remembering } from './remembering.ts'
import { createFakeHost } from './testing/fake-host.ts'

/** A host that writes down every question it is really asked. */
const listening = (): { readonly host: ReadableHost; readonly asked: string[] } => {
  const asked: string[] = []
  const host = new Proxy(createFakeHost({ files: { '/a': { text: 'text of a' } } }), {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function') return value
      return (...input: readonly unknown[]): unknown => {
        asked.push(`${String(name)} ${JSON.stringify(input)}`)
        return Reflect.apply(value, target, input)
      }
    },
  })
  return { host, asked }
}

/** Each question in two forms that must not be taken for each other. */
const questions: readonly (readonly [string, (host: ReadableHost) => unknown, (host: ReadableHost) => unknown])[] = [
  ['readText', (host) => host.readText('/a'), (host) => host.readText('/a', { maxBytes: 3 })],
  ['readBytes', (host) => host.readBytes('/a', 0, 4), (host) => host.readBytes('/a', 1, 4)],
  ['status', (host) => host.status('/a'), (host) => host.status('/b')],
  ['linkStatus', (host) => host.linkStatus('/a'), (host) => host.status('/a')],
  ['readLink', (host) => host.readLink('/a'), (host) => host.realPath('/a')],
  ['realPath', (host) => host.realPath('/a'), (host) => host.realPath('/b')],
  ['list', (host) => host.list('/'), (host) => host.list('/a')],
  ['access', (host) => host.access('/a', 'read'), (host) => host.access('/a', 'write')],
  ['space', (host) => host.space('/'), (host) => host.space('/a')],
  [
    'run',
    (host) => host.run({ argv: ['/bin/x', 'a b'] }),
    (host) => host.run({ argv: ['/bin/x', 'a', 'b'], env: { A: undefined } }),
  ],
]

test.each(questions)('%s: the same question is asked once, another one is another', async (_, ask, askOther) => {
  const { host, asked } = listening()
  const run = remembering(host)
  const [first, again] = await Promise.all([ask(run), ask(run)])
  expect(again).toBe(first)
  expect(asked).toHaveLength(1)
  await askOther(run)
  expect(asked).toHaveLength(2)
})

test('a command that differs only in its environment, its place or its limits is another question', async () => {
  const { host, asked } = listening()
  const run = remembering(host)
  const argv = ['/bin/x'] as const
  const commands = [
    { argv },
    { argv, env: { GOROOT: undefined } },
    { argv, env: { GOROOT: '' } },
    { argv, base: 'only' as const },
    { argv, cwd: '/' },
    { argv, timeoutMs: 1 },
  ]
  for (const command of commands) await run.run(command)
  expect(asked).toHaveLength(commands.length)
})

test('whose machine it is stays known', () => {
  const host = createFakeHost({})
  const run = remembering(host)
  expect([run.target, run.canRun, run.user(), run.environment(), run.kernel()]).toEqual([
    host.target,
    host.canRun,
    host.user(),
    host.environment(),
    host.kernel(),
  ])
})
