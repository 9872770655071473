/** The bridge of a Chromium window, seen from the app: which calls are heard, and how answers get back. */
import { maxMessageBytes, pageOrigin, pipeName, readyWord } from '#contract'
import type { Application } from '../../core/application.ts'
import { answerText, eventText } from '../page/wire-messages.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'

interface Context {
  readonly id: number
  readonly origin: string
  readonly auxData?: { readonly isDefault?: boolean; readonly frameId?: string }
}

export interface Binding {
  readonly pipe: DevtoolsPipe
  readonly sessionId: string
  /** The window's top frame: the only one that is heard. */
  readonly mainFrameId: string
  readonly application: Pick<Application, 'call' | 'subscribe'>
  /** JavaScript of `preload/pipe.ts`. */
  readonly script: string
}

/** Gives every page that is loaded from now on the bridge. Returns how to stop events. */
export const bindApplication = async (binding: Binding): Promise<() => void> => {
  const { pipe, sessionId, application } = binding
  /** The page that may call: its execution context, and its function for messages once it is ready. */
  let page: { readonly contextId: number; receiver: Promise<string | null> } | null = null

  const deliver = async (text: string, to: typeof page): Promise<void> => {
    const objectId = await to?.receiver
    if (objectId == null) return
    await pipe
      .send(
        'Runtime.callFunctionOn',
        { objectId, functionDeclaration: 'function (text) { this(text) }', arguments: [{ value: text }] },
        sessionId,
      )
      // The page was closed or loaded anew: nobody waits for this answer.
      .catch(() => undefined)
  }

  const hear = async (contextId: number, text: string): Promise<void> => {
    const from = page
    if (!from || contextId !== from.contextId) return
    if (text === readyWord) {
      from.receiver = takeReceiver(pipe, sessionId, contextId).catch(() => null)
      return
    }
    if (Buffer.byteLength(text) > maxMessageBytes) return
    const answer = await answerText(application.call, text)
    if (answer !== null) await deliver(answer, from)
  }

  pipe.onEvent(({ method, params, sessionId: about }) => {
    if (about !== sessionId) return
    if (method === 'Runtime.executionContextsCleared') page = null
    if (method === 'Runtime.executionContextDestroyed' && params.executionContextId === page?.contextId) page = null
    if (method === 'Runtime.executionContextCreated') {
      const context = params.context as Context
      if (isOurPage(context, binding.mainFrameId)) page = { contextId: context.id, receiver: Promise.resolve(null) }
    }
    if (method === 'Runtime.bindingCalled' && params.name === pipeName) {
      void hear(Number(params.executionContextId), String(params.payload))
    }
  })
  await Promise.all([
    pipe.send('Runtime.enable', {}, sessionId),
    pipe.send('Runtime.addBinding', { name: pipeName }, sessionId),
    pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: binding.script }, sessionId),
  ])
  return application.subscribe((name, payload) => void deliver(eventText(name, payload), page))
}

const isOurPage = ({ origin, auxData }: Context, mainFrameId: string): boolean =>
  origin === pageOrigin && auxData?.isDefault === true && auxData.frameId === mainFrameId

/** The page's function for messages, taken away from it. */
const takeReceiver = async (pipe: DevtoolsPipe, sessionId: string, contextId: number): Promise<string | null> => {
  const expression = `(() => { const receive = window.${pipeName}; delete window.${pipeName}; return receive })()`
  const { result } = await pipe.send('Runtime.evaluate', { expression, contextId }, sessionId)
  return (result as { readonly objectId?: string }).objectId ?? null
}
