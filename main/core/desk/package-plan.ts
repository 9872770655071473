/** The distribution's own package, planned: the commands for root and how to take it back, as the terminal shows them. */
import type { Text } from '#contract'
import type { DistroPlan } from '../toolchains/distro-plan.ts'
import {
  nixosText,
  noPathText,
  notOfferedText,
  offeredTexts,
  otherPatchText,
  rebootText,
  vouchText,
} from '../toolchains/distro-plan-text.ts'
import type { GoVersion } from '../toolchains/go-version.ts'
import type { ShownPlan } from './plan-shelf.ts'
import { rootText } from './plan-texts.ts'

/** For the person's `wanted` version. Nothing of it is ever done from here. */
export const planPackage = (plan: DistroPlan, wanted: GoVersion): ShownPlan => {
  const { distro, offered, offer, steps } = plan
  const name = (offer?.version ?? wanted).name
  const isOtherPatch = offer !== null && offer.version.name !== wanted.name
  return {
    kind: 'install',
    title: {
      en: `Install ${name} from the packages of ${distro.prettyName}`,
      'zh-CN': `从 ${distro.prettyName} 的软件包安装 ${name}`,
    },
    steps: [],
    warnings: isOtherPatch ? [otherPatchText(wanted.name, name)] : [],
    notes: [
      ...offeredTexts(distro.prettyName, offered),
      ...(steps?.activation === 'reboot' ? [rebootText] : []),
      ...(steps?.directory == null ? [] : [noPathText(steps.directory)]),
      ...(steps ? [vouchText] : []),
    ],
    undo: steps
      ? { level: 'full', text: { en: steps.undo, 'zh-CN': steps.undo } }
      : { level: 'full', text: nothingText },
    commands: steps ? [steps.install] : [],
    obstacle: steps ? rootText : distro.family === 'nixos' ? nixosText : notOfferedText(wanted.name, offered),
  }
}

const nothingText: Text = { en: 'nothing would be changed.', 'zh-CN': '不会有任何改动。' }
