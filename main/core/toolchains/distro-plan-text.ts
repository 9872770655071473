/** The plan for the distribution's packages in words. */
import type { Text } from '#contract'
import { inEveryLanguage } from '../phrase.ts'
import type { DistroGo, OfferedGo } from '../probes/distro-go.ts'
import { printable } from '../report/columns.ts'
import { quote } from '../shell.ts'
import { systemText } from './changed.ts'
import type { DistroPlan } from './distro-plan.ts'

/** What is offered, the commands whole, and how to take it back. Nothing of it is run. */
export const distroPlanText = (plan: DistroPlan): Text =>
  joined([...offeredTexts(plan.distro.prettyName, plan.offered), ...stepTexts(plan)])

/** What the distribution offers, a line each. */
export const offeredTexts = (distro: string, offered: DistroGo): readonly Text[] => {
  if (offered.kind === 'cannot-tell') {
    return [
      {
        en: `Which Go the packages of ${distro} offer cannot be told: ${offered.detail}`,
        'zh-CN': `无法得知 ${distro} 的软件包提供哪个 Go：${offered.detail}`,
      },
    ]
  }
  const { offers, asked } = offered
  if (offers.length === 0) {
    return [
      {
        en: `The packages of ${distro} offer no Go, as far as its lists here say (${asked}).`,
        'zh-CN': `据本机的列表，${distro} 的软件包没有提供 Go（${asked}）。`,
      },
    ]
  }
  const width = Math.max(...offers.map(({ version }) => version.name.length))
  return [
    {
      en: `The packages of ${distro} offer, as its lists here say (${asked}):`,
      'zh-CN': `据本机的列表，${distro} 的软件包提供（${asked}）：`,
    },
    ...offers.map((offer) => offerText(offer, width)),
  ]
}

const offerText = ({ version, package: name, packageVersion, suite, directory }: OfferedGo, width: number): Text => {
  const line = `  ${version.name.padEnd(width)}  ${name} ${packageVersion}`
  const where = suite ?? directory
  return where === null ? systemText(line) : { en: `${line} (${where})`, 'zh-CN': `${line}（${where}）` }
}

const stepTexts = ({ distro, offered, wanted, offer, steps }: DistroPlan): readonly Text[] => {
  if (distro.family === 'nixos') return [nixosText]
  if (steps === null) return wanted === null ? [] : [notOfferedText(wanted.name, offered)]
  const name = offer?.version.name ?? 'Go'
  return [
    ...(wanted && offer && wanted.name !== offer.version.name ? [otherPatchText(wanted.name, offer.version.name)] : []),
    {
      en: `To install ${name} as root (shown only; nothing is changed):`,
      'zh-CN': `以 root 身份安装 ${name}（仅显示，不做任何更改）：`,
    },
    systemText(`  ${steps.install}`),
    ...(steps.activation === 'reboot' ? [rebootText] : []),
    ...(steps.directory === null
      ? []
      : [noPathText(steps.directory), systemText(`  export PATH=${quote(steps.directory)}:"$PATH"`)]),
    { en: 'To take it back:', 'zh-CN': '撤销：' },
    systemText(`  ${steps.undo}`),
    vouchText,
  ]
}

export const nixosText: Text = {
  en: 'NixOS installs by configuration: add pkgs.go to environment.systemPackages, then run sudo nixos-rebuild switch. To take it back, remove it there and run the same.',
  'zh-CN':
    'NixOS 通过配置安装：把 pkgs.go 加入 environment.systemPackages，然后运行 sudo nixos-rebuild switch。撤销时从中删除并再次运行。',
}

export const notOfferedText = (wanted: string, offered: DistroGo): Text =>
  offered.kind === 'told'
    ? {
        en: `${wanted} is not among them, nor another of its line.`,
        'zh-CN': `其中没有 ${wanted}，也没有同系列的版本。`,
      }
    : { en: `So nothing can be said of ${wanted}.`, 'zh-CN': `因此无法判断是否有 ${wanted}。` }

export const otherPatchText = (wanted: string, offered: string): Text => ({
  en: `It has ${offered}, not ${wanted}; distributions put security fixes into the version they have.`,
  'zh-CN': `它提供的是 ${offered}，不是 ${wanted}；发行版会把安全修复加进已有的版本。`,
})

export const rebootText: Text = { en: 'It is there after a restart.', 'zh-CN': '重启之后生效。' }

export const noPathText = (directory: string): Text => ({
  en: `Its go is in ${directory}, where no PATH leads. In a shell, or in a start file of yours:`,
  'zh-CN': `它的 go 位于 ${directory}，不在 PATH 上。可在 shell 或您的启动文件中写入：`,
})

export const vouchText: Text = {
  en: 'It is the distribution’s own build: its package manager proves it, not the checksum database.',
  'zh-CN': '这是发行版自己的构建：由其软件包管理器验证，而不是校验和数据库。',
}

/** Where an installation by Groundwork itself was asked for. */
export const onlyPlannedText: Text = {
  en: 'packages of the distribution are installed by root; groundwork go install --from distro shows how',
  'zh-CN': '发行版的软件包由 root 安装；groundwork go install --from distro 会显示方法',
}

const joined = (lines: readonly Text[]): Text =>
  inEveryLanguage((language) => lines.map((line) => printable(line[language])).join('\n'))
