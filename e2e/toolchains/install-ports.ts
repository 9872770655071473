/** What installing takes in a test: the small toolchain's own database, and nothing kept. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database, DatabaseSource } from '../../main/core/toolchains/checksum-database/client.ts'
import type { Route, Supplier } from '../../main/core/toolchains/route.ts'
import type { InstallPorts } from '../../main/host/install/install-version.ts'
import { createNetwork } from '../../main/host/network.ts'

/** Of the app as it was built. */
export const scripts = pathToFileURL(`${resolve(import.meta.dirname, '../..')}/dist/main/`)

export const nothingKept = {
  read: () => Promise.resolve(null),
  all: () => Promise.resolve([]),
  keep: () => Promise.resolve(),
}

/** No proof from earlier times. */
export const noneKept = { ofVersion: () => Promise.resolve([]) }

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
  kept: noneKept,
  memory: nothingKept,
  scripts,
  userAgent: 'test',
  signal: new AbortController().signal,
})
