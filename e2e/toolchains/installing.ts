/** What tests of installing share: a place of their own, servers, both ways, and what whole and nothing mean. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Supplier } from '../../main/core/toolchains/route.ts'
import type { Installed } from '../../main/host/install/installation.ts'
import { installVersion, type InstallPorts } from '../../main/host/install/install-version.ts'
import type { Layout } from '../../main/host/install/layout.ts'
import { inOrder, portsFor } from './install-ports.ts'
import { startProxy, type Behaviour, type ProxyServer } from './proxy-server.ts'
import { platform, version, type SmallToolchain } from './small-toolchain.ts'

/** A file of a tree, relative to it. */
export interface TreeFile {
  readonly path: string
  readonly content: string
}

export interface Place {
  /** Removed after each test. */
  readonly scratch: () => string
  readonly layout: () => Layout
  /** Where the small Go goes. */
  readonly tree: () => string
  /** Serves `file` until the end of the test. */
  readonly serve: (file: Buffer, behaviour?: Behaviour) => Promise<ProxyServer>
  readonly install: (
    toolchain: SmallToolchain,
    suppliers: readonly Supplier[],
    changed?: Partial<InstallPorts>,
  ) => Promise<Installed>
  readonly installZip: (
    toolchain: SmallToolchain,
    proxies: readonly ProxyServer[],
    changed?: Partial<InstallPorts>,
  ) => Promise<Installed>
  /** From servers, or from paths of this machine. */
  readonly installTarGz: (
    toolchain: SmallToolchain,
    places: readonly (ProxyServer | string)[],
    changed?: Partial<InstallPorts>,
  ) => Promise<Installed>
  /** The whole tree, and nothing else. */
  readonly expectWhole: (files: readonly TreeFile[]) => void
  /** No tree, and nothing half. */
  readonly expectNothing: () => void
}

/** Gives each test of the file that calls it a place of its own. */
export const setUpPlace = (): Place => {
  let scratch = ''
  const servers: ProxyServer[] = []
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'groundwork-install-'))
  })
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()))
    rmSync(scratch, { recursive: true, force: true })
  })
  const layout = (): Layout => ({ directory: join(scratch, 'go'), link: join(scratch, 'link') })
  const tree = (): string => join(layout().directory, version.name)
  const expectNothingStaged = (): void => expect(existsSync(join(layout().directory, '.staging'))).toBe(false)
  const install = (
    toolchain: SmallToolchain,
    suppliers: readonly Supplier[],
    changed: Partial<InstallPorts> = {},
  ): Promise<Installed> =>
    installVersion(version, platform, layout(), { ...portsFor(toolchain), route: inOrder(...suppliers), ...changed })
  return {
    scratch: () => scratch,
    layout,
    tree,
    serve: async (file, behaviour = 'good') => {
      const server = await startProxy(file, behaviour)
      servers.push(server)
      return server
    },
    install,
    installZip: (toolchain, proxies, changed) =>
      install(
        toolchain,
        proxies.map(({ url }) => ({ kind: 'proxy', url })),
        changed,
      ),
    installTarGz: (toolchain, places, changed) =>
      install(
        toolchain,
        places.map((place) =>
          typeof place === 'string'
            ? { kind: 'path', path: place }
            : { kind: 'files', filesUrl: `${place.url}/golang/` },
        ),
        changed,
      ),
    expectWhole: (files) => {
      for (const { path, content } of files) expect(readFileSync(join(tree(), path), 'utf8')).toBe(content)
      expectNothingStaged()
      expect(readdirSync(join(layout().directory, '.downloads'))).toEqual([])
    },
    expectNothing: () => {
      expect(existsSync(tree())).toBe(false)
      expectNothingStaged()
    },
  }
}
