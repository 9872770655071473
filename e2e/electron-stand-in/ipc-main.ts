/** `ipcMain`: handlers by channel, called with an event that says who asks. */
import { Emitter } from './emitter.ts'
import { guard } from './guard.ts'

type Handler = (event: unknown, ...words: unknown[]) => unknown

class IpcMain extends Emitter {
  readonly handlers = new Map<string, Handler>()
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
  /** As the renderer's `invoke` sees it; copies what crosses. */
  async invoke(
    channel: string,
    sender: object,
    senderFrame: object | null,
    words: readonly unknown[],
  ): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const event = {
      preventDefault: () => undefined,
      defaultPrevented: false,
      frameId: 1,
      processId: 1,
      sender,
      senderFrame,
      type: 'frame',
    }
    return structuredClone(await handler(event, ...structuredClone(words)))
  }
}

export const rawIpcMain = new IpcMain()
export const ipcMain = guard(rawIpcMain, 'IpcMain')
