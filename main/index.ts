/** Electron entry: joins the parts, nothing else. */
import { join } from 'node:path'
import { assemble } from './assemble.ts'
import { startElectron } from './surfaces/electron/start.ts'

startElectron({
  builtDirectory: join(import.meta.dirname, '..'),
  assemble: (shown) => assemble({ surface: 'electron', ...shown }),
})
