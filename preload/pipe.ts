/**
 * The bridge in a Chromium window: runs in the page before its own scripts. It takes the raw pipe away from the page
 * in every frame, and gives the top frame of our origin the bridge.
 */
import { pageOrigin, pipeName, readyWord } from '#contract/names'
import { expose } from './expose.ts'
import { createMessageBridge } from './message-bridge.ts'

const rawPipe: unknown = Reflect.get(window, pipeName)
Reflect.deleteProperty(window, pipeName)
// Further windows are closed by the app; the page need not see one come and go.
window.open = () => null

if (typeof rawPipe === 'function' && window === window.top && location.origin === pageOrigin) {
  const send = (text: string): void => {
    Reflect.apply(rawPipe, undefined, [text])
  }
  const { bridge, receive } = createMessageBridge(send)
  expose(bridge)
  // The app takes this function at the word, and removes it: it is how messages come in.
  Object.defineProperty(window, pipeName, { value: receive, enumerable: false, configurable: true })
  send(readyWord)
}
