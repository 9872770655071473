/** What a person can still do where a version could not be installed: each way with its command. */
import type { Text } from '#contract'
import { shell } from '../shell.ts'
import { planDistroGo, type DistroPlan } from './distro-plan.ts'
import type { GoVersion } from './go-version.ts'
import type { InstallFailure } from './install-failure.ts'
import { archiveName } from './release-list.ts'

export interface WaysFacts {
  readonly version: GoVersion
  /** The processor here, in Go's words. */
  readonly arch: string
  /** Whether there are sources that were not asked, because GOPROXY or the person named others. */
  readonly hasOthers: boolean
  /** Of what the distribution offers, whatever version was wanted. */
  readonly distro: Pick<DistroPlan, 'distro' | 'offered'>
}

export const remainingWays = (reason: InstallFailure, facts: WaysFacts): readonly Text[] => {
  const { version, arch, hasOthers, distro } = facts
  const number = version.name.slice('go'.length)
  const archive = archiveName(version.name, arch)
  switch (reason) {
    case 'unwritable':
      return [roomText]
    case 'does-not-run':
    case 'does-not-build':
      return packageWay(distro)
    case 'no-proof':
      return [knownText, proofText, proxyText(number), fileText(number, archive), ...packageWay(distro)]
    case 'not-available':
    case 'not-genuine':
    case 'bad-archive':
      return [
        ...(reason === 'not-available' ? [knownText] : []),
        ...(hasOthers ? [autoText(number)] : []),
        proxyText(number),
        fileText(number, archive),
        ...packageWay(distro),
      ]
  }
}

const knownText: Text = {
  en: 'See which versions there are: groundwork go list --available --all',
  'zh-CN': '查看有哪些版本：groundwork go list --available --all',
}

const roomText: Text = {
  en: 'Make room or give the right to write, then install again: what has come is kept.',
  'zh-CN': '请腾出空间或给予写入权限，然后再次安装：已下载的部分会保留。',
}

const proofText: Text = {
  en: 'Nothing is installed without a proof: try again where sum.golang.org, sum.golang.google.cn or go.dev can be reached.',
  'zh-CN': '没有证明就不安装：请在能访问 sum.golang.org、sum.golang.google.cn 或 go.dev 的网络中再试。',
}

const autoText = (number: string): Text => {
  const command = shell`groundwork go install ${number} --from auto`
  return { en: `Have the other sources asked too: ${command}`, 'zh-CN': `也询问其他来源：${command}` }
}

const proxyText = (number: string): Text => {
  const command = shell`groundwork go install ${number}`
  return {
    en: `Name a module proxy that you can reach: GOPROXY=https://PROXY ${command}`,
    'zh-CN': `指定您能访问的模块代理：GOPROXY=https://代理 ${command}`,
  }
}

const fileText = (number: string, archive: string): Text => {
  const command = shell`groundwork go install ${number} --from ${`./${archive}`}`
  return {
    en: `Bring the release archive from elsewhere, and beside it, where the checksum database cannot be reached, the proof that groundwork go verify --proof FOLDER writes where it can: ${command}`,
    'zh-CN': `从别处带来发布归档；如果这里无法访问校验和数据库，请把证明放在它旁边（在能访问的地方用 groundwork go verify --proof 文件夹 写出）：${command}`,
  }
}

/** The distribution's own Go, whichever it is. */
const packageWay = ({ distro, offered }: WaysFacts['distro']): readonly Text[] => {
  const { offer, steps } = planDistroGo(distro, offered, null)
  if (!steps) return []
  const which = offer?.version.name
  return [
    which === undefined
      ? {
          en: `The package of ${distro.prettyName}, of a version that cannot be told: ${steps.install}`,
          'zh-CN': `使用 ${distro.prettyName} 的软件包（无法得知版本）：${steps.install}`,
        }
      : {
          en: `The package of ${distro.prettyName}, which is ${which}: ${steps.install}`,
          'zh-CN': `使用 ${distro.prettyName} 的软件包（${which}）：${steps.install}`,
        },
  ]
}
