import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createDevtoolsPipe, type DevtoolsEvent } from './devtools-pipe.ts'

const start = () => {
  const output = new PassThrough()
  const input = new PassThrough()
  const pipe = createDevtoolsPipe(output, input)
  const events: DevtoolsEvent[] = []
  pipe.onEvent((event) => events.push(event))
  return { pipe, output, input, events }
}
const message = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\0`)

test('messages come whole, however the pipe cuts them, inside letters too', async () => {
  const { input, events } = start()
  const bytes = Buffer.concat([
    message({ method: 'One', params: { text: '检查 ✓' } }),
    message({ method: 'Two', params: {}, sessionId: 's' }),
  ])
  for (const byte of bytes) input.write(Buffer.from([byte]))
  input.write(Buffer.concat([bytes, bytes]))
  await new Promise((resolve) => setImmediate(resolve))
  const both = [
    { method: 'One', params: { text: '检查 ✓' }, sessionId: undefined },
    { method: 'Two', params: {}, sessionId: 's' },
  ]
  expect(events).toEqual([...both, ...both, ...both])
})

test('answers find their questions in any order, and refusals reject', async () => {
  const { pipe, output, input } = start()
  const one = pipe.send('A.one', { x: 1 }, 'session')
  const two = pipe.send('A.two')
  expect(String(output.read())).toBe(
    '{"id":1,"method":"A.one","params":{"x":1},"sessionId":"session"}\0{"id":2,"method":"A.two","params":{}}\0',
  )
  input.write(message({ id: 2, error: { message: 'no such method' } }))
  input.write(message({ id: 1, result: { y: 2 } }))
  await expect(two).rejects.toThrow('no such method')
  expect(await one).toEqual({ y: 2 })
})

test('when the pipe ends, every pending and later question is refused', async () => {
  const { pipe, input } = start()
  const pending = pipe.send('A.one')
  input.destroy()
  await expect(pending).rejects.toThrow('gone')
  await expect(pipe.send('A.two')).rejects.toThrow('gone')
})
