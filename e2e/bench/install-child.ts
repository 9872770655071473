/**
 * One installation in a process of its own, as `groundwork go install` and `go use` do it, but proved against a small
 * checksum database made here: the real one needs a network, and nothing is measured over a network. Prints JSON.
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { createSmallDatabase } from '../../main/core/testing/node/small-database.ts'
import { parseGoVersion } from '../../main/core/toolchains/go-version.ts'
import { toolchainModule, toolchainModuleVersion } from '../../main/core/toolchains/toolchain-module.ts'
import { installVersion } from '../../main/host/install/install-version.ts'
import { treePath } from '../../main/host/install/layout.ts'
import { switchLink } from '../../main/host/install/switch-link.ts'
import { inOrder, noneKept, nothingKept } from '../toolchains/install-ports.ts'
import { createNetwork } from '../../main/host/network.ts'

interface Asked {
  readonly format: 'zip' | 'tar.gz'
  readonly version: string
  readonly platform: { readonly os: string; readonly arch: string }
  /** The hash of the module, `h1:…`. */
  readonly sum: string
  /** Of the `tar.gz`. */
  readonly sha256: string
  readonly bytes: number
  /** The server on loopback. */
  readonly url: string
  readonly directory: string
  readonly link: string
  /** The directory of the built scripts. */
  readonly scripts: string
}

const asked = JSON.parse(process.argv[2] ?? '') as Asked
const version = parseGoVersion(asked.version)
if (!version) throw new Error(`${asked.version} is no version`)
const { platform, directory, link } = asked
const layout = { directory, link }
const module = toolchainModuleVersion(version, platform)
const database = createSmallDatabase([`${toolchainModule} ${module} ${asked.sum}\n`])

/** When each phase began, in milliseconds since this process started. */
const phases: Record<string, number> = {}
const ports = {
  databases: [{ read: (path: string) => Promise.resolve(database.answer(path, 1)) }],
  database,
  notes: nothingKept,
  kept: noneKept,
  memory: nothingKept,
  scripts: pathToFileURL(`${asked.scripts}/`),
  userAgent: 'Groundwork/bench',
  signal: new AbortController().signal,
  onProgress: (phase: string) => void (phases[phase] ??= performance.now()),
}
const network = createNetwork('bench')
const startedAt = performance.now()
const result = await installVersion(version, platform, layout, {
  ...ports,
  network,
  route: inOrder(
    asked.format === 'zip' ? { kind: 'proxy', url: asked.url } : { kind: 'files', filesUrl: `${asked.url}/` },
  ),
  origins: () => Promise.resolve([{ host: 'go.dev', sha256: asked.sha256, bytes: asked.bytes }]),
})
network.close()
phases.placed = performance.now()
if (result.kind === 'installed') await switchLink(link, treePath(layout, version.name))
const ms = performance.now() - startedAt
// VmHWM is of this program with all its threads; ru_maxrss would count what its parent had before the exec, too.
const peakKb = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
process.stdout.write(JSON.stringify({ result, phases, ms, peakMB: (peakKb * 1024) / 1e6 }))
