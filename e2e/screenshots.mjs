/** `npm run screenshots`: builds the page, then takes the pictures with TypeScript as vite reads it. */
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildAll, isStale } from '../main/launch/build.mjs'

if (isStale()) await buildAll()
await runnerImport(join(import.meta.dirname, 'screenshots.ts'))
