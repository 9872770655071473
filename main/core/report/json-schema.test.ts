import { expect, test } from 'vitest'
import { reportSchemaVersion } from '#contract'
import { reportJsonSchema } from './json-schema.ts'

test('the schema that is shipped is the one of the contract (`npm run schema` writes it anew)', async () => {
  const file = `../../../assets/schemas/check-report.v${reportSchemaVersion}.schema.json`
  await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(file)
})
