/** What installing takes in a test: the small toolchain's own database, and nothing kept. */
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database, DatabaseSource } from '../../main/core/toolchains/checksum-database/client.ts'
import type { Route, Supplier } from '../../main/core/toolchains/route.ts'
import type { InstallPorts } from '../../main/host/install/install-version.ts'
import { createNetwork } from '../../main/host/network.ts'

const built = (script: string): URL => pathToFileURL(join(resolve(import.meta.dirname, '../..'), 'dist/main', script))

/** Of the app as it was built. */
export const workerScripts = { zip: built('unpack-worker.js'), tar: built('untar-worker.js') }

export const nothingKept = { read: () => Promise.resolve(null), keep: () => Promise.resolve() }

/** One after another, whatever happens. */
export const inOrder = (...suppliers: readonly Supplier[]): Route => ({
  inOrder: suppliers.map((supplier) => ({ supplier, anyFailureGoesOn: true })),
  raced: [],
})

/** All but the route. */
export const portsFor = (toolchain: {
  readonly source: DatabaseSource
  readonly database: Database
}): Omit<InstallPorts, 'route'> => ({
  network: createNetwork('test'),
  databases: [toolchain.source],
  database: toolchain.database,
  origins: () => Promise.resolve([]),
  notes: nothingKept,
  memory: nothingKept,
  workerScripts,
  userAgent: 'test',
  signal: new AbortController().signal,
})
