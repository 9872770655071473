import type { Source } from '../source.ts'

export const source: Source = {
  kind: 'mirror',
  name: 'aliyun',
  title: { en: 'Alibaba Cloud’s mirror', 'zh-CN': '阿里云镜像' },
  filesUrl: 'https://mirrors.aliyun.com/golang/',
}
