#!/usr/bin/env node
/** Terminal entry: plain Node, the same core. */
import { join } from 'node:path'
import { assemble, version } from './assemble.ts'
import { systemLanguage } from './host/language.ts'
import { openHost } from './host/target.ts'
import { createProcessTerminal } from './surfaces/terminal/process-terminal.ts'
import { runProgram } from './surfaces/terminal/program.ts'

const terminal = createProcessTerminal(systemLanguage(process.env))
process.exitCode = await runProgram(
  {
    ...terminal,
    version,
    applicationFor: async (target) => {
      const host = await openHost(target)
      if (!host.ok) return { ok: false, message: host.problem[terminal.language] }
      return { ok: true, application: assemble({ surface: 'terminal', host: host.value }) }
    },
    go: async () => (await import('./go-here.ts')).createGoHere(version),
    open: async (options) => {
      const { open } = await import('./open.ts')
      return open({ ...terminal, ...options, builtDirectory: join(import.meta.dirname, '..') })
    },
  },
  process.argv.slice(2),
)
// What was interrupted may still wait for an answer; nobody does any more.
if (terminal.interrupted.aborted) process.exit()
