import { expect, test, vi } from 'vitest'
import { createMessageBridge } from './message-bridge.ts'

const start = () => {
  const sent: string[] = []
  const made = createMessageBridge((text) => sent.push(text))
  const call = (name: unknown, input: unknown): Promise<unknown> => made.bridge.call(name as never, input as never)
  return { ...made, call, sent }
}

test('each answer goes to its own call, in any order', async () => {
  const { call, receive, sent } = start()
  const one = call('app:describe', {})
  const two = call('checks:list', {})
  expect(sent).toEqual(['{"id":1,"name":"app:describe","input":{}}', '{"id":2,"name":"checks:list","input":{}}'])
  receive('{"kind":"answer","id":2,"result":{"ok":true,"value":2}}')
  receive('{"kind":"answer","id":99,"result":{"ok":true,"value":99}}')
  receive('{"kind":"answer","id":1,"result":{"ok":true,"value":1}}')
  expect(await Promise.all([one, two])).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 2 },
  ])
})

test('what cannot be sent is answered, not thrown, and not sent', async () => {
  const { call, sent } = start()
  const circle: { self?: unknown } = {}
  circle.self = circle
  for (const input of [circle, 1n, 'x'.repeat(1024 * 1024)]) {
    expect(await call('checks:run', input)).toMatchObject({
      ok: false,
      fault: { kind: 'bad-input', name: 'checks:run' },
    })
  }
  expect(sent).toEqual([])
  void call(Symbol('x'), {})
  expect(sent).toEqual(['{"id":4,"name":"symbol","input":{}}'])
})

test('after it is disconnected, every pending and later call says so', async () => {
  const { call, disconnect, sent } = start()
  const pending = call('facts:read', {})
  disconnect()
  const gone = { ok: false, fault: { kind: 'disconnected' } }
  expect(await pending).toEqual(gone)
  expect(await call('facts:read', {})).toEqual(gone)
  expect(sent).toHaveLength(1)
})

test('every listener hears, twice if it listens twice, until it stops; one that throws harms no other', () => {
  const { bridge, receive } = start()
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  const heard = vi.fn()
  bridge.on('check:started', () => {
    throw new Error('a mistake of the page')
  })
  const stop = bridge.on('check:started', heard)
  bridge.on('check:started', heard)
  const event = '{"kind":"event","name":"check:started","payload":{"runId":"r","key":"k"}}'
  receive(event)
  expect(heard).toHaveBeenCalledTimes(2)
  stop()
  receive(event)
  expect(heard).toHaveBeenCalledTimes(3)
  expect(reported).toHaveBeenCalledTimes(2)
  vi.unstubAllGlobals()
})
