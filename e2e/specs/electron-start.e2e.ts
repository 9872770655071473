/** `groundwork open` uses Electron by itself where its program is: here a program that is the stand-in. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildStandIn } from '../electron-stand-in/build.ts'
import { startDisplay, type Display } from '../surfaces/display.ts'
import { prepareProject } from '../surfaces/electron.ts'

let display: Display
let project: ReturnType<typeof prepareProject>

beforeEach(async () => {
  display = await startDisplay()
  project = prepareProject({})
  mkdirSync(join(project.directory, 'electron-dist'))
})
afterEach(async () => {
  await display.stop()
  project.remove()
})

/** Runs `groundwork open` with the text of a program in Electron's place, until `said` is printed or it ends. */
const openWith = async (program: string, said: RegExp) => {
  const distribution = join(project.directory, 'electron-dist')
  writeFileSync(join(distribution, 'electron'), program, { mode: 0o755 })
  const words = [join(project.directory, 'dist/main/cli.js'), 'open', '--surface=electron', '--allow-root']
  const child = spawn(process.execPath, words, {
    env: {
      ...project.environment,
      LC_ALL: 'C.UTF-8',
      DISPLAY: display.name,
      XDG_RUNTIME_DIR: project.directory,
      ELECTRON_OVERRIDE_DIST_PATH: distribution,
      ELECTRON_RUN_AS_NODE: '1',
    },
  })
  let printed = ''
  const saidSo = new Promise<void>((resolve) => {
    const take = (chunk: Buffer): void => {
      printed += chunk.toString()
      if (said.test(printed)) resolve()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  await Promise.race([saidSo, ended])
  child.kill('SIGINT')
  return { code: await ended, printed }
}

test('it opens there, says so in one line, and ends with it', async () => {
  const asElectron = '[ -z "$ELECTRON_RUN_AS_NODE" ] || exit 9'
  const program = `#!/bin/sh\n${asElectron}\nexec '${process.execPath}' '${await buildStandIn()}' "$@"\n`
  const { code, printed } = await openWith(program, /Opening in Electron/)
  expect(printed).toMatch(/^Opening in Electron \(.*\/electron-dist\/electron\): .*\n$/)
  expect(code).toBe(130)
})

test('an Electron that cannot start is a reason, not a crash', async () => {
  const { code, printed } = await openWith("#!/bin/sh\necho 'libnss3.so: cannot open' >&2\nexit 127\n", /^never$/)
  expect(code).toBe(1)
  expect(printed).toContain('Electron ended at once (127: libnss3.so: cannot open)')
})
