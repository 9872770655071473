/** Answers the page's own requests from its files, and blocks every other. The window has no network. */
import { pageOrigin } from '#contract'
import type { PageFiles } from '../page/page-files.ts'
import { pageHeaders } from '../page/page-headers.ts'
import type { DevtoolsPipe, Parameters } from './devtools-pipe.ts'

interface RequestPaused {
  readonly requestId: string
  readonly request: { readonly method: string; readonly url: string }
  readonly resourceType: string
}

const headers = Object.entries(pageHeaders({ connect: 'none' })).map(([name, value]) => ({ name, value }))

/** From now on no request of the target `sessionId` leaves the browser. */
export const interceptRequests = async (pipe: DevtoolsPipe, sessionId: string, files: PageFiles): Promise<void> => {
  pipe.onEvent((event) => {
    if (event.method !== 'Fetch.requestPaused' || event.sessionId !== sessionId) return
    const paused = event.params as unknown as RequestPaused
    void answer(paused, files)
      .then(({ method, params }) => pipe.send(method, { requestId: paused.requestId, ...params }, sessionId))
      // The request is gone with its page.
      .catch(() => undefined)
  })
  await pipe.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }, sessionId)
}

const answer = async (
  { request, resourceType }: RequestPaused,
  files: PageFiles,
): Promise<{ readonly method: string; readonly params: Parameters }> => {
  const url = URL.canParse(request.url) ? new URL(request.url) : null
  if (url?.origin !== pageOrigin || request.method !== 'GET') {
    // A page that leads elsewhere stays where it is; with "blocked" an error page would take its place.
    const errorReason = resourceType === 'Document' ? 'Aborted' : 'BlockedByClient'
    return { method: 'Fetch.failRequest', params: { errorReason } }
  }
  const file = await files(url.pathname)
  if (!file) return { method: 'Fetch.fulfillRequest', params: { responseCode: 404, responseHeaders: headers } }
  return {
    method: 'Fetch.fulfillRequest',
    params: {
      responseCode: 200,
      responseHeaders: [...headers, { name: 'content-type', value: file.contentType }],
      body: Buffer.from(file.body).toString('base64'),
    },
  }
}
