/** `npm run -s cli -- VERB`: sets up what is missing, then runs the terminal program. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setUp } from './setup.mjs'

await setUp()
const cli = join(import.meta.dirname, '../../dist/main/cli.js')
process.argv[1] = cli
await import(pathToFileURL(cli).href)
