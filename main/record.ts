/**
 * `npm run record -- --output FILE [--name NAME]`: writes this machine down for the tests, without the person. `-` is
 * standard output.
 */
import { writeFileSync } from 'node:fs'
import * as os from 'node:os'
import { parseArgs } from 'node:util'
import { allChecks } from './core/all-checks.ts'
import { readDistro } from './core/probes/distro.ts'
import { createLocalHost } from './host/local.ts'
import { recordMachine } from './host/recording/record-machine.ts'

const { values } = parseArgs({
  options: { output: { type: 'string' }, name: { type: 'string' }, help: { type: 'boolean' } },
})

if (values.help || values.output === undefined) {
  process.stdout.write('npm run record -- --output FILE [--name NAME]\n')
  process.exitCode = values.help ? 0 : 1
} else {
  const host = createLocalHost()
  const distro = await readDistro(host)
  const recorded = await recordMachine(host, allChecks, {
    name: values.name ?? `${distro.id}-${distro.versionId ?? 'rolling'}`,
    date: new Date().toISOString().slice(0, 10),
    source: `npm run record on ${distro.prettyName}`,
    person: { name: host.user().name, home: host.user().home, hostName: os.hostname() },
  })
  const text = `${JSON.stringify(recorded.machine, null, 2)}\n`
  if (values.output === '-') process.stdout.write(text)
  else writeFileSync(values.output, text)
  for (const line of recorded.unfaithful) process.stderr.write(`cannot be replayed: ${line}\n`)
  process.exitCode = recorded.unfaithful.length === 0 ? 0 : 1
}
