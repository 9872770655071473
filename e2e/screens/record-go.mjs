/**
 * `npm run record:go`: makes e2e/screens/demo-go.json, what the Versions screen shows in tests and pictures. It is a
 * real run of the built app as a user of its own, with real versions from the GOPROXY of `go env`. Needs root, Chromium,
 * a Go in /usr/local/go, and that network.
 */
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildAll, isStale } from '../../main/launch/build.mjs'

if (isStale()) await buildAll()
await runnerImport(join(import.meta.dirname, 'record-go.ts'))
