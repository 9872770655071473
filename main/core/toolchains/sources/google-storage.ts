import type { Source } from '../source.ts'

export const source: Source = {
  kind: 'gone',
  name: 'google-storage',
  title: { en: 'The old file host of Go', 'zh-CN': 'Go 的旧文件主机' },
  address: 'https://storage.googleapis.com/golang',
  why: {
    en: 'it is no longer served; the files are at dl.google.com',
    'zh-CN': '它已不再提供服务；文件现在在 dl.google.com',
  },
  reference: 'https://github.com/golang/go/issues/76673',
}
