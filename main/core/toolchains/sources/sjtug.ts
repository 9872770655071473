import type { Source } from '../source.ts'

export const source: Source = {
  kind: 'gone',
  name: 'sjtug',
  title: { en: 'The mirror of Shanghai Jiao Tong University', 'zh-CN': '上海交通大学镜像' },
  address: 'https://mirror.sjtu.edu.cn/golang',
  why: { en: 'it never carried Go: the request was declined', 'zh-CN': '它从未提供 Go：请求被谢绝了' },
  reference: 'https://github.com/sjtug/mirror-requests/issues/275',
}
