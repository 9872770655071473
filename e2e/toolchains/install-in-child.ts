/** An installation in a process of its own, to be killed: DIRECTORY, PROXY, KEY; the signed note and its record in the environment. */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { installVersion } from '../../main/host/install/install-version.ts'
import { inOrder, portsFor } from './install-ports.ts'
import { parseGoVersion } from '../../main/core/toolchains/go-version.ts'

const [directory = '', proxy = '', answers = '', unpackWorker = ''] = process.argv.slice(2)
const { key, served } = JSON.parse(readFileSync(answers, 'utf8')) as { key: string; served: Record<string, string> }
const version = parseGoVersion('1.99.1')
if (!version) throw new Error('1.99.1 is a version')
await installVersion(
  version,
  { os: 'linux', arch: 'amd64' },
  { directory, link: `${directory}.link` },
  {
    ...portsFor({
      source: {
        read: (path) => Promise.resolve(served[path] === undefined ? null : Buffer.from(served[path], 'base64')),
      },
      database: { name: 'sum.example.test', key },
    }),
    route: inOrder({ kind: 'proxy', url: proxy }),
    workerScripts: { zip: pathToFileURL(unpackWorker), tar: pathToFileURL(unpackWorker) },
    onProgress: (phase, bytes, total) =>
      process.stdout.write(`${phase} ${total === 0 ? 0 : Math.floor((bytes / total) * 10)}\n`),
  },
)
