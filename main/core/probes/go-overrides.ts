/** Every setting of the go command that somebody changed, and where: an environment, `go env -w`, or the tree's go.env (K20). */
import { Unreadable } from '../engine.ts'
import { valueOr, type ReadableHost } from '../host.ts'
import { probe } from '../once.ts'
import { readActiveGo } from './active-go.ts'
import { describeRan, requireOwn } from './describe-ran.ts'
import { readPersonEnvironment } from './go-env.ts'
import { quietly } from './go-command.ts'
import { parseGoenv, readGoenvFile } from './goenv-file.ts'
import { readContexts, type Context } from './sessions.ts'
import { assignmentsOf, readStartFiles, type Assignment } from './start-files.ts'
import { withoutPassword } from '../without-password.ts'

/** What go reads (internal/cfg.KnownEnv of Go 1.26), beside GOROOT, which has a check of its own, and what only go sets. */
const goNames =
  `AR CC CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_ENABLED CGO_FFLAGS CGO_LDFLAGS CXX FC GCCGO GO111MODULE GO386
GOAMD64 GOARCH GOARM GOARM64 GOAUTH GOBIN GOCACHE GOCACHEPROG GODEBUG GOENV GOEXPERIMENT GOFIPS140 GOFLAGS GOINSECURE
GOMIPS GOMIPS64 GOMODCACHE GONOPROXY GONOSUMCHECK GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY GORISCV64 GOSUMDB GOTMPDIR
GOTOOLCHAIN GOVCS GOWASM GOWORK GO_EXTLINK_ENABLED PKG_CONFIG`.split(/\s+/)

export type OverrideOrigin =
  | { readonly kind: 'environment'; readonly contexts: readonly Context[]; readonly lines: readonly Assignment[] }
  /** A line of a start file, on a disk where no session can be asked. */
  | { readonly kind: 'line'; readonly line: Assignment }
  /** `go env -w`. */
  | { readonly kind: 'goenv'; readonly path: string; readonly line: number }
  /** `$GOROOT/go.env`: a distribution, or whoever installed that Go. */
  | { readonly kind: 'tree'; readonly path: string; readonly line: number }

export interface GoOverride {
  readonly name: string
  /** Passwords in addresses are left out. */
  readonly value: string
  readonly origin: OverrideOrigin
}

export interface GoOverrides {
  /** Those in effect for somebody; what a stronger origin hides is left out. */
  readonly settings: readonly GoOverride[]
  /** The version of the active Go, and its GODEBUG names where it lists them. */
  readonly version: string | null
  readonly debugNames: ReadonlySet<string> | null
  readonly home: string | null
  /** Null where go accepts the settings; else what it says, as it refuses every command. */
  readonly refusal: { readonly source: string; readonly text: string } | null
  /** The command to change settings with; null where there is none. */
  readonly go: string | null
  readonly goroot: string | null
  readonly hasGo: boolean
}

/** What the go.env of a Go as published says; of GOPROXY, what serves as well: a proxy is a person's choice, not ours. */
export const published: Readonly<Record<string, string>> = {
  GOPROXY: 'direct',
  GOSUMDB: 'sum.golang.org',
  GOTOOLCHAIN: 'auto',
}

/** A GOPROXY as published: a proxy of the Go project's own, then the repositories themselves. */
export const isPublishedProxy = (value: string): boolean => /^https:\/\/[a-z]+\.golang\.org,direct$/.test(value)

const isPublished = (name: string, value: string): boolean =>
  name === 'GOPROXY' ? isPublishedProxy(value) : value === published[name]

export const readGoOverrides = probe(async (host): Promise<GoOverrides> => {
  const [go, contexts, files, goenv] = await Promise.all([
    readActiveGo(host),
    readContexts(host),
    readStartFiles(host),
    readGoenvFile(host),
  ])
  const goroot = go?.goroot ?? null
  const treePath = goroot === null ? null : `${goroot}/go.env`
  const [tree, debugNames, refusal] = await Promise.all([
    treePath === null ? [] : host.readText(treePath).then((text) => parseGoenv(valueOr(text, ''))),
    goroot === null ? null : readDebugNames(host, goroot),
    go && host.canRun ? askGo(host, go.path) : null,
  ])
  const home = host.user().home
  const asked = contexts.filter(({ environment }) => environment !== null)
  const settings = goNames.flatMap((name): readonly GoOverride[] => {
    const having = asked.filter(({ environment }) => environment?.[name])
    const values = [...new Set(having.map(({ environment }) => environment?.[name] ?? ''))]
    const found: GoOverride[] = values.map((value) => ({
      name,
      value,
      origin: {
        kind: 'environment',
        contexts: having.filter(({ environment }) => environment?.[name] === value),
        lines: assignmentsOf(files, name).filter((line) => line.value === null || line.value === value),
      },
    }))
    if (!host.canRun) {
      for (const line of assignmentsOf(files, name)) {
        if (line.value) found.push({ name, value: line.value, origin: { kind: 'line', line } })
      }
    }
    // What every session overrides is in effect for nobody.
    if (asked.length > 0 && having.length === asked.length) return found
    const kept = goenv?.entries.find((entry) => entry.name === name && entry.value !== '')
    if (goenv && kept) {
      return [...found, { name, value: kept.value, origin: { kind: 'goenv', path: goenv.path, line: kept.line } }]
    }
    const own = tree.find((entry) => entry.name === name)
    if (treePath === null || !own || isPublished(name, own.value)) return found
    return [...found, { name, value: own.value, origin: { kind: 'tree', path: treePath, line: own.line } }]
  })
  return {
    settings: settings
      .filter(({ name, value }) => !isDefault(name, value, home))
      .map((setting) => ({ ...setting, value: withoutPassword(setting.value) })),
    version: go?.version ?? null,
    debugNames,
    home,
    refusal,
    go: go?.path ?? null,
    goroot,
    hasGo: go !== null,
  }
})

const isDefault = (name: string, value: string, home: string | null): boolean =>
  isPublished(name, value) ||
  (name === 'GOPATH' && value === `${home ?? ''}/go`) ||
  (name === 'GO111MODULE' && value === 'on')

/** Names of GODEBUG that this Go knows, from its own tables; null before Go 1.21, which has none. */
const readDebugNames = async (host: ReadableHost, goroot: string): Promise<ReadonlySet<string> | null> => {
  const [table, runtime] = await Promise.all([
    host.readText(`${goroot}/src/internal/godebugs/table.go`),
    host.readText(`${goroot}/src/runtime/runtime1.go`),
  ])
  if (!table.ok || !runtime.ok) return null
  const names = [...`${table.value}\n${runtime.value}`.matchAll(/\{[nN]ame: "(\w+)"/g)].flatMap(
    ([, name]) => name ?? [],
  )
  return names.length > 20 ? new Set(names) : null
}

/** `go version` reads all settings first, so it tells whether go refuses them. GOROOT is another check's. */
const askGo = async (host: ReadableHost, go: string): Promise<GoOverrides['refusal']> => {
  const { environment } = await readPersonEnvironment(host)
  const ran = await host.run({
    argv: [go, 'version'],
    base: 'only',
    env: { ...environment, ...quietly, GOROOT: undefined },
    cwd: '/',
  })
  const source = `GOTOOLCHAIN=local ${go} version`
  // One that does not start, hangs or crashes has not refused a setting.
  requireOwn(ran)
  if (ran.kind !== 'exited') throw new Unreadable(source, describeRan(ran))
  if (ran.code === 0) return null
  const text = ran.stderr.trim().split('\n')[0] ?? ''
  // It does not say that it is a go, nor why it ends: that is no word about settings.
  if (text === '') throw new Unreadable(source, describeRan(ran))
  return text.includes('GOROOT') ? null : { source, text: text.slice(0, 300) }
}
