/** Ways to the checksum database: through each module proxy, as cmd/go does, then its own hosts. */
import { systemText } from './changed.ts'
import { goDatabase, type DatabaseSource } from './checksum-database/client.ts'
import { isFileAddress } from './file-address.ts'
import { NoAnswer } from './prove-published.ts'
import { parseModuleProxies } from './module-proxies.ts'
import { withoutPassword } from '../without-password.ts'
import type { Network } from './network.ts'

/** The database's own host, and the one for China, which serves the same database with the same key (cmd/go, modfetch/sumdb.go). */
const ownHosts = [goDatabase.name, 'sum.golang.google.cn']

/** Sources in the order to be tried, for a value of GOPROXY. A proxy that does not carry the database says so, and is skipped. */
export const databaseSources = (goproxy: string, network: Network): readonly DatabaseSource[] => [
  ...parseModuleProxies(goproxy)
    .filter(({ url }) => !isFileAddress(url))
    .map(({ url }) => throughProxy(`${url}/sumdb/${goDatabase.name}`, network)),
  ...ownHosts.map((host) => reading(`https://${host}`, network)),
]

const throughProxy = (address: string, network: Network): DatabaseSource => {
  const source = reading(address, network)
  let isSupported: Promise<boolean> | undefined
  return {
    read: async (path) => {
      isSupported ??= source.read('supported').then((answer) => answer !== null)
      if (!(await isSupported))
        throw new NoAnswer({
          en: `${withoutPassword(address)} does not carry the checksum database`,
          'zh-CN': `${withoutPassword(address)} 不提供校验和数据库`,
        })
      return source.read(path)
    },
  }
}

const reading = (address: string, network: Network): DatabaseSource => ({
  read: async (path) => {
    const answer = await network.fetch(`${address}/${path}`, { maxBytes: 1_000_000 })
    if (answer.kind === 'failed') throw new NoAnswer(systemText(`${withoutPassword(address)}: ${answer.detail}`))
    if (answer.status === 404 || answer.status === 410) return null
    if (answer.status !== 200)
      throw new NoAnswer({
        en: `${withoutPassword(address)} answered ${answer.status}`,
        'zh-CN': `${withoutPassword(address)} 返回了 ${answer.status}`,
      })
    return answer.body
  },
})
