import type { Source } from '../source.ts'

/** Installed by root with the package manager, which proves its packages itself; Groundwork shows how. */
export const source: Source = {
  kind: 'packages',
  name: 'distro',
  title: { en: 'The packages of this distribution', 'zh-CN': '本发行版的软件包' },
}
