/** K14: where Go is put can be written to. Decided by each path's own mount, never by the name of the distribution. */
import { defineCheck, type DescribedFix, type Measured } from '../check.ts'
import { packageCommands } from '../distros/families.ts'
import type { Access, ReadableHost } from '../host.ts'
import { say } from '../phrase.ts'
import { readGoPaths } from '../probes/go-paths.ts'
import { describeMount, isReadOnly, readMounts, type Mount } from '../probes/mounts.ts'
import { findNearest } from '../probes/nearest.ts'
import { shell } from '../shell.ts'
import { installNewestGo, removeInstalledGo } from '../toolchains/install-commands.ts'

/** `/usr/local/go` is where the official archive goes; on ostree systems it is really `/var/usrlocal/go`. */
const roles = { home: null, local: '/usr/local/go', usr: '/usr', etc: '/etc', opt: '/opt' } as const
type Role = keyof typeof roles

interface Place {
  readonly role: Role
  readonly path: string
  /** Where that really is, or would be made; null where it cannot be reached. */
  readonly real: string | null
  readonly mount: Mount | null
  readonly access: Access
}

/**
 * On a read-only bind mount access(2) tells EROFS only to who could write otherwise, and EACCES to the rest; on a
 * read-only file system it tells everyone. So both the flags and the answer count.
 */
const isClosed = ({ mount, access }: Place): boolean => access === 'readonly' || (mount !== null && isReadOnly(mount))
const isUnknown = (place: Place): boolean => place.mount === null && place.access !== 'yes' && !isClosed(place)

const placeOf = async (host: ReadableHost, role: Role, path: string): Promise<Place> => {
  const [mounts, nearest] = await Promise.all([readMounts(host), findNearest(host, path)])
  if (!nearest.ok) return { role, path, real: null, mount: null, access: 'unknown' }
  const found = nearest.value.path
  // What is missing would be made below what is there: `/usr/local/go` below `/var/usrlocal`.
  const real = nearest.value.exists ? found : `${found.replace(/\/$/, '')}/${path.slice(path.lastIndexOf('/') + 1)}`
  return { role, path, real, mount: mounts.holding(found), access: await host.access(found, 'write') }
}

export const check = defineCheck({
  key: 'root.readonly',
  category: 'filesystem',
  severity: 'high',
  references: [
    { title: 'Go: download and install', url: 'https://go.dev/doc/install' },
    { title: 'ostree: what is writable', url: 'https://ostreedev.github.io/ostree/adapting-existing/' },
  ],
  words: {
    en: {
      title: 'The places for Go can be written to',
      why: 'Where a file system is read-only, not even root can unpack or install anything: "read-only file system".',
      says: {
        writable:
          'The home directory, /usr/local/go and the rest of the system are on file systems that can be written to.',
        home: 'The home directory {path} is on a read-only file system: Go can neither build nor download anything there.',
        local:
          'Nothing can be unpacked into /usr/local/go: it is on a read-only file system. The home directory can be written to.',
        system:
          '{paths} cannot be changed, as image-based systems have it. Go can still be unpacked into /usr/local/go, which is {real}.',
        unknown: 'The list of mounts does not say what holds {paths}.',
        homeRow: 'Home directory',
        localRow: 'Place of the official archive',
        usrRow: 'Programs of the distribution',
        etcRow: 'Settings of the system',
        optRow: 'Add-on software',
        readonly: '{real} is read-only ({mount})',
        open: '{real} is on a file system that can be written to ({mount})',
        unlisted: '{real} is on a mount that is not listed',
        unreachable: '{path} cannot be reached',
        canWrite: 'a file system that can be written to',
        faulty: 'The kernel makes a file system read-only when the disk gives errors.',
        byDesign: 'The system is image-based or was hardened: this part is read-only on purpose.',
      },
      fixes: {
        why: {
          title: 'Find out why the home directory is read-only',
          when: 'If that was not meant to be, then read what the kernel says. With disk errors, make a backup first.',
        },
        unpack: {
          title: 'Unpack Go into your home directory, into ~/.local/go',
          when: 'If Go is for you alone, then unpack the official archive there and put ~/.local/go/bin on PATH. This needs no rights and no GOROOT.',
        },
        toolbox: {
          title: 'Use Go in a toolbox container',
          when: 'If you want the Go of the distribution with its compilers, then keep them in a container that shares your home.',
          tradeoff:
            'Your home is shared: caches and shell settings are the same inside and outside, and programs made with cgo use the libraries of the container.',
        },
        layer: {
          title: 'Add the Go package of the distribution to the image',
          when: 'If every user of this computer should have Go, then add the package; it is there after a restart.',
          tradeoff: 'Updates of the system take longer with every added package.',
        },
        declare: {
          title: 'Add go to the configuration of the system',
          when: 'If this is NixOS, then add pkgs.go to environment.systemPackages, or use a shell with go in it.',
        },
      },
    },
    'zh-CN': {
      title: '放置 Go 的地方可以写入',
      why: '在只读文件系统上，连 root 也无法解压或安装任何东西：“read-only file system”。',
      says: {
        writable: '主目录、/usr/local/go 以及系统其余部分都在可写的文件系统上。',
        home: '主目录 {path} 位于只读文件系统上：Go 无法在那里构建或下载任何东西。',
        local: '无法向 /usr/local/go 解压任何东西：它位于只读文件系统上。主目录可以写入。',
        system: '{paths} 不可更改，这是基于镜像的系统的特点。Go 仍可解压到 /usr/local/go，它实际上是 {real}。',
        unknown: '挂载表没有说明 {paths} 在哪个挂载点上。',
        homeRow: '主目录',
        localRow: '官方压缩包的位置',
        usrRow: '发行版的程序',
        etcRow: '系统设置',
        optRow: '附加软件',
        readonly: '{real} 是只读的（{mount}）',
        open: '{real} 位于可写的文件系统上（{mount}）',
        unlisted: '{real} 所在的挂载没有列出',
        unreachable: '无法到达 {path}',
        canWrite: '可写的文件系统',
        faulty: '磁盘出错时，内核会把文件系统变为只读。',
        byDesign: '系统基于镜像，或经过加固：这一部分是有意只读的。',
      },
      fixes: {
        why: {
          title: '查明主目录为何只读',
          when: '如果这不是有意为之，就看看内核的说法。若有磁盘错误，先做备份。',
        },
        unpack: {
          title: '把 Go 解压到你的主目录 ~/.local/go',
          when: '如果只有你自己用 Go，就把官方压缩包解压到那里，并把 ~/.local/go/bin 加入 PATH。不需要任何权限，也不需要 GOROOT。',
        },
        toolbox: {
          title: '在 toolbox 容器中使用 Go',
          when: '如果想用发行版的 Go 及其编译器，就把它们放在一个共享主目录的容器里。',
          tradeoff: '主目录是共享的：缓存和 shell 设置内外相同，用 cgo 构建的程序使用容器里的库。',
        },
        layer: {
          title: '把发行版的 Go 软件包加入镜像',
          when: '如果这台电脑的每个用户都要用 Go，就添加这个软件包；重启后生效。',
          tradeoff: '每多加一个软件包，系统更新就会更慢。',
        },
        declare: {
          title: '把 go 加入系统配置',
          when: '如果这是 NixOS，就把 pkgs.go 加入 environment.systemPackages，或使用带有 go 的 shell。',
        },
      },
    },
  },
  look: async (host) => {
    const home = (await readGoPaths(host)).find(({ name }) => name === 'home')?.path ?? host.user().home
    const [places, hasToolbox] = await Promise.all([
      Promise.all(
        (Object.keys(roles) as Role[]).flatMap((role) => {
          const path = role === 'home' ? home : roles[role]
          return path === null ? [] : [placeOf(host, role, path)]
        }),
      ),
      host.access('/usr/bin/toolbox', 'execute'),
    ])
    return { places, hasToolbox: hasToolbox === 'yes' }
  },
  judge: ({ places }) => {
    const evidence = places.map(rowOf)
    const closed = places.filter(isClosed)
    const isShut = (role: Role): Place | undefined => closed.find((place) => place.role === role)
    const row = (place: Place): Pick<Measured<RowCode>, 'observed'>['observed'] => rowOf(place).observed
    const home = isShut('home')
    if (home) {
      return {
        result: 'fail',
        says: say('home', { path: home.path }),
        found: row(home) ?? home.path,
        expected: say('canWrite'),
        causes: [{ likelihood: 'possible', says: 'faulty' }],
        evidence,
      }
    }
    const unknown = places.filter(isUnknown)
    if (unknown.length > 0) {
      return { result: 'unknown', says: say('unknown', { paths: unknown.map(({ path }) => path) }), evidence }
    }
    if (closed.length === 0) return { result: 'pass', says: 'writable', evidence }
    const real = places.find(({ role }) => role === 'local')?.real ?? roles.local
    return {
      result: 'informational',
      severity: 'info',
      says: isShut('local') ? 'local' : say('system', { paths: closed.map(({ path }) => path), real }),
      causes: [{ likelihood: 'likely', says: 'byDesign' }],
      evidence,
    }
  },
  fixes: ({ places, hasToolbox }, { distro, arch }) => {
    const words = { privilege: 'user', activation: 'now', undo: { level: 'full', commands: [] } } as const
    if (places.some((place) => place.role === 'home' && isClosed(place))) {
      return [{ id: 'why', ...words, commands: ['journalctl -k -b -p warning --no-pager'] }]
    }
    if (!places.some(isClosed)) return []
    const fixes: DescribedFix<'unpack' | 'toolbox' | 'layer' | 'declare'>[] = []
    fixes.push({
      id: 'unpack',
      ...words,
      activation: 'new-shell',
      commands: arch.goarch === null ? [] : installNewestGo(arch.goarch),
      undo: { level: 'full', commands: removeInstalledGo },
    })
    if (hasToolbox && distro.family === 'fedora') {
      fixes.push({
        id: 'toolbox',
        ...words,
        commands: ['toolbox create go-dev', 'toolbox run -c go-dev sudo dnf install -y golang'],
        undo: { level: 'full', commands: ['toolbox rm --force go-dev'] },
      })
    }
    const packages = distro.imageBased === null ? null : packageCommands(distro, 'go')
    if (packages) {
      fixes.push({
        id: 'layer',
        privilege: 'root',
        activation: packages.activation,
        commands: [packages.install],
        undo: { level: 'full', commands: [packages.remove] },
      })
    }
    if (distro.family === 'nixos') fixes.push({ id: 'declare', ...words, commands: [] })
    return fixes
  },
})

type RowCode = `${Role}Row` | 'readonly' | 'open' | 'unlisted' | 'unreachable' | 'canWrite'

const rowOf = (place: Place): Measured<RowCode> => {
  const { role, path, real, mount } = place
  const values = { path, real: real ?? path, mount: mount ? describeMount(mount) : '' }
  const code = real === null ? 'unreachable' : mount === null ? 'unlisted' : isClosed(place) ? 'readonly' : 'open'
  const label: RowCode = `${role}Row`
  return { label, source: shell`findmnt -T ${path}`, observed: say(code, values), expected: say('canWrite') }
}
