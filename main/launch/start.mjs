/** `npm start`: sets up what is missing, then opens the app as `groundwork open` does, in this very process. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setUp } from './setup.mjs'

await setUp()
const cli = join(import.meta.dirname, '../../dist/main/cli.js')
process.argv = [process.argv[0], cli, 'open', ...process.argv.slice(2)]
await import(pathToFileURL(cli).href)
