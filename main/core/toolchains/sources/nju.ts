import type { Source } from '../source.ts'

export const source: Source = {
  kind: 'mirror',
  name: 'nju',
  title: { en: 'Nanjing University’s mirror', 'zh-CN': '南京大学镜像' },
  filesUrl: 'https://mirrors.nju.edu.cn/golang/',
}
