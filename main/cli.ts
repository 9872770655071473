#!/usr/bin/env node
/** Terminal entry: plain Node, the same core. */
import { assemble } from './assemble.ts'
import { renderJson } from './core/report/json.ts'
import { renderText } from './core/report/text.ts'

const application = assemble({ surface: 'terminal' })
const keys = process.argv.slice(3).filter((word) => !word.startsWith('-'))
const report = await application.check(keys.length > 0 ? keys : undefined)
if (!report.ok) {
  process.stderr.write(`${JSON.stringify(report.fault)}\n`)
  process.exitCode = 1
} else
  process.stdout.write(
    process.argv.includes('--json') ? renderJson(report.value) : renderText(report.value, { language: 'en' }),
  )
