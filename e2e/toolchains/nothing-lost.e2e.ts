/** Killed, cut from power, without room, twice at once, with the clock moved: the old state or the new, never half. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Cleaned } from '../../main/core/toolchains/cleaned.ts'
import { canTrace, ending, setUpChild } from './child.ts'
import { formats } from './formats.ts'
import { setUpPlace } from './installing.ts'

const { scratch, layout, tree, serve, install, expectWhole, expectNothing } = setUpPlace()
const startChild = setUpChild()
const readStaging = (): readonly string[] => {
  const staging = join(layout().directory, '.staging')
  return existsSync(staging) ? readdirSync(staging) : []
}

/** The calls with which a tree gets its place: each is a moment to be killed at. */
const placing = ['rename', 'fsync', 'syncfs', 'unlink'] as const
const isRoot = process.getuid?.() === 0
const provenanceFiles = ['go1.99.1.json', 'go1.99.1.mtree.gz']

describe.each(formats)('$name', ({ toolchain, file, supplierAt, files }) => {
  const stages = [
    'proving 0',
    ...[0, 1, 3, 5, 7, 9].map((tenth) => `downloading ${tenth}`),
    'unpacking',
    'trying 0',
    'flushing 0',
    'building 0',
  ]
  test.each(stages)(
    'killed at %s, the next start installs the whole tree and says what it took away',
    async (stage) => {
      const server = await serve(file, stage.startsWith('downloading') ? 'slow' : 'good')
      const child = startChild(toolchain, supplierAt(server), layout().directory, [])
      let wasKilled = false
      child.stdout?.on('data', (chunk: Buffer) => {
        if (
          !chunk
            .toString()
            .split('\n')
            .some((line) => line.startsWith(stage))
        )
          return
        wasKilled = child.kill('SIGKILL')
      })
      await new Promise((ended) => child.once('exit', ended))
      expect(wasKilled).toBe(true)
      const isNamed = existsSync(tree())
      // Killed a moment after it was flushed it may have got its name already; then it is whole.
      if (isNamed) expect(['flushing 0', 'building 0']).toContain(stage)
      const isStaged = readStaging().length > 0
      const cleaned: string[] = []
      const again = await install(toolchain, [supplierAt(await serve(file))], {
        onCleaned: (all) => void cleaned.push(...all.map(({ kind }) => kind)),
      })
      expect(again.kind).toBe(isNamed ? 'already' : 'installed')
      expect(cleaned.includes('unfinished-install')).toBe(isStaged)
      expectWhole(files)
    },
  )

  test.runIf(canTrace).each(placing)('killed before each %s: never half', async (call) => {
    const server = await serve(file)
    let killed = 0
    for (let isKilled = true; isKilled;) {
      rmSync(layout().directory, { recursive: true, force: true })
      const kill = `inject=${call}:signal=KILL:when=${killed + 1}`
      const words = ['strace', '-f', '--quiet=all', '-o', '/dev/null', '-e', `trace=${call}`, '-e', kill]
      const child = startChild(toolchain, supplierAt(server), layout().directory, words)
      isKilled = !(await ending(child)).includes('ended installed')
      if (isKilled) killed += 1
      const isNamed = existsSync(tree())
      if (isNamed) for (const { path, content } of files) expect(readFileSync(join(tree(), path), 'utf8')).toBe(content)
      expect((await install(toolchain, [supplierAt(server)])).kind).toBe(isNamed ? 'already' : 'installed')
      expectWhole(files)
      expect(readdirSync(join(layout().directory, '.provenance')).sort()).toEqual(provenanceFiles)
      expect(readdirSync(layout().directory).sort()).toEqual(['.downloads', '.lock', '.provenance', 'go1.99.1'])
    }
    expect(killed).toBeGreaterThan(0)
  })

  test.runIf(canTrace)(
    'what a power cut may leave: all is on disk before it has a name, and each name after',
    async () => {
      const server = await serve(file)
      const log = join(scratch(), 'calls')
      const words = ['strace', '-f', '-y', '--quiet=all', '-o', log, '-e', `trace=${placing.join()},openat`]
      expect(await ending(startChild(toolchain, supplierAt(server), layout().directory, words))).toContain(
        'ended installed',
      )
      const calls = readFileSync(log, 'utf8')
        .split('\n')
        .map((line) => line.replace(/^\d+\s+/, ''))
      const own = layout().directory
      const staged = /^rename\("([^"]+\/\.staging\/[\da-f-]+)", "[^"]+\/go1\.99\.1"/
      const nameOf = (call: string): string | null => {
        if (/^openat\(.*\.staging\/.*O_CREAT/.test(call)) return 'written'
        if (/^syncfs\(/.test(call)) return 'all flushed'
        if (staged.test(call)) return 'tree named'
        if (call.startsWith('rename(') && call.includes('.provenance/')) return 'proof named'
        if (/^fsync\(/.test(call))
          return call.includes(`<${own}/.provenance>`)
            ? 'proofs flushed'
            : call.includes(`<${own}>`)
              ? 'names flushed'
              : null
        return null
      }
      const order = calls.flatMap((call) => nameOf(call) ?? []).filter((name, index, all) => name !== all[index - 1])
      expect(order).toEqual(['written', 'all flushed', 'proof named', 'proofs flushed', 'tree named', 'names flushed'])
    },
  )

  test.runIf(canTrace)('a disk that cannot be flushed: nothing is named', async () => {
    const server = await serve(file)
    const words = [
      'strace',
      '-f',
      '--quiet=all',
      '-o',
      '/dev/null',
      '-e',
      'trace=syncfs',
      '-e',
      'inject=syncfs:error=EIO',
    ]
    expect(await ending(startChild(toolchain, supplierAt(server), layout().directory, words))).toContain('ended failed')
    expectNothing()
  })

  describe.runIf(isRoot)('a disk that gets full', () => {
    const full = ['downloading 1', 'downloading 5', 'downloading 9', 'unpacking', 'trying', 'flushing']
    test.each(full)('at %s: said, nothing half, and whole once there is room', async (stage) => {
      const { directory } = layout()
      mkdirSync(directory)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', directory])
      try {
        const filler = join(directory, 'filler')
        const server = await serve(file, stage.startsWith('downloading') ? 'slow' : 'good')
        const result = await install(toolchain, [supplierAt(server)], {
          onProgress: (phase, bytes, total) => {
            const now = `${phase} ${total === 0 ? 0 : Math.floor((bytes / total) * 10)}`
            if (!now.startsWith(stage) || existsSync(filler)) return
            // To the last page.
            spawnSync('sh', ['-c', 'cat /dev/zero >"$1"', 'sh', filler], { stdio: 'ignore' })
          },
        })
        expect(existsSync(filler)).toBe(true)
        if (result.kind === 'installed') {
          // What is written by then needs no more room to get its name.
          expect(['unpacking', 'trying', 'flushing']).toContain(stage)
          expectWhole(files)
        } else {
          expect(result).toMatchObject({ kind: 'failed', reason: 'unwritable' })
          expect(JSON.stringify(result)).toMatch(/ENOSPC|no space left/)
          expectNothing()
        }
        rmSync(filler)
        expect(['installed', 'already']).toContain((await install(toolchain, [supplierAt(await serve(file))])).kind)
        expectWhole(files)
      } finally {
        execFileSync('umount', [directory])
      }
    })
  })

  test.runIf(isRoot)('a home that is read-only is named, and left as it is', async () => {
    const { directory } = layout()
    mkdirSync(directory)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', directory])
    try {
      const result = await install(toolchain, [supplierAt(await serve(file))])
      expect(result).toMatchObject({ kind: 'failed', reason: 'unwritable' })
      expect(JSON.stringify(result)).toContain('EROFS')
      expect(readdirSync(directory)).toEqual([])
    } finally {
      execFileSync('umount', [directory])
    }
  })

  test('two processes at once, five times: one download, both end with the whole tree', async () => {
    for (let round = 0; round < 5; round += 1) {
      const server = await serve(file)
      const start = (): Promise<string> => ending(startChild(toolchain, supplierAt(server), layout().directory, []))
      const said = await Promise.all([start(), start()])
      expect(said.map((text) => /ended (\w+)/.exec(text)?.[1]).sort()).toEqual(['already', 'installed'])
      expect(server.ranges.filter((range) => !range.startsWith('bytes=-'))).toHaveLength(1)
      expectWhole(files)
      rmSync(layout().directory, { recursive: true })
    }
  })

  test.runIf(isRoot)(
    'two users at once, in a place of one of them: the other is told, and disturbs nothing',
    async () => {
      chmodSync(scratch(), 0o755)
      const stranger = ['setpriv', '--reuid=60778', '--regid=60778', '--clear-groups']
      const server = await serve(file)
      const as = (words: readonly string[]): Promise<string> =>
        ending(startChild(toolchain, supplierAt(server), layout().directory, words))
      for (let round = 0; round < 3; round += 1) {
        const [own, foreign] = await Promise.all([as([]), as(stranger)])
        expect(own).toContain(round === 0 ? 'ended installed' : 'ended already')
        expect(foreign).toContain('ended failed')
        expectWhole(files)
      }
    },
  )

  describe('the clock moves', () => {
    const day = 86_400_000
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
    afterEach(() => void vi.useRealTimers())

    test.each([400 * day, -400 * day, -30 * 365 * day])(
      'by %i ms while it downloads: it matters nothing',
      async (byMs) => {
        let isMoved = false
        const installed = await install(toolchain, [supplierAt(await serve(file, 'slow'))], {
          onProgress: (phase, bytes, total) => {
            if (isMoved || phase !== 'downloading' || bytes < total / 3) return
            isMoved = true
            vi.setSystemTime(Date.now() + byMs)
          },
        })
        expect(isMoved).toBe(true)
        expect(installed.kind).toBe('installed')
        expectWhole(files)
      },
    )

    test.each([400 * day, -400 * day])('by %i ms between a pause and going on: what came is used', async (byMs) => {
      const abort = new AbortController()
      const paused = await install(toolchain, [supplierAt(await serve(file, 'slow'))], {
        signal: abort.signal,
        onProgress: (phase, bytes, total) => {
          if (phase === 'downloading' && bytes > total / 3) abort.abort()
        },
      })
      expect(paused.kind).toBe('paused')
      vi.setSystemTime(Date.now() + byMs)
      const server = await serve(file)
      expect((await install(toolchain, [supplierAt(server)])).kind).toBe('installed')
      expect(server.ranges.some((range) => /^bytes=[1-9]\d*-/.test(range))).toBe(true)
      expectWhole(files)
    })

    test.each([40 * day, -400 * day])(
      'by %i ms: a part of another version goes only where it is old, and is told',
      async (byMs) => {
        const downloads = join(layout().directory, '.downloads')
        mkdirSync(downloads, { recursive: true, mode: 0o700 })
        writeFileSync(join(downloads, 'go1.98.1.zip.part'), 'part')
        vi.setSystemTime(Date.now() + byMs)
        const cleaned: Cleaned[] = []
        const onCleaned = (all: readonly Cleaned[]): void => void cleaned.push(...all)
        expect((await install(toolchain, [supplierAt(await serve(file))], { onCleaned })).kind).toBe('installed')
        expect(cleaned.map(({ kind }) => kind)).toEqual(byMs > 0 ? ['old-download'] : [])
        expect(readdirSync(downloads)).toEqual(byMs > 0 ? [] : ['go1.98.1.zip.part'])
      },
    )
  })
})
