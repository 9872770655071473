/** Which processor and system the active Go is for, and which it builds for. */
import type { Ran, ReadableHost } from '../host.ts'
import { goarchOfElf } from '../inspect/elf-goarch.ts'
import { readGoBuild } from '../inspect/go-build.ts'
import { probe } from '../once.ts'
import { requireOwn } from './describe-ran.ts'
import { goarchOf } from './facts.ts'
import { readGoBinary, type GoBinary } from './go-binary.ts'
import { neutrally } from './go-command.ts'
import { readGoSetting, type GoSetting } from './go-settings.ts'
import { readShellElf } from './libc.ts'
import { amdLevelIn, readAmdLevel, type AmdLevel } from './processor.ts'

/** A GOAMD64 value and the file or variable that has it. */
export interface Level {
  readonly value: string
  readonly source: string
}

export interface GoTarget {
  readonly go: GoBinary | null
  /** GOARCH of the go command; null for a processor that Go does not know. */
  readonly goarch: string | null
  /** GOARCH of what may run here: the kernel's, then that of the system's programs. */
  readonly natives: readonly string[]
  /** GOARCH of the system's programs, from /bin/sh; null where that does not tell. */
  readonly userland: string | null
  /** How `go version` ended; asked only where go is for another processor. */
  readonly ran: Ran | null
  /** Null where it is not known, and off x86. */
  readonly processor: AmdLevel | null
  /** What go itself asks for; null where it does not say. */
  readonly ofGo: Level | null
  /** What programs built here ask for; none where they are not for amd64. */
  readonly ofBuilds: readonly Level[]
  /** The settings behind `ofBuilds`; none where it is the tree's own default. */
  readonly levelSettings: readonly GoSetting[]
  /** GOOS and GOARCH that are not this machine's. */
  readonly strays: readonly GoSetting[]
}

/** Reads files; runs go only where it is for another processor. Rejects with `Unreadable` where go is damaged. */
export const readGoTarget = probe(async (host): Promise<GoTarget> => {
  const [go, shellElf, processor] = await Promise.all([readGoBinary(host), readShellElf(host), readAmdLevel(host)])
  const goarch = go?.elf ? goarchOfElf(go.elf) : null
  const userland = shellElf && goarchOfElf(shellElf)
  const natives = [...new Set([goarchOf(host.kernel()?.machine ?? null), userland])].filter((name) => name !== null)
  const isForeign = go?.elf && !(goarch !== null && natives.includes(goarch))
  const [ran, build, byTree, systems, processors, levels] = await Promise.all([
    isForeign && host.canRun ? host.run({ argv: [go.path, 'version'], env: neutrally, cwd: '/' }) : null,
    go?.elf ? readGoBuild(host, go.path) : null,
    readLevelOfTree(host, go?.goroot ?? null),
    readGoSetting(host, 'GOOS'),
    readGoSetting(host, 'GOARCH'),
    readGoSetting(host, 'GOAMD64'),
  ])
  if (ran) requireOwn(ran)
  const strays = [
    ...systems.filter(({ value }) => value !== 'linux'),
    ...processors.filter(({ value }) => value !== goarch),
  ]
  const ofGo = build?.settings.GOAMD64
  const isForAmd = goarch === 'amd64' && strays.length === 0
  return {
    go,
    goarch,
    natives,
    userland,
    ran,
    processor,
    ofGo: go && ofGo ? { value: ofGo, source: go.path } : null,
    ofBuilds: isForAmd ? (levels.length > 0 ? levels : byTree ? [byTree] : []) : [],
    levelSettings: levels,
    strays,
  }
})

/** The level that a tree builds with unless told; a constant that its own build wrote down (cmd/dist). */
const readLevelOfTree = async (host: ReadableHost, goroot: string | null): Promise<Level | null> => {
  if (goroot === null) return null
  const source = `${goroot}/src/internal/buildcfg/zbootstrap.go`
  const text = await host.readText(source)
  const value = text.ok ? /^const DefaultGOAMD64 = [`"](\w+)[`"]$/m.exec(text.value)?.[1] : undefined
  return value === undefined ? null : { value, source }
}

/** Whether a level asks for more than the processor can do; false where either is not known. */
export const isAbove = (level: Level | null, processor: AmdLevel | null): boolean =>
  level !== null && processor !== null && (amdLevelIn(level.value) ?? 0) > processor.level
