import type { Source } from '../source.ts'

/** Served by the same program as go.dev; its files are redirected to the official file host. */
export const source: Source = {
  kind: 'list',
  name: 'cn',
  title: { en: 'The Go project’s download page for China', 'zh-CN': 'Go 项目面向中国的下载页' },
  listUrl: 'https://golang.google.cn/dl/?mode=json&include=all',
  filesUrl: 'https://golang.google.cn/dl/',
}
