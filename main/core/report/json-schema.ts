/** What `check --json` prints, as JSON Schema for whoever reads it. Made from the contract, so the two cannot differ. */
import { z } from 'zod'
import { reportSchema, reportSchemaVersion } from '#contract'

/** JSON Schema 2020-12 of a report. `npm run schema` writes it to assets/schemas. */
export const reportJsonSchema = (): object => {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' })
  return {
    $schema,
    $id: `urn:groundwork:check-report:v${reportSchemaVersion}`,
    title: 'Groundwork check report',
    description: 'What `groundwork check --json` prints.',
    ...schema,
  }
}
