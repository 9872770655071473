import type { Source } from '../source.ts'

/** Go as the module golang.org/toolchain. Where nobody named a proxy, the Go project's own endpoint (go-import meta of golang.org/toolchain). */
export const source: Source = {
  kind: 'proxies',
  name: 'proxy',
  title: { en: 'The module proxies of GOPROXY', 'zh-CN': 'GOPROXY 所列的模块代理' },
  fallbackUrl: 'https://go.dev/dl/mod',
}
