/** Electron entry: joins the parts, nothing else. */
import { join } from 'node:path'
import { assemble } from './assemble.ts'
import { systemLanguage } from './host/language.ts'
import { startElectron } from './surfaces/electron/start.ts'

startElectron({
  builtDirectory: join(import.meta.dirname, '..'),
  language: systemLanguage(process.env),
  assemble: (shown) => assemble({ surface: 'electron', ...shown }),
})
