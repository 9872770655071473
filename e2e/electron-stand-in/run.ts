/**
 * Stands in for the program `electron`: `node run.js DIRECTORY [words]` runs the `main` of DIRECTORY's package.json with
 * the stand-in as its module `electron`, then makes the app ready, as Electron does once the main module is there.
 */
import { readFileSync } from 'node:fs'
import { register } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answerQuestions } from './answers.ts'
import { rawApp } from './app.ts'
import { electronVersion } from './electron-types.ts'

const [node = 'node', , directory = '.', ...words] = process.argv

for (const word of words) {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/.exec(word) ?? []
  if (name !== undefined) rawApp.rawCommandLine.switches.set(name, value ?? '')
}

// Chromium's own refusal, which comes before any JavaScript.
if (process.geteuid?.() === 0 && !rawApp.rawCommandLine.hasSwitch('no-sandbox')) {
  process.stderr.write('Running as root without --no-sandbox is not supported.\n')
  process.exit(1)
}

const standIn = pathToFileURL(join(import.meta.dirname, 'electron.js')).href
const hooks = `export const resolve = (name, context, next) =>
  name === 'electron' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context)`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

process.argv = [node, resolve(directory), ...words]
Object.defineProperty(process.versions, 'electron', { value: electronVersion })
if (process.send) answerQuestions()
// A test that was killed takes its app with it.
process.on('disconnect', () => rawApp.exit(1))
process.on('SIGTERM', () => rawApp.quit())

const { main } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { main: string }
await import(pathToFileURL(resolve(directory, main)).href)
rawApp.becomeReady()
