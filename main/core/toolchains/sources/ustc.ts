import type { Source } from '../source.ts'

export const source: Source = {
  kind: 'gone',
  name: 'ustc',
  title: { en: 'The mirror of USTC', 'zh-CN': '中国科学技术大学镜像' },
  address: 'https://mirrors.ustc.edu.cn/golang',
  why: { en: 'it has stopped mirroring Go', 'zh-CN': '它已停止镜像 Go' },
  reference: 'https://github.com/ustclug/discussions/issues/527',
}
