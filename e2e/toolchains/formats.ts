/** One small Go in both formats, for what must hold for both. */
import type { Supplier } from '../../main/core/toolchains/route.ts'
import type { TreeFile } from './installing.ts'
import type { ProxyServer } from './proxy-server.ts'
import { good, goodTree, published } from './small-release.ts'
import { goodFiles, publish, type SmallToolchain } from './small-toolchain.ts'

export interface Format {
  readonly name: 'zip' | 'tar.gz'
  readonly toolchain: SmallToolchain
  /** What is served. */
  readonly file: Buffer
  readonly supplierAt: (server: Pick<ProxyServer, 'url'>) => Supplier
  /** What is installed of it where the database alone vouches for it. */
  readonly files: readonly TreeFile[]
}

const zip = publish()

export const formats: readonly Format[] = [
  {
    name: 'zip',
    toolchain: zip,
    file: zip.zip,
    supplierAt: ({ url }) => ({ kind: 'proxy', url }),
    files: goodFiles,
  },
  {
    name: 'tar.gz',
    toolchain: published,
    file: good,
    supplierAt: ({ url }) => ({ kind: 'files', filesUrl: `${url}/golang/` }),
    files: goodTree.flatMap(({ name, content }) =>
      content === undefined || name.startsWith('go/test/') ? [] : [{ path: name.slice(3), content }],
    ),
  },
]
