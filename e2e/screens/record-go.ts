/**
 * A whole life of a version on a real machine, as the app tells its page: what is here, what there is, a version
 * installed, switched to. Run by record-go.mjs.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallAnswer, CallInput, CallName, ChangeRequest, GoInventory, Result, Task } from '#contract'
import { startThrottledProxy } from '../toolchains/throttled-proxy.ts'
import { goRecordingSchema, type GoRecording } from './demo-go.ts'
import { onPage } from '../surfaces/on-page.ts'
import { startBrowser } from './open-page.ts'
import { startUnprivilegedApp } from './unprivileged-app.ts'

/** Two older versions, a program that only bears the name, and a project that needs a newer Go than there is. */
const prepare = `
echo 'export PATH="$PATH:/usr/local/go/bin:$HOME/tools"' >> /home/user/.profile
mkdir -p /home/user/tools /home/user/sdk /home/user/src/shop
printf '#!/bin/sh\\necho "no version is set" >&2\\nexit 1\\n' > /home/user/tools/go
chmod 0755 /home/user/tools/go
printf 'module example.com/shop\\n\\ngo 1.27.1\\n' > /home/user/src/shop/go.mod
echo '1.26.8' > /home/user/src/shop/.go-version
chown -R 1000:1000 /home/user
run GOTOOLCHAIN=go1.25.3 go version >&2
run GOTOOLCHAIN=go1.24.13 go version >&2
cache=/home/user/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.3.linux-amd64
cp -R "$cache" /home/user/sdk/go1.25.3
chown -R 1000:1000 /home/user/sdk
chmod -R u+w "$cache" /home/user/sdk
rm -r "$cache"
`

/** The proxy of `go env`, slowed down so that there is progress to be seen. */
const proxy = await startThrottledProxy()
proxy.pace(20_000_000)
const app = await startUnprivilegedApp({ prepare, goproxy: proxy.url, directory: '/home/user/src/shop' })
const browser = await startBrowser()
const page = await browser.newPage()
await page.goto(app.address)
await page.waitForFunction(() => 'groundwork' in window)
const bridge = onPage(page)

const ask = async <Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>> => {
  process.stderr.write(`${name} ${JSON.stringify(input)}\n`)
  const answer = (await bridge.call(name, input)) as Result<CallAnswer<Name>>
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`)
  return answer.value
}

const plans: GoRecording['plans'] = []
const plan = async (request: ChangeRequest): Promise<string> => {
  const made = await ask('go:plan', request)
  plans.push({ request, plan: made })
  return made.planId
}

/** Applies a plan and promises every word of its task. */
const apply = async (request: ChangeRequest): Promise<Task[]> => {
  const heard = await bridge.listen()
  const { taskId } = await ask('go:apply', { planId: await plan(request) })
  for (;;) {
    const said = (await heard()).flatMap(({ name, payload }) => (name === 'task:changed' ? [payload as Task] : []))
    const own = said.filter((task) => task.taskId === taskId)
    const last = own.at(-1)
    if (last?.state === 'done') return own
    if (last && last.state !== 'running') throw new Error(JSON.stringify(last))
    await page.waitForTimeout(100)
  }
}

const sizes: GoRecording['sizes'] = {}
const proofs: GoRecording['proofs'] = {}
const look = async (): Promise<GoInventory> => {
  const inventory = await ask('go:inventory', {})
  for (const { id } of inventory.rows) {
    if (!(id in sizes)) sizes[id] = (await ask('go:size', { id })).bytes
  }
  return inventory
}

const catalogue = await ask('go:catalogue', {})
const before = await look()
for (const { id } of before.rows) proofs[id] = await ask('go:prove', { id })
const projects = await ask('go:projects', {})
const whys: GoRecording['whys'] = { home: await ask('go:why', { id: null }) }
for (const { id } of projects) whys[id] = await ask('go:why', { id })
for (const { id, can } of before.rows) for (const kind of can) await plan({ kind, id })

const newest = catalogue.versions.find(({ stage }) => stage === 'stable')
if (!newest) throw new Error('nobody knows a version')
const wish = { kind: 'install', version: newest.name, source: 'auto' } as const
await plan({ ...wish, scope: 'system' })
const install = await apply({ ...wish, scope: 'user' })
const installed = await look()
const made = installed.rows.find(({ version, own }) => version === newest.name && own)
if (!made) throw new Error('what was installed is not here')
await plan({ kind: 'remove', id: made.id })
const use = await apply({ kind: 'use', id: made.id })
const switched = await look()

await browser.close()
await app.close()
await proxy.close()

const tasks = { install, use }
const stages = { before, installed, switched }
const recording: GoRecording = { stages, sizes, proofs, catalogue, projects, whys, plans, tasks }
const text = JSON.stringify(recording).replaceAll(proxy.url, 'https://cache.golang.org')
const parsed = goRecordingSchema.parse(JSON.parse(text))
writeFileSync(join(import.meta.dirname, 'demo-go.json'), `${JSON.stringify(parsed, null, 1)}\n`)
