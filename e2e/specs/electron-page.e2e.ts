/** What a page finds in Electron, and what it cannot do: on the stand-in, and on the real program where that is here. */
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchElectronStandIn, launchRealElectron, realElectron } from '../surfaces/electron.ts'
import type { Surface } from '../surfaces/surface.ts'

const whyNot = realElectron.found ? '' : ` (skipped: ${realElectron.reason.en})`
const programs = [
  { name: 'the stand-in for Electron', launch: launchElectronStandIn, isHere: true },
  { name: `real Electron${whyNot}`, launch: launchRealElectron, isHere: realElectron.found },
]

describe.each(programs)('$name', ({ launch, isHere }) => {
  const opened: string[] = []
  let app: Surface & { readonly page: Page }
  beforeAll(async () => {
    if (!isHere) return
    const launched = await launch({ opened })
    if (!launched.page) throw new Error('Electron shows a page')
    app = { ...launched, page: launched.page }
  })
  afterAll(() => (isHere ? app.close() : undefined))
  const seen = test.runIf(isHere)

  seen('two functions, frozen, and nothing of Electron or Node', async () => {
    const found = await app.page.evaluate(() => {
      const loose = window as unknown as Record<string, unknown> & { groundwork: Record<string, unknown> }
      const tryTo = (change: () => unknown): string => {
        try {
          return String(change())
        } catch (error) {
          return (error as Error).name
        }
      }
      return {
        members: Object.keys(loose.groundwork),
        isFrozen: Object.isFrozen(loose.groundwork),
        property: Object.getOwnPropertyDescriptor(window, 'groundwork'),
        replaced: tryTo(() => Reflect.set(loose.groundwork, 'call', null)),
        removed: tryTo(() => Reflect.deleteProperty(window, 'groundwork')),
        globals: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].map(
          (name) => typeof loose[name],
        ),
      }
    })
    expect(found).toMatchObject({
      members: ['call', 'on'],
      isFrozen: true,
      property: { writable: false, configurable: false },
      replaced: 'false',
      removed: 'false',
    })
    expect(new Set(found.globals)).toEqual(new Set(['undefined']))
  })

  seen('the policy of all surfaces, as a header that holds', async () => {
    const held = await app.page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
      const script = document.createElement('script')
      const attempt = (act: () => unknown): void => {
        try {
          act()
        } catch {
          // Trusted types throw; the violation is what counts.
        }
      }
      attempt(() => {
        Reflect.set(document.body, 'innerHTML', '<b>markup</b>')
      })
      attempt(() => {
        script.text = 'window.injected = true'
      })
      attempt(() => document.body.append(script))
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
      await fetch('https://example.com/').catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 200))
      frame.remove()
      return { violations: [...new Set(violations)].sort(), injected: 'injected' in window }
    })
    expect(held).toEqual({ violations: ['connect-src', 'frame-src', 'require-trusted-types-for'], injected: false })
  })

  seen(
    'calls are answered, names and inputs that are not of the contract are faults, and nothing rejects',
    async () => {
      expect(await app.call('app:describe', {})).toMatchObject({
        ok: true,
        value: { surface: 'electron', isSandboxed: process.geteuid?.() !== 0 },
      })
      expect(await app.call('app:exec', {})).toEqual({ ok: false, fault: { kind: 'unknown-call', name: 'app:exec' } })
      expect(await app.call('constructor', {})).toMatchObject({ fault: { kind: 'unknown-call' } })
      expect(await app.call('checks:run', { keys: 'all' })).toMatchObject({ fault: { kind: 'bad-input' } })
      const unsendable = await app.page.evaluate(() => {
        const { groundwork } = window as unknown as { groundwork: { call: (name: string, input: unknown) => unknown } }
        return groundwork.call('checks:run', { keys: [() => 'a function'] })
      })
      expect(unsendable).toMatchObject({ ok: false, fault: { kind: 'bad-input', name: 'checks:run' } })
    },
  )

  seen('a run announces its results, and a listener that stops hears no more', async () => {
    const heard = await app.page.evaluate(async () => {
      const { groundwork } = window as unknown as {
        groundwork: {
          call: (
            name: string,
            input: unknown,
          ) => Promise<{ value: { runId: string }[] & { runId: string; key: string }[] }>
          on: (name: string, listener: (payload: { result: { key: string } }) => void) => () => void
        }
      }
      const [first] = (await groundwork.call('checks:list', {})).value
      const seen: string[] = []
      const stop = groundwork.on('check:finished', ({ result }) => seen.push(result.key))
      const run = async (): Promise<void> => {
        const done = new Promise<void>((resolve) => {
          const off = groundwork.on('checks:finished', () => {
            off()
            resolve()
          })
        })
        await groundwork.call('checks:run', { keys: [first?.key] })
        await done
      }
      await run()
      stop()
      await run()
      return { seen, key: first?.key }
    })
    expect(heard.seen).toEqual([heard.key])
  })

  seen('a reference is opened by its index in the check, never by an address', async () => {
    const list = (await app.call('checks:list', {})) as { value: { key: string }[] }
    const key = list.value[0]?.key ?? ''
    expect(await app.call('reference:open', { key, index: 0 })).toEqual({ ok: true, value: {} })
    expect(opened).toEqual([expect.stringMatching(/^https:\/\//)])
    expect(await app.call('reference:open', { key, index: 0, url: 'file:///' })).toMatchObject({ ok: false })
    expect(opened).toHaveLength(1)
  })

  seen('leaving the page, tried by the page itself', async () => {
    const before = app.page.url()
    // Not at once: an answer from a page that is being left may never come.
    await app.page.evaluate(() => void setTimeout(() => (location.href = 'https://example.com/'), 50))
    await app.page.waitForTimeout(1_000)
    expect(app.page.url()).toBe(before)
    expect(await app.call('app:describe', {})).toMatchObject({ ok: true })
  })

  // The last one: where the stand-in closes a window that Chromium has opened already, the page's isolated world may go
  // with it. Electron never opens a window that is denied.
  seen('opening windows, tried by the page itself', async () => {
    const before = app.page.url()
    await app.page.evaluate(() => void setTimeout(() => window.open('https://example.com/'), 50))
    await app.page.waitForTimeout(1_000)
    await expect.poll(() => app.page.context().pages().length, { timeout: 10_000 }).toBe(1)
    expect(app.page.url()).toBe(before)
  })
})
