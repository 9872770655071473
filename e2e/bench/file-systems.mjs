/**
 * Where installing is measured: in memory and on disk. Each round gets a file system that has never been used, since a
 * used one is slower (on ext4 without a journal, names that were just removed cost five times the work).
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const bytes = 6 * 1024 ** 3

const run = (...words) => {
  const ran = spawnSync(words[0], words.slice(1), { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.error?.message ?? ran.stderr.trim()}`)
}

const tmpfs = {
  name: 'tmpfs',
  mount: (scratch, place) => run('mount', '-t', 'tmpfs', '-o', `size=${bytes},mode=0755`, 'tmpfs', place),
  close: () => undefined,
}

const ext4 = {
  name: 'ext4',
  mount: (scratch, place) => {
    const image = join(scratch, 'ext4.image')
    writeFileSync(image, '', { flag: 'a' })
    truncateSync(image, bytes)
    // Nothing is left to be made ready in the background.
    run('mkfs.ext4', '-q', '-F', '-E', 'nodiscard,lazy_itable_init=1,lazy_journal_init=1', image)
    run('mount', '-o', 'loop,noinit_itable', image, place)
  },
  close: (scratch) => rmSync(join(scratch, 'ext4.image'), { force: true }),
}

/**
 * The kinds that can be had here, each `{ name, inFresh(work) }`: `work` gets the path of an empty file system, which is
 * gone afterwards. `missing` says of the others why they cannot.
 */
export const fileSystems = (scratch) => {
  const here = []
  const missing = []
  for (const { name, mount, close } of [tmpfs, ext4]) {
    const place = join(scratch, name)
    mkdirSync(place)
    const inFresh = async (work) => {
      mount(scratch, place)
      try {
        return await work(place)
      } finally {
        run('umount', place)
      }
    }
    try {
      mount(scratch, place)
      run('umount', place)
      here.push({ name, inFresh, close: () => close(scratch) })
    } catch (error) {
      missing.push(`on ${name}: ${error.message}`)
    }
  }
  return { here, missing }
}
