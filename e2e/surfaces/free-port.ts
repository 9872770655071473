/** A TCP port that nobody listens on. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Free a moment ago; for programs that cannot be told to take any. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
