/** An installation in a process of its own, to be killed: DIRECTORY, PROXY, KEY; the signed note and its record in the environment. */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { installToolchain } from '../../main/host/install/install-toolchain.ts'
import { createNetwork } from '../../main/host/network.ts'
import { parseGoVersion } from '../../main/core/toolchains/go-version.ts'

const [directory = '', proxy = '', answers = '', workerScript = ''] = process.argv.slice(2)
const { key, served } = JSON.parse(readFileSync(answers, 'utf8')) as { key: string; served: Record<string, string> }
const version = parseGoVersion('1.99.1')
if (!version) throw new Error('1.99.1 is a version')
await installToolchain(
  version,
  { os: 'linux', arch: 'amd64' },
  { directory, link: `${directory}.link` },
  {
    network: createNetwork('test'),
    databases: [
      { read: (path) => Promise.resolve(served[path] === undefined ? null : Buffer.from(served[path], 'base64')) },
    ],
    database: { name: 'sum.example.test', key },
    proxies: [{ url: proxy, anyFailureGoesOn: true }],
    notes: { read: () => Promise.resolve(null), keep: () => Promise.resolve() },
    workerScript: pathToFileURL(workerScript),
    userAgent: 'test',
    signal: new AbortController().signal,
    onProgress: (phase, bytes, total) =>
      process.stdout.write(`${phase} ${total === 0 ? 0 : Math.floor((bytes / total) * 10)}\n`),
  },
)
