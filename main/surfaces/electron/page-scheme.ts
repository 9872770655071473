/** Serves the built page as `app://groundwork/`, with its headers. */
import { protocol, type Session } from 'electron'
import { openPageFiles } from '../page/page-files.ts'
import { pageHeaders } from '../page/page-headers.ts'
import { isPageAddress, pageScheme } from './page-address.ts'

/** Makes the scheme an origin like https. Must run before the app is ready, once. */
export const registerPageScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Answers the scheme's addresses in `session` from the files of `directory`; anything else is not found. */
export const servePage = (session: Session, directory: string): void => {
  const files = openPageFiles(directory)
  const headers = pageHeaders({ connect: 'none' })
  session.protocol.handle(pageScheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers })
    const file = isPageAddress(request.url) ? await files(new URL(request.url).pathname) : null
    if (!file) return new Response(null, { status: 404, headers })
    return new Response(file.body, { headers: { ...headers, 'content-type': file.contentType } })
  })
}
