/** K19: there is room for what Go writes. A full disk shows up as "cannot find package" as often as by its name. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import type { ReadableHost, Space } from '../host.ts'
import { say } from '../phrase.ts'
import { readGoPaths, type GoPath, type GoPathName } from '../probes/go-paths.ts'
import { readMounts } from '../probes/mounts.ts'
import { findNearest } from '../probes/nearest.ts'
import { shell } from '../shell.ts'
import { formatSize } from '../size.ts'

const gibibyte = 1024 ** 3

/**
 * What a place should have free. The standard library alone is 2,550 files and 171 MiB of build cache (go1.26.8, amd64);
 * the modules of one large project are ten thousands of files. Shares of the whole would be wrong: 5 % of the inodes of an
 * ordinary disk are millions.
 */
const needs = {
  work: { bytes: gibibyte, files: 1_000 },
  cache: { bytes: 2 * gibibyte, files: 10_000 },
  modules: { bytes: 2 * gibibyte, files: 20_000 },
} as const
type Role = keyof typeof needs

/** Below this a build of almost anything fails now, not one day. */
const almostNothing = { bytes: 64 * 1024 ** 2, files: 300 } as const

/** f_type of file systems in memory, whose statfs(2) says 0 blocks when they have no limit. */
const memoryTypes: readonly number[] = [0x01021994, 0x858458f6]

interface Place {
  readonly role: Role
  readonly goPath: GoPath
  /** The directory that was asked; null where the path cannot be reached. */
  readonly at: string | null
  readonly space: Space | null
  /** Type and point of the mount, for the evidence; null where it is not told. */
  readonly mount: { readonly type: string; readonly point: string } | null
}

const isRole = (name: GoPathName): name is Role => name in needs
const isMemory = (place: Place): boolean => place.space !== null && memoryTypes.includes(place.space.type)
const lacksBytes = ({ role, space }: Place): boolean =>
  space !== null && space.totalBytes > 0 && space.freeBytes < needs[role].bytes
const lacksFiles = ({ role, space }: Place): boolean =>
  space?.freeInodes != null && space.freeInodes < needs[role].files
const isShort = (place: Place): boolean => lacksBytes(place) || lacksFiles(place)
/** A place whose file system says no size, and is not one that has none. */
const isUntold = (place: Place): boolean => place.space === null || (place.space.totalBytes === 0 && !isMemory(place))

const placeOf = async (host: ReadableHost, goPath: GoPath, role: Role): Promise<Place> => {
  const nearest = await findNearest(host, goPath.path)
  if (!nearest.ok) return { role, goPath, at: null, space: null, mount: null }
  const at = nearest.value.path
  // The mounts only explain; without them the numbers are as true.
  const [space, mounts] = await Promise.all([host.space(at), readMounts(host).catch(() => null)])
  const mount = mounts?.holding(at) ?? null
  return {
    role,
    goPath,
    at,
    space: space.ok ? space.value : null,
    mount: mount && { type: mount.type, point: mount.point },
  }
}

export const check = defineCheck({
  key: 'fs.space',
  category: 'filesystem',
  severity: 'medium',
  references: [
    { title: 'go help cache', url: 'https://pkg.go.dev/cmd/go#hdr-Build_and_test_caching' },
    { title: 'go clean', url: 'https://pkg.go.dev/cmd/go#hdr-Remove_object_files_and_cached_files' },
  ],
  words: {
    en: {
      title: 'There is room for what Go writes',
      why: 'On a full disk builds end with "no space left on device", and sometimes with the misleading "cannot find package".',
      says: {
        enough: 'There is room in the work directory and in both caches.',
        bytes: 'Only {free} free for {path}; at least {needed} are advised.',
        files:
          'Only {count} more files fit on the file system of {path}; at least {neededFiles} are advised. There may be free space, but no free inodes.',
        unknown: 'The file system of {path} does not say how much room it has.',
        work: 'Work directory ({variable})',
        cache: 'Build cache ({variable})',
        modules: 'Module cache ({variable})',
        both: '{free} of {total} free, {count} files more',
        noInodes: '{free} of {total} free',
        unlimited: 'no limit but the memory',
        unlimitedFiles: 'no limit but the memory, {count} files more',
        untold: 'no answer',
        atLeast: '{needed} and {neededFiles} files',
        freeBytes: '{free} free',
        freeFiles: 'room for {count} files',
        atLeastBytes: 'at least {needed}',
        atLeastFiles: 'at least {neededFiles}',
        inMemory: '{point} is kept in memory ({type}), and its size is fixed by how it is mounted.',
        onDisk: 'The file system {point} is nearly full.',
      },
      fixes: {
        elsewhere: {
          title: 'Let Go build in {path}, on disk',
          when: 'If {from} is kept in memory and the disk has room, then give Go a work directory on the disk.',
        },
        clean: {
          title: 'Empty the build and test cache',
          when: 'If the build cache is what fills the disk, then delete it. Everything in it can be made again.',
          tradeoff: 'The next builds take longer.',
          undo: 'What is deleted is made again by the next builds.',
        },
        modules: {
          title: 'Empty the module cache too',
          when: 'If that is not enough and the network is there, then delete the downloaded modules.',
          tradeoff: 'Every module is downloaded again when it is next needed.',
          undo: 'What is deleted is downloaded again by the next builds.',
        },
      },
    },
    'zh-CN': {
      title: 'Go 要写入的地方有足够的空间',
      why: '磁盘满时，构建会以 “no space left on device” 结束，有时还会给出误导性的 “cannot find package”。',
      says: {
        enough: '工作目录和两个缓存都有足够的空间。',
        bytes: '{path} 只剩 {free} 可用；建议至少 {needed}。',
        files:
          '{path} 所在的文件系统只能再容纳 {count} 个文件；建议至少 {neededFiles} 个。可能还有剩余空间，但 inode 已用尽。',
        unknown: '{path} 所在的文件系统没有说明还有多少空间。',
        work: '工作目录（{variable}）',
        cache: '构建缓存（{variable}）',
        modules: '模块缓存（{variable}）',
        both: '共 {total}，可用 {free}，还能放 {count} 个文件',
        noInodes: '共 {total}，可用 {free}',
        unlimited: '除内存外没有上限',
        unlimitedFiles: '除内存外没有上限，还能放 {count} 个文件',
        untold: '没有回答',
        atLeast: '{needed} 和 {neededFiles} 个文件',
        freeBytes: '可用 {free}',
        freeFiles: '还能放 {count} 个文件',
        atLeastBytes: '至少 {needed}',
        atLeastFiles: '至少 {neededFiles} 个',
        inMemory: '{point} 位于内存中（{type}），大小由挂载方式决定。',
        onDisk: '文件系统 {point} 快满了。',
      },
      fixes: {
        elsewhere: {
          title: '让 Go 在磁盘上的 {path} 中构建',
          when: '如果 {from} 位于内存中而磁盘还有空间，就给 Go 一个磁盘上的工作目录。',
        },
        clean: {
          title: '清空构建和测试缓存',
          when: '如果占满磁盘的是构建缓存，就删除它。其中的内容都可以重新生成。',
          tradeoff: '接下来的几次构建会变慢。',
          undo: '删除的内容会在之后的构建中重新生成。',
        },
        modules: {
          title: '同时清空模块缓存',
          when: '如果这样还不够，而且网络可用，就删除已下载的模块。',
          tradeoff: '每个模块在下次用到时都要重新下载。',
          undo: '删除的内容会在之后的构建中重新下载。',
        },
      },
    },
  },
  look: async (host) => {
    const goPaths = await readGoPaths(host)
    const places = await Promise.all(
      goPaths.flatMap((goPath) => (isRole(goPath.name) ? [placeOf(host, goPath, goPath.name)] : [])),
    )
    return { places, home: goPaths.find(({ name }) => name === 'home')?.path ?? null }
  },
  judge: ({ places }) => {
    const evidence = places.map(rowOf)
    const short = places.filter(isShort).sort((a, b) => Number(isAlmostOut(b)) - Number(isAlmostOut(a)))
    const worst = short[0]
    if (worst) {
      const values = { path: worst.goPath.path, ...numbersOf(worst) }
      const isBytes = lacksBytes(worst)
      const { mount } = worst
      return {
        result: 'fail',
        severity: short.some(isAlmostOut) ? 'high' : 'medium',
        says: say(isBytes ? 'bytes' : 'files', values),
        found: say(isBytes ? 'freeBytes' : 'freeFiles', values),
        expected: say(isBytes ? 'atLeastBytes' : 'atLeastFiles', values),
        causes: mount ? [{ likelihood: 'likely', says: say(isMemory(worst) ? 'inMemory' : 'onDisk', mount) }] : [],
        evidence,
      }
    }
    const untold = places.find(isUntold)
    if (untold) return { result: 'unknown', says: say('unknown', { path: untold.goPath.path }), evidence }
    if (places.length === 0) return { result: 'unknown', says: say('unknown', { path: 'GOCACHE' }), evidence }
    return { result: 'pass', says: 'enough', evidence }
  },
  fixes: ({ places, home }) => {
    const fixes: DescribedFix<'elsewhere' | 'clean' | 'modules'>[] = []
    const work = places.find((place) => place.role === 'work' && isShort(place) && isMemory(place))
    const cache = places.find(({ role }) => role === 'cache')
    const isOverruled = work?.goPath.variable === 'GOTMPDIR' && work.goPath.setBy === 'environment'
    if (work && home && cache && !isShort(cache) && !isMemory(cache) && !isOverruled) {
      const path = `${home}/.cache/go-tmp`
      const undo =
        work.goPath.setBy === 'file' ? shell`go env -w ${`GOTMPDIR=${work.goPath.path}`}` : 'go env -u GOTMPDIR'
      fixes.push({
        id: 'elsewhere',
        values: { path, from: work.goPath.path },
        privilege: 'user',
        activation: 'now',
        commands: [shell`mkdir -p -m 0700 ${path}`, shell`go env -w ${`GOTMPDIR=${path}`}`],
        undo: { level: 'full', commands: [undo, shell`rmdir ${path}`] },
      })
    }
    const isCacheShort = (role: Role): boolean => places.some((place) => place.role === role && isShort(place))
    const clean = (id: 'clean' | 'modules', commands: readonly string[]): void => {
      fixes.push({
        id,
        privilege: 'user',
        activation: 'now',
        commands,
        undo: { level: 'none', commands: [] },
      })
    }
    if (isCacheShort('cache') || isCacheShort('modules')) clean('clean', ['go clean -cache -testcache -fuzzcache'])
    if (isCacheShort('modules')) clean('modules', ['go clean -modcache'])
    return fixes
  },
})

const isAlmostOut = ({ space }: Place): boolean =>
  space !== null &&
  ((space.totalBytes > 0 && space.freeBytes < almostNothing.bytes) ||
    (space.freeInodes !== null && space.freeInodes < almostNothing.files))

const numbersOf = ({ role, space }: Place) => ({
  free: formatSize(space?.freeBytes ?? 0),
  total: formatSize(space?.totalBytes ?? 0),
  count: space?.freeInodes ?? 0,
  needed: formatSize(needs[role].bytes),
  neededFiles: needs[role].files,
})

const rowOf = (
  place: Place,
): Measured<Role | 'both' | 'noInodes' | 'unlimited' | 'unlimitedFiles' | 'untold' | 'atLeast'> => {
  const values = numbersOf(place)
  const hasInodes = place.space?.freeInodes != null
  const code = isUntold(place)
    ? 'untold'
    : place.space?.totalBytes === 0
      ? hasInodes
        ? 'unlimitedFiles'
        : 'unlimited'
      : hasInodes
        ? 'both'
        : 'noInodes'
  return {
    label: say(place.role, { variable: place.goPath.variable }),
    source: shell`stat -f ${place.at ?? place.goPath.path}`,
    observed: say(code, values),
    expected: say('atLeast', values),
  }
}
