/** The Versions screen as a person uses it, in a real browser over the real core, with a recorded Go behind it. */
import type { Browser, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '../../main/core/application.ts'
import { createTestApplication } from '../../main/core/testing/application.ts'
import { createDemoDesk, readGoRecording, type DemoDesk, type DemoDeskOptions } from './demo-go.ts'
import { createGate } from './shown-checks.ts'
import {
  accessibilityViolations,
  clippedElements,
  openPage,
  startBrowser,
  type OpenedPage,
  type PageOptions,
} from './open-page.ts'

const recording = readGoRecording()
/** What the recording installs and switches to. */
const newest = 'go1.27.4'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser.close())

let opened: OpenedPage | undefined
afterEach(async () => {
  await opened?.close()
  opened = undefined
})

interface StartOptions extends PageOptions {
  readonly language?: 'en' | 'zh-CN'
  readonly desk?: DemoDeskOptions
}

interface Started {
  readonly page: Page
  readonly desk: DemoDesk
  readonly application: Application
  readonly complaints: readonly string[]
}

const start = async (options: StartOptions = {}): Promise<Started> => {
  const desk = createDemoDesk({ recording, ...options.desk })
  const { application } = createTestApplication(
    { user: { uid: 1000, gid: 1000, name: 'user', home: '/home/user', shell: '/bin/bash' } },
    { checks: [], systemLanguage: options.language ?? 'en', loadGo: desk.load },
  )
  opened = await openPage(browser, application, options)
  const { page, complaints } = opened
  page.setDefaultTimeout(8000)
  await page.locator('nav button').nth(1).click()
  return { page, desk, application, complaints }
}

/** With the rows and what can be installed on the screen. */
const startFilled = async (options: StartOptions = {}): Promise<Started> => {
  const started = await start(options)
  await started.page.waitForSelector('[data-offer]')
  await started.page.waitForSelector('[data-list=here] li')
  await started.page.waitForSelector('[data-measuring=true]', { state: 'detached' })
  return started
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    return element.dataset.place ?? (element.id || element.getAttribute('aria-label') || element.innerText)
  })
const headline = (page: Page): Promise<string> => page.locator('h1').innerText()
const row = (page: Page, version: string) => page.locator(`[data-go="${version}"]`)
const dialog = (page: Page) => page.locator('dialog')
const announced = (page: Page) => page.locator('[data-announcement]')
const active = recording.stages.before.rows.find(({ isActive }) => isActive)
const activeVersion = active?.version ?? ''
const changes = {
  use: 'Switch to this…',
  remove: 'Remove…',
  clean: 'Remove from the module cache…',
  adopt: 'Take over…',
} as const

describe('what is here', () => {
  test('which Go runs, whose it is, where, how big, whether it is genuine; and the policy refuses nothing', async () => {
    const { page, complaints } = await startFilled()
    expect(await headline(page)).toBe(`A new terminal runs ${activeVersion}`)
    const first = page.locator('[data-list=here] li[data-go]').first()
    expect(await first.getAttribute('data-active')).toBe('true')
    const words = await first.innerText()
    for (const part of [activeVersion, 'Active', active?.source.en, active?.tree, 'Not proved yet']) {
      expect(words).toContain(part)
    }
    expect(words).toMatch(/\d+ MiB/)
    const [stranger] = recording.stages.before.strangers
    expect(await page.getByText(stranger?.path ?? '').isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })

  test('sizes come later and move nothing', async () => {
    const gate = createGate()
    const { page } = await start({ desk: { gate: gate.opened, gated: ['size'] } })
    await page.waitForSelector('[data-offer]')
    const places = (): Promise<unknown> =>
      page
        .locator('[data-list=here] li, [data-offer]')
        .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())))
    const before = await places()
    expect(await page.locator('[data-list=here]').innerText()).toContain('…')
    gate.open()
    await page.waitForSelector('[data-measuring=true]', { state: 'detached' })
    expect(await places()).toEqual(before)
  })

  test('a row is proved where it stands, and what was found is said aloud', async () => {
    const { page } = await startFilled()
    await page.getByRole('button', { name: `Prove ${activeVersion}` }).click()
    await page.waitForSelector('[data-integrity="builds-published-but-go-env"]')
    expect(await row(page, activeVersion).innerText()).toContain('as published, except go.env')
    expect(await announced(page).innerText()).toContain('as published, except go.env')
    await row(page, activeVersion)
      .getByRole('button', { name: /^Details/ })
      .click()
    expect(await page.getByRole('complementary').innerText()).toContain(
      recording.proofs[active?.id ?? '']?.text.en ?? 'no proof',
    )
  })

  test('the details of an installation of ours say where it came from; one that differs was read, not proved', async () => {
    const at = '2026-11-20T10:00:00Z'
    const proofs = [{ en: 'The archive had the published SHA-256: abc', 'zh-CN': '归档的 SHA-256 与公布的一致：abc' }]
    const { installed } = recording.stages
    const [first, ...rest] = installed.rows.filter(({ own }) => own)
    if (!first) throw new Error('nothing is installed')
    const row = { ...first, integrity: null, provenance: { from: 'https://mirror.example/go/', proofs, at } }
    const { page, desk } = await startFilled({ desk: { stage: { ...installed, rows: [row, ...rest] } } })
    expect(await page.locator('[data-integrity="proved-then"]').innerText()).toContain('Proved when installed')
    await page.locator('[data-place^="go:"]').first().click()
    const panel = page.getByRole('complementary')
    for (const part of ['https://mirror.example/go/', 'Nov 20, 2026', 'The archive had the published SHA-256: abc']) {
      expect(await panel.innerText()).toContain(part)
    }
    const differs = { word: 'differs', text: proofs[0] ?? row.source, by: row.source, at } as const
    desk.show({ ...installed, rows: [{ ...row, integrity: differs }, ...rest] })
    await panel.getByText(/^Read Nov 20, 2026/).waitFor()
    expect(await panel.getByText(/^Proved Nov/).count()).toBe(0)
    expect(await page.locator('[data-list=here] [data-integrity=differs]').innerText()).toContain('Groundwork')
  })

  test('its menu has only what can be done, copies the path, and says where a folder is that nothing opens', async () => {
    const path = active?.tree ?? ''
    const { page } = await startFilled({ desk: { faults: { reveal: { kind: 'cannot-reveal', path } } } })
    const own = recording.stages.installed.rows.find(({ version }) => version === newest)
    const more = row(page, activeVersion).getByRole('button', { name: /^More for/ })
    await more.click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
      ...(active?.can ?? []).map((kind) => changes[kind]),
      'Prove now',
      'Show in the file manager',
      'Copy the path',
    ])
    expect(own?.can).toContain('use')
    await page.getByRole('menuitem', { name: 'Copy the path' }).click()
    await expect.poll(() => announced(page).innerText()).toBe('Copied')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(path)
    await more.click()
    await page.getByRole('menuitem', { name: 'Show in the file manager' }).click()
    expect(await page.getByRole('alert').innerText()).toContain(`The folder is ${path}`)
  })

  test('everything about a row stands beside the list, and instead of it in a small window', async () => {
    const { page } = await startFilled()
    await row(page, activeVersion).locator('h3').click()
    const panel = page.getByRole('complementary')
    expect(await panel.locator('h2').innerText()).toBe(activeVersion)
    expect(await panel.locator('h3').allInnerTexts()).toEqual(['What it is', 'Is it as published?', 'What you can do'])
    await page.setViewportSize({ width: 900, height: 600 })
    await page.getByRole('button', { name: 'Back to the list' }).click()
    expect(await focused(page)).toBe(`go:${active?.id ?? ''}`)
    await page.getByRole('button', { name: 'Why this Go?' }).click()
    expect(await focused(page)).toBe('Why this Go?')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('open-why')
  })
})

describe('states', () => {
  test('while it is looked, the screen says so and has its shape', async () => {
    const gate = createGate()
    const { page } = await start({ desk: { gate: gate.opened } })
    expect(await headline(page)).toBe('Looking for every Go on this computer…')
    expect(await page.locator('section[aria-busy=true]').count()).toBe(2)
    gate.open()
    await expect.poll(() => headline(page)).toContain(activeVersion)
  })

  test('no Go at all: one sentence, and one button that installs the newest', async () => {
    const { page } = await start({ desk: { stage: { rows: [], strangers: [], cleaned: [] } } })
    await page.waitForSelector('[data-versions=none]')
    expect(await headline(page)).toBe('There is no Go on this computer')
    await page
      .locator('[data-versions]')
      .getByRole('button', { name: `Install ${newest}…` })
      .click()
    await dialog(page).getByRole('button', { name: 'Install', exact: true }).waitFor()
    expect(await dialog(page).locator('h2').innerText()).toContain(newest)
  })

  test('Go is here, but no terminal finds it', async () => {
    const rows = recording.stages.before.rows.map((one) => ({ ...one, isActive: false, runsIn: [] }))
    const { page } = await start({ desk: { stage: { rows, strangers: [], cleaned: [] } } })
    await page.waitForSelector('[data-versions=problem]')
    expect(await headline(page)).toBe('A new terminal finds no Go')
  })

  test('nobody answers: the list is as old as it is; without one, the ways that remain', async () => {
    const silent = recording.catalogue.answers.map((answer) => ({
      ...answer,
      problem: { en: 'timed out', 'zh-CN': '超时' },
    }))
    const { page } = await start({ desk: { catalogue: { ...recording.catalogue, answers: silent } } })
    await page.waitForSelector('[data-offline=kept]')
    expect(await page.locator('[data-offline]').innerText()).toContain('No source answers now.')
    await page.locator('summary').last().click()
    expect(await page.getByText('No answer: timed out.').count()).toBe(silent.length)
    await opened?.close()
    const never = silent.map((answer) => ({ ...answer, at: null }))
    const { page: other } = await start({
      desk: { catalogue: { ...recording.catalogue, versions: [], answers: never } },
    })
    await other.waitForSelector('[data-offline=nothing]')
    expect(await other.locator('[data-offline]').innerText()).toContain('groundwork go install')
    expect(await other.getByLabel('Install any version').isEnabled()).toBe(true)
  })

  test('faults are said in words where they happened, and looking again mends them', async () => {
    const fault = { kind: 'internal', id: 'abc' } as const
    const { page } = await start({ desk: { faults: { inventory: fault, catalogue: fault, why: fault } } })
    await page.waitForSelector('[data-versions=failed]')
    expect(await page.getByText(/The log has the details under abc/).count()).toBe(3)
    expect(await page.getByRole('button', { name: 'Look again' }).isVisible()).toBe(true)
  })
})

describe('what can be installed', () => {
  test('the newest lines and the candidate first, then all of them to be searched', async () => {
    const { page } = await startFilled()
    expect(await page.locator('[data-offer]').first().innerText()).toContain(newest)
    await page.locator('h1').focus()
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('search-versions')
    expect(await page.locator('[data-version]').count()).toBe(recording.catalogue.versions.length)
    await page.keyboard.type('1.26.1')
    await expect.poll(() => page.locator('[data-version]').count()).toBeLessThan(10)
    const names = await page
      .locator('[data-version]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-version')))
    expect(names.every((name) => name?.includes('1.26.1'))).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('[data-version]').count()).toBe(recording.catalogue.versions.length)
    expect(await page.locator(`[data-version="${activeVersion}"]`).innerText()).toContain(`Here: ${active?.source.en}`)
  })

  test('any version by its name; what is no version is said beside the field', async () => {
    const { page } = await startFilled()
    const field = page.getByLabel('Install any version')
    await field.fill('latest')
    await page.keyboard.press('Enter')
    const problem = page.locator('#any-version-problem')
    await problem.waitFor()
    expect(await problem.innerText()).toBe('“latest” is no version of Go; versions are written like 1.26.8 or 1.27rc1.')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await dialog(page).count()).toBe(0)
    await field.fill(newest.slice(2))
    expect(await problem.count()).toBe(0)
    await page.keyboard.press('Enter')
    await dialog(page).waitFor()
    expect(await dialog(page).locator('h2').innerText()).toContain(newest)
  })

  test('an archive that is here is offered; the page names it by its id', async () => {
    const archive = {
      id: 'a1',
      version: newest,
      name: `${newest}.linux-amd64.tar.gz`,
      directory: '/home/user/Downloads',
    }
    const { page } = await startFilled({ desk: { catalogue: { ...recording.catalogue, archives: [archive] } } })
    expect(await page.locator('[data-list=archives]').innerText()).toContain('/home/user/Downloads')
    const asked = page.evaluate(
      () =>
        new Promise((resolve) => {
          const bridge = Reflect.get(window, 'groundwork') as {
            call: (name: string, input: unknown) => Promise<unknown>
          }
          const { call } = bridge
          bridge.call = (name, input) => {
            if (name === 'go:plan') resolve(input)
            return call(name, input)
          }
        }),
    )
    await page.getByRole('button', { name: `Install from ${archive.name}…` }).click()
    expect(await asked).toEqual({ kind: 'install', version: newest, scope: 'user', source: 'a1' })
    await dialog(page).locator('ol').waitFor()
  })

  test('for everybody: nothing to press, only the commands for root', async () => {
    const { page } = await startFilled()
    await page.getByLabel('For', { exact: true }).selectOption('system')
    await page.locator('[data-offer] button').first().click()
    await dialog(page).getByRole('button', { name: 'Close' }).waitFor()
    expect(await dialog(page).getByRole('button', { name: 'Install', exact: true }).count()).toBe(0)
    await expect.poll(() => focused(page)).toBe('Close')
    await dialog(page).getByRole('button', { name: 'Copy the commands' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^sudo .*\S+cli\.js go install .*--system/)
    expect(await dialog(page).innerText()).toContain('Nothing has been changed.')
  })
})

describe('a plan', () => {
  test('shows exactly what was planned; Cancel, Esc and the repeated key change nothing', async () => {
    const { page, desk } = await startFilled()
    const install = page.locator('[data-offer] button').first()
    await install.focus()
    await page.keyboard.press('Enter')
    await dialog(page).locator('ol').waitFor()
    const { plan } = recording.plans.find(({ request }) => request.kind === 'install' && request.scope === 'user') ?? {}
    const words = await dialog(page).innerText()
    for (const { text, lines } of plan?.steps ?? []) {
      for (const part of [text.en, ...lines]) expect(words).toContain(part)
    }
    for (const note of plan?.notes ?? []) expect(words).toContain(note.en)
    expect(words).toContain('Can be undone')
    expect(words).toContain('If you cancel, nothing is changed.')
    await expect.poll(() => focused(page)).toBe('Install')
    await page.evaluate(() => {
      const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true })
      Reflect.set(window, 'wasStopped', !document.activeElement?.dispatchEvent(held))
    })
    expect(await page.evaluate(() => Reflect.get(window, 'wasStopped') as boolean)).toBe(true)
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    expect(await focused(page)).toBe(`Install ${newest}…`)
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    expect(desk.applied).toEqual([])
  })

  test('what cannot be undone starts on Cancel', async () => {
    const plans = recording.plans.map(({ request, plan }) => ({
      request,
      plan: { ...plan, undo: { ...plan.undo, level: 'none' as const } },
    }))
    const { page } = await startFilled({ desk: { stage: 'installed', recording: { ...recording, plans } } })
    await row(page, newest)
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await dialog(page).getByText('Cannot be undone').waitFor()
    await expect.poll(() => focused(page)).toBe('Cancel')
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
  })

  test('removing what is used starts on Cancel, warns of its users, and its button says so', async () => {
    const user = { en: 'bin/gofmt of it runs now in /p.', 'zh-CN': '其中的 bin/gofmt 正在 /p 中运行。' }
    const plans = recording.plans.map(({ request, plan }) => ({ request, plan: { ...plan, warnings: [user] } }))
    const { page, desk } = await startFilled({ desk: { stage: 'installed', recording: { ...recording, plans } } })
    await row(page, newest)
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await dialog(page).getByRole('button', { name: 'Remove although used' }).waitFor()
    expect(await dialog(page).getByRole('list', { name: 'Warnings' }).innerText()).toContain(user.en)
    await expect.poll(() => focused(page)).toBe('Cancel')
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    expect(desk.applied).toEqual([])
  })

  test('that no longer holds is said, and can be looked at again', async () => {
    const { page } = await startFilled({ desk: { faults: { apply: { kind: 'outdated-plan' } } } })
    await page.locator('[data-offer] button').first().click()
    await dialog(page).getByRole('button', { name: 'Install', exact: true }).click()
    expect(await dialog(page).getByRole('alert').innerText()).toContain('Something has changed since this was shown.')
    await dialog(page).getByRole('button', { name: 'Look again' }).click()
    await dialog(page).getByRole('button', { name: 'Install', exact: true }).waitFor()
  })

  test('that cannot be made is a sentence', async () => {
    const { page } = await startFilled({ desk: { faults: { plan: { kind: 'unknown-source', name: 'nju' } } } })
    await page.locator('[data-offer] button').first().click()
    expect(await dialog(page).getByRole('alert').innerText()).toBe('There is no source named “nju”.')
  })
})

const install = async (page: Page): Promise<void> => {
  await page.locator('[data-offer] button').first().click()
  await dialog(page).getByRole('button', { name: 'Install', exact: true }).click()
  await page.waitForSelector('[data-task=running]')
}

describe('a task', () => {
  test('shows bytes, rate and time left, and survives a reload', async () => {
    const { page, desk } = await startFilled()
    await install(page)
    desk.goOn(0.3)
    await page.waitForSelector('[data-task] progress[value]')
    const task = page.locator('[data-task]')
    expect(await task.innerText()).toMatch(/[\d.]+ MiB of \d+ MiB/)
    const bar = task.getByRole('progressbar')
    expect(await bar.getAttribute('aria-label')).toContain(newest)
    expect(Number(await bar.getAttribute('value'))).toBeGreaterThanOrEqual(0.3)
    expect(await page.getByRole('img', { name: '1 task under way' }).count()).toBe(1)
    await page.reload()
    expect(await page.getByRole('img', { name: '1 task under way' }).count()).toBe(1)
    // Where one was before, not at the checklist.
    await page.waitForSelector('[data-task=running]')
    desk.goOn('end')
    await page.waitForSelector('[data-task=done]')
    expect(await page.getByRole('img', { name: /under way/ }).count()).toBe(0)
    await task.getByRole('button', { name: 'Switch to it…' }).waitFor()
  })

  test('only its beginning and its end are said aloud', async () => {
    const { page, desk } = await startFilled()
    await page.evaluate(() => {
      const said: string[] = []
      Reflect.set(window, 'said', said)
      const region = document.querySelector('[data-announcement]')
      if (region)
        new MutationObserver(() => said.push(region.textContent)).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        })
    })
    await install(page)
    desk.goOn('end')
    await page.waitForSelector('[data-task=done]')
    const said = await page.evaluate(() => Reflect.get(window, 'said') as string[])
    expect(said).toHaveLength(2)
    expect(said[0]).toContain('Under way.')
    expect(said[1]).toContain('Done.')
  })

  test('pauses, goes on, is cancelled, and is put away', async () => {
    const { page, desk } = await startFilled()
    await install(page)
    desk.goOn(0.5)
    const task = page.locator('[data-task]')
    await task.getByRole('button', { name: 'Pause' }).click()
    await page.waitForSelector('[data-task=paused]')
    expect(await task.innerText()).toContain('Paused')
    await task.getByRole('button', { name: 'Go on' }).click()
    await page.waitForSelector('[data-task=running]')
    await task.getByRole('button', { name: 'Cancel' }).click()
    await page.waitForSelector('[data-task=cancelled]')
    await task.getByRole('button', { name: /^Put away/ }).click()
    expect(await page.locator('[data-task]').count()).toBe(0)
    expect(await focused(page)).toBe('versions-headline')
  })

  test('that failed says why, marks the rail, and can be tried again', async () => {
    const { page, desk } = await startFilled()
    await install(page)
    desk.goOn(0.2)
    desk.breakDown([{ en: 'The disk is full.', 'zh-CN': '磁盘已满。' }])
    await page.waitForSelector('[data-task=failed]')
    const task = page.locator('[data-task]')
    expect(await task.innerText()).toContain('The disk is full.')
    expect(await page.getByRole('img', { name: '1 task has failed' }).count()).toBe(1)
    await task.getByRole('button', { name: 'Try again' }).click()
    await page.waitForSelector('[data-task=running]')
    expect(await page.getByRole('img', { name: /failed/ }).count()).toBe(0)
  })
})

test('what remains after a failure: a button for what the app can do, the rest to copy', async () => {
  const { page, desk } = await startFilled()
  await install(page)
  desk.goOn(0.2)
  const other = { kind: 'install', version: newest, scope: 'user', source: 'everybody' } as const
  const command = { en: 'groundwork go install --from ./x.tar.gz', 'zh-CN': 'groundwork go install --from ./x.tar.gz' }
  const ask = { en: 'Ask the other sources too', 'zh-CN': '也询问其他来源' }
  const bring = { en: 'Bring the release archive', 'zh-CN': '带来发布归档' }
  desk.breakDown(
    [{ en: 'Nobody gave it.', 'zh-CN': '没有来源提供它。' }],
    [
      { text: ask, command: null, instead: other },
      { text: bring, command, instead: null },
    ],
  )
  await page.waitForSelector('[data-task=failed]')
  const task = page.locator('[data-task]')
  await task.getByText('1 other way').click()
  expect(await accessibilityViolations(page)).toEqual([])
  await task.getByRole('button', { name: 'Copy the commands' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command.en)
  await task.getByRole('button', { name: 'Ask the other sources too…' }).click()
  await dialog(page).getByRole('button', { name: 'Install', exact: true }).waitFor()
})

test('after many changes an installed Go is still in sight, in a small window too', async () => {
  const { page, desk } = await startFilled({ width: 900, height: 600 })
  for (let count = 0; count < 4; count += 1) {
    await page.getByLabel('Install any version').fill(newest.slice(2))
    await page.keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: 'Install', exact: true }).click()
    await page.waitForSelector('[data-task=running]')
    desk.goOn('end')
    await page.waitForSelector('[data-task=running]', { state: 'detached' })
  }
  await page.locator('h1').scrollIntoViewIfNeeded()
  await page.getByText('3 earlier changes').waitFor()
  const box = await page.locator('[data-list=here] [data-go]').first().boundingBox()
  expect((box?.y ?? 600) + 60).toBeLessThan(600)
  await page.getByText('3 earlier changes').click()
  const names = await page
    .getByRole('button', { name: /^Put away/ })
    .evaluateAll((all) => all.map((one) => one.ariaLabel))
  expect(new Set(names).size).toBe(4)
})

test('with the keyboard alone: from the start to installed and switched', async () => {
  const { page, desk } = await startFilled()
  const tabTo = async (what: string | RegExp): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      const at = await focused(page)
      if (typeof what === 'string' ? at === what : what.test(at)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reached ${String(what)}`)
  }
  await tabTo(/^go:/)
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  expect(await focused(page)).toBe(`go:${active?.id ?? ''}`)
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe(activeVersion)
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe(`go:${active?.id ?? ''}`)
  await tabTo(`Install ${newest}…`)
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Install')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toContain(newest)
  expect(await page.locator('[data-task=running]').count()).toBe(1)
  desk.goOn('end')
  await page.waitForSelector('[data-task=done]')
  await tabTo('Switch to it…')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Switch')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-kind=use]')
  desk.goOn('end')
  await expect.poll(() => headline(page)).toBe(`A new terminal runs ${newest}`)
  const outcome = await page.locator('[data-kind=use]').innerText()
  for (const sentence of recording.tasks.use.at(-1)?.outcome ?? []) expect(outcome).toContain(sentence.en)
  expect(desk.applied).toEqual(['install', 'use'])
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
})

describe('why this Go?', () => {
  test('for the home at once, for a project when it is chosen: sessions, reasons, files, what is missing', async () => {
    const { page } = await startFilled()
    const panel = page.getByRole('complementary')
    await panel.getByText('What runs, and why').waitFor()
    const [project] = recording.projects
    await panel.getByLabel('In').selectOption({ label: project?.directory ?? '' })
    const why = recording.whys[project?.id ?? '']
    await panel
      .getByText(why?.pins[0]?.path ?? '')
      .first()
      .waitFor()
    const words = await panel.innerText()
    for (const { because } of why?.sessions ?? []) for (const reason of because) expect(words).toContain(reason.en)
    for (const { line } of why?.pins ?? []) expect(words).toContain(line)
    for (const conflict of why?.conflicts ?? []) expect(words).toContain(conflict.en)
    expect(why?.missing).not.toBeNull()
    expect(await panel.getByRole('button', { name: `Install ${why?.missing?.version ?? ''}…` }).count()).toBe(1)
  })
})

test('paths break after a slash, not inside a name', async () => {
  const { page } = await startFilled({ width: 1100 })
  const long = recording.stages.before.rows.find(({ tree }) => tree.length > 60)
  await page.locator(`[data-place="go:${long?.id ?? ''}"]`).click()
  const lines = await page.locator('aside p > code').evaluate((element) => {
    const tops: { top: number; text: string }[] = []
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { top } = range.getBoundingClientRect()
      const last = tops.at(-1)
      if (last && Math.abs(last.top - top) < 2) last.text += node.textContent ?? ''
      else tops.push({ top, text: node.textContent ?? '' })
    }
    return tops.map(({ text }) => text)
  })
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('')).toBe(long?.tree)
  expect(lines.slice(0, -1).every((line) => line.endsWith('/'))).toBe(true)
})

test('at rest nothing moves', async () => {
  const { page } = await startFilled()
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
    test.each([
      [1280, 800],
      [900, 600],
      // 1280 × 800 with everything twice as large.
      [640, 400],
    ])('at %d × %d nothing is clipped, and axe finds nothing: every part', async (width, height) => {
      const { page, desk } = await startFilled({ theme, language, width, height })
      const look = async (what: string): Promise<void> => {
        expect(await clippedElements(page), what).toEqual([])
        // Larger letters change room, not roles.
        if (width > 640) expect(await accessibilityViolations(page), what).toEqual([])
      }
      await page.locator('#versions-available ~ *, section button[aria-expanded]').last().click()
      for (const summary of await page.locator('summary').all()) await summary.click()
      await look('everything open')
      await page.locator('#any-version').fill('latest')
      await page.keyboard.press('Enter')
      await page.locator('#any-version-problem').waitFor()
      await look('no version')
      await page.locator('[data-offer] button').first().click()
      await dialog(page).locator('ol').waitFor()
      await look('plan')
      await page.locator('dialog footer button').last().click()
      await page.waitForSelector('[data-task=running]')
      desk.goOn(0.5)
      await page.waitForSelector('[data-task] progress[value]')
      await look('progress')
      desk.goOn('end')
      await page.waitForSelector('[data-task=done]')
      await page.locator('[data-place^="go:"]').last().click()
      await page.waitForSelector('aside h2')
      await look('details')
      await page.keyboard.press('Escape')
      if (width < 1100) await page.locator('#open-why').click()
      await page.locator('aside select').selectOption({ index: 1 })
      await page.locator('aside code').first().waitFor()
      await look('why')
    })
  })
})
