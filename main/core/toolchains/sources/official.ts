import type { Source } from '../source.ts'

/** golang/website, internal/dl: the list at go.dev, the files at dl.google.com. */
export const source: Source = {
  kind: 'list',
  name: 'official',
  title: { en: 'The Go project’s download page', 'zh-CN': 'Go 项目的下载页' },
  listUrl: 'https://go.dev/dl/?mode=json&include=all',
  filesUrl: 'https://dl.google.com/go/',
}
