/** A report of this machine fits the schema that is shipped for it; a mutilated one does not. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { Report } from '#contract'

const root = join(import.meta.dirname, '../..')
const schema: unknown = JSON.parse(readFileSync(join(root, 'assets/schemas/check-report.v1.schema.json'), 'utf8'))
// Dates are also described by a pattern, which is what is checked.
const isReport = new Ajv2020({ validateFormats: false, allErrors: true }).compile(schema as object)

const printed = spawnSync(process.execPath, [join(root, 'dist/main/cli.js'), 'check', '--json'], {
  encoding: 'utf8',
  maxBuffer: 64e6,
})
const report = JSON.parse(printed.stdout) as Report
const [first, ...rest] = report.results

test('the report of this machine fits', () => {
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true)
  expect(report.results.length).toBeGreaterThan(0)
  expect(report.complete).toBe(true)
})

describe('a report does not fit', () => {
  const mutilations: Readonly<Record<string, unknown>> = {
    'that is empty': {},
    'that is no object': [report],
    'of another version': { ...report, schemaVersion: 2 },
    'without a host': { ...report, host: undefined },
    'without counts': { ...report, counts: {} },
    'with a count below nought': { ...report, counts: { ...report.counts, pass: -1 } },
    'with something nobody knows': { ...report, extra: true },
    'whose date is a word': { ...report, startedAt: 'yesterday' },
    'with a result in a state of its own': { ...report, results: [{ ...first, result: 'passed' }, ...rest] },
    'with a result in English only': { ...report, results: [{ ...first, summary: { en: 'Fine.' } }, ...rest] },
    'with a reference that is not https': {
      ...report,
      results: [{ ...first, references: [{ title: 'x', url: 'http://example.com/' }] }, ...rest],
    },
    'from another tool': { ...report, tool: { name: 'grounded', version: '1' } },
  }

  test.each(Object.entries(mutilations))('%s', (_, mutilated) => {
    expect(isReport(JSON.parse(JSON.stringify(mutilated)))).toBe(false)
  })
})
