import type { Source } from '../source.ts'

export const source: Source = {
  kind: 'mirror',
  name: 'hust',
  title: { en: 'The mirror of Huazhong University of Science and Technology', 'zh-CN': '华中科技大学镜像' },
  filesUrl: 'https://mirrors.hust.edu.cn/golang/',
}
