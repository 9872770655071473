/** What a person can still do where a version could not be installed: each way with its command. */
import type { Text } from '#contract'
import { inEveryLanguage } from '../phrase.ts'
import { shell } from '../shell.ts'
import { planDistroGo, type DistroPlan } from './distro-plan.ts'
import type { GoVersion } from './go-version.ts'
import type { InstallFailure } from './install-failure.ts'
import { archiveName } from './release-list.ts'

export interface Way {
  /** `list` looks at what there is, `everybody` asks sources that were left out; nothing else can be done by the window. */
  readonly kind: 'list' | 'everybody' | 'command' | 'advice'
  readonly text: Text
  /** For a terminal; null where it is advice alone. */
  readonly command: Text | null
}

/** On one line, e.g. "See which versions there are: groundwork go list --available --all". */
export const wayText = ({ text, command }: Way): Text =>
  command === null
    ? text
    : inEveryLanguage((language) => `${text[language]}${language === 'en' ? ': ' : '：'}${command[language]}`)

export interface WaysFacts {
  readonly version: GoVersion
  /** The processor here, in Go's words. */
  readonly arch: string
  /** Whether there are sources that were not asked, because GOPROXY or the person named others. */
  readonly hasOthers: boolean
  /** Of what the distribution offers, whatever version was wanted. */
  readonly distro: Pick<DistroPlan, 'distro' | 'offered'>
}

export const remainingWays = (reason: InstallFailure, facts: WaysFacts): readonly Way[] => {
  const { version, arch, hasOthers, distro } = facts
  const number = version.name.slice('go'.length)
  const archive = archiveName(version.name, arch)
  switch (reason) {
    case 'unwritable':
      return [advice(roomText)]
    case 'does-not-run':
    case 'does-not-build':
      return packageWay(distro)
    case 'not-released':
      return [knownWay]
    case 'no-proof':
      return [knownWay, advice(proofText), proxyWay(number), fileWay(number, archive), ...packageWay(distro)]
    case 'not-available':
    case 'not-genuine':
    case 'bad-archive':
      return [
        ...(reason === 'not-available' ? [knownWay] : []),
        ...(hasOthers ? [everybodyWay(number)] : []),
        proxyWay(number),
        fileWay(number, archive),
        ...packageWay(distro),
      ]
  }
}

const advice = (text: Text): Way => ({ kind: 'advice', text, command: null })
const way = (kind: Way['kind'], text: Text, command: string): Way => ({
  kind,
  text,
  command: { en: command, 'zh-CN': command },
})

const knownWay = way(
  'list',
  { en: 'See which versions there are', 'zh-CN': '查看有哪些版本' },
  'groundwork go list --available --all',
)

const roomText: Text = {
  en: 'Make room or give the right to write, then install again: what has come is kept.',
  'zh-CN': '请腾出空间或给予写入权限，然后再次安装：已下载的部分会保留。',
}

const proofText: Text = {
  en: 'Nothing is installed without a proof: try again where sum.golang.org, sum.golang.google.cn or go.dev can be reached.',
  'zh-CN': '没有证明就不安装：请在能访问 sum.golang.org、sum.golang.google.cn 或 go.dev 的网络中再试。',
}

const everybodyWay = (number: string): Way =>
  way(
    'everybody',
    { en: 'Ask the other sources too', 'zh-CN': '也询问其他来源' },
    shell`groundwork go install ${number} --from auto`,
  )

const proxyWay = (number: string): Way => {
  const command = shell`groundwork go install ${number}`
  return {
    kind: 'command',
    text: { en: 'Name a module proxy that you can reach', 'zh-CN': '指定您能访问的模块代理' },
    command: { en: `GOPROXY=https://PROXY ${command}`, 'zh-CN': `GOPROXY=https://代理 ${command}` },
  }
}

const fileWay = (number: string, archive: string): Way =>
  way(
    'command',
    {
      en: 'Bring the release archive from elsewhere, and beside it, where the checksum database cannot be reached, the proof that groundwork go verify --proof FOLDER writes where it can',
      'zh-CN':
        '从别处带来发布归档；如果这里无法访问校验和数据库，请把证明放在它旁边（在能访问的地方用 groundwork go verify --proof 文件夹 写出）',
    },
    shell`groundwork go install ${number} --from ${`./${archive}`}`,
  )

/** The distribution's own Go, whichever it is. */
const packageWay = ({ distro, offered }: WaysFacts['distro']): readonly Way[] => {
  const { offer, steps } = planDistroGo(distro, offered, null)
  if (!steps) return []
  const which = offer?.version.name
  const text: Text =
    which === undefined
      ? {
          en: `The package of ${distro.prettyName}, of a version that cannot be told`,
          'zh-CN': `使用 ${distro.prettyName} 的软件包（无法得知版本）`,
        }
      : {
          en: `The package of ${distro.prettyName}, which is ${which}`,
          'zh-CN': `使用 ${distro.prettyName} 的软件包（${which}）`,
        }
  return [way('command', text, steps.install)]
}
