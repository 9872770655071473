/**
 * Installing beside `tar -xzf` of the same tree: ratios within one run, on new file systems in memory and on disk.
 * A program of its own, so that its mounts end with it; prints JSON, `{ rows, notes }`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileSystems } from './file-systems.mjs'
import { prepareArchives } from './install-archives.mjs'
import { median, sorted, timed } from './measure.mjs'
import { givenPeers, installWithPeer, pagesForPeers } from './peers.mjs'

const root = resolve(import.meta.dirname, '../..')
const rounds = 7
const { startProxy } = await import(join(root, 'dist/bench/proxy-server.js'))

/**
 * One installation into `directory`, from the server at `url`: `ms` from the request to the switched link, in a process
 * that is there, as the app is; `processMs` with the start and the end of a process for it. Flushing is in neither.
 */
const installFrom = async (url, format, archives, directory) => {
  const { version, platform, sum, sha256, tarGz } = archives
  const asked = {
    ...{ format, version, platform, sum, sha256, url, directory },
    bytes: tarGz?.length,
    link: `${directory}.link`,
    scripts: join(root, 'dist/main'),
  }
  const { ms: processMs, stdout } = await timed([
    process.execPath,
    join(root, 'dist/bench/install-child.js'),
    JSON.stringify(asked),
  ])
  const { result, phases, ms, peakMB } = JSON.parse(stdout)
  const flushMs = phases.placed - phases.flushing
  return { result, ms: ms - flushMs, processMs: processMs - flushMs, flushMs, peakMB }
}

const requireInstalled = (told) => {
  if (told.result.kind !== 'installed') throw new Error(JSON.stringify(told.result))
  return told
}

const fileOf = (format, archives) => (format === 'zip' ? archives.zip : archives.tarGz)

/** The same, with a server of its own that is gone afterwards. */
const installOnce = async (format, archives, directory) => {
  const server = await startProxy(fileOf(format, archives), 'good')
  try {
    return requireInstalled(await installFrom(server.url, format, archives, directory))
  } finally {
    await server.close()
  }
}

const formats = ['zip', 'tar.gz']
const limits = { zip: 0.65, 'tar.gz': 0.75 }
const names = { zip: 'module zip', 'tar.gz': 'tar.gz' }

/** One installation by another version manager, from a server of its own: milliseconds. */
const peerOnce = async (peer, archives, home) => {
  const server = await startProxy(archives.tarGz, 'good', pagesForPeers(archives))
  try {
    return await installWithPeer(peer, archives, server.url, home)
  } finally {
    await server.close()
  }
}

/**
 * Interleaved, in another order each round, so that what else the machine does hits all alike. A peer that fails once is
 * not measured: `failed` says what it said.
 */
const measureOn = async ({ name, inFresh }, archives, peers) => {
  const peerTimes = new Map(peers.map((peer) => [peer.name, []]))
  const failed = []
  const times = { tar: [], zip: [], 'tar.gz': [] }
  const flushes = { zip: [], 'tar.gz': [] }
  const processes = { zip: [], 'tar.gz': [] }
  const peaks = { zip: [], 'tar.gz': [] }
  for (let round = -1; round < rounds; round += 1) {
    await inFresh(async (place) => {
      const work = {
        tar: async () => {
          mkdirSync(join(place, 'tar'))
          const { ms } = await timed(['tar', '-xzf', archives.tarGzPath, '-C', join(place, 'tar')])
          if (round >= 0) times.tar.push(ms)
        },
        ...Object.fromEntries(
          formats.map((format) => [
            format,
            async () => {
              const { ms, processMs, flushMs, peakMB } = await installOnce(format, archives, join(place, format))
              if (round < 0) return
              times[format].push(ms)
              processes[format].push(processMs)
              flushes[format].push(flushMs)
              peaks[format].push(peakMB)
            },
          ]),
        ),
        ...Object.fromEntries(
          peers.map((peer) => [
            `peer ${peer.name}`,
            async () => {
              if (!peerTimes.has(peer.name)) return
              try {
                const ms = await peerOnce(peer, archives, join(place, `peer-${peer.name}`))
                if (round >= 0) peerTimes.get(peer.name).push(ms)
              } catch (error) {
                peerTimes.delete(peer.name)
                failed.push(`Peer ${peer.name}, on ${name}, did not install: ${error.message}`)
              }
            },
          ]),
        ),
      }
      const order = Object.keys(work)
      for (let turn = 0; turn < order.length; turn += 1) {
        await work[order[(turn + round + 1) % order.length]]()
        // What one left to be written is not written while the next is measured.
        spawnSync('sync', ['-f', place])
      }
    })
  }
  const base = median(sorted(times.tar))
  const rows = [{ what: `tar -xzf, on ${name}`, value: base, unit: 'ms' }]
  for (const format of formats) {
    const what = `install from the ${names[format]}, on ${name}`
    rows.push({ what, value: median(sorted(times[format])) / base, unit: '× tar', limit: limits[format] })
    const started = median(sorted(processes[format])) / base
    rows.push({ what: `${what}: with a start of Node for it`, value: started, unit: '× tar' })
    rows.push({
      what: `${what}: flushing to disk, on top`,
      value: median(sorted(flushes[format])) / base,
      unit: '× tar',
    })
    rows.push({ what: `${what}: peak memory`, value: Math.max(...peaks[format]), unit: 'MB', limit: 150 })
  }
  for (const [peer, ms] of peerTimes)
    rows.push({ what: `peer ${peer}, tar.gz, on ${name}`, value: median(sorted(ms)) / base, unit: '× tar' })
  return { rows, failed }
}

/** Installs, cut after 90 %, then once more. */
const measureResume = async ({ inFresh }, archives) => {
  const rows = []
  for (const format of formats) {
    const file = fileOf(format, archives)
    const shares = []
    const [resumed, whole] = [[], []]
    for (let round = -1; round < rounds; round += 1) {
      await inFresh(async (place) => {
        const { ms } = await installOnce(format, archives, join(place, 'whole'))
        const server = await startProxy(file, { kind: 'cut', share: 0.9, times: 1 })
        const directory = join(place, 'resumed')
        const cut = await installFrom(server.url, format, archives, directory)
        if (cut.result.kind !== 'failed') throw new Error('the cut was not noticed')
        const before = server.ranges.length
        const again = requireInstalled(await installFrom(server.url, format, archives, directory))
        const asked = server.ranges.slice(before).map((range) => bytesOf(range, file.length))
        await server.close()
        if (round < 0) return
        shares.push(asked.reduce((sum, bytes) => sum + bytes, 0) / file.length)
        resumed.push(again.ms)
        whole.push(ms)
      })
    }
    const what = `${names[format]} cut at 90 %`
    rows.push({
      what: `${what}: asked for again`,
      value: Math.max(...shares) * 100,
      unit: '% of a download',
      limit: 15,
    })
    const time = median(sorted(resumed)) / median(sorted(whole))
    rows.push({ what: `${what}: the install that goes on, all of it unpacked again`, value: time, unit: '× install' })
  }
  return rows
}

/** How many bytes a request for `range` is for. */
const bytesOf = (range, total) => {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (from === undefined) return total
  return from === '' ? Math.min(total, Number(to)) : total - Number(from)
}

/**
 * `go version` through the link and directly, in turn; each time a batch, so that the clock's own cost is nothing. The
 * median of what neighbours' ratios are: a machine that gets busier for a while does so for both of a pair.
 */
const measureLink = ({ inFresh }, archives) =>
  inFresh(async (place) => {
    const directory = join(place, 'go')
    await installOnce('zip', archives, directory)
    const batch = 'for i in 1 2 3 4 5 6 7 8 9 10; do "$1" version; "$1" version; done'
    const env = { PATH: '/usr/bin:/bin', HOME: place, GOTOOLCHAIN: 'local' }
    const programs = { link: `${directory}.link/bin/go`, direct: join(directory, archives.version, 'bin/go') }
    const ratios = []
    for (let round = -2; round < 12 * rounds; round += 1) {
      const ms = {}
      for (const name of round % 2 === 0 ? ['link', 'direct'] : ['direct', 'link'])
        ms[name] = (await timed(['sh', '-c', batch, 'sh', programs[name]], { env })).ms
      if (round >= 0) ratios.push(ms.link / ms.direct)
    }
    return [{ what: 'go version through the link', value: median(sorted(ratios)), unit: '× direct', limit: 1.02 }]
  })

const measureAll = async (scratch) => {
  const peers = givenPeers(process.env.PEERS)
  const archives = await prepareArchives((asked) =>
    installOnce('zip', { ...asked, zip: asked.archive }, asked.directory),
  )
  if (typeof archives === 'string') return { rows: [], notes: [`Installing is not measured: ${archives}`] }
  const { here, missing } = fileSystems(scratch)
  const rows = []
  const failed = []
  for (const fileSystem of here) {
    const measured = await measureOn(fileSystem, archives, peers.given)
    rows.push(...measured.rows)
    failed.push(...measured.failed)
  }
  const first = here[0]
  if (first) rows.push(...(await measureResume(first, archives)), ...(await measureLink(first, archives)))
  for (const { close } of here) close()
  const notes = [
    `Installing: ${archives.version}, ${archives.platform.arch}, the tree of the published module, ${(archives.zip.length / 1e6).toFixed(0)} MB as zip and ${(archives.tarGz.length / 1e6).toFixed(0)} MB as tar.gz, from a server on loopback; the proof is a real one, but of a small checksum database made here, so that no network is measured. Medians of ${rounds} rounds.`,
    ...missing.map((what) => `Not measured ${what}`),
    ...peers.notes,
    ...failed,
  ]
  return { rows, notes }
}

const scratch = mkdtempSync(join(tmpdir(), 'groundwork-bench-'))
try {
  process.stdout.write(JSON.stringify(await measureAll(scratch)))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
