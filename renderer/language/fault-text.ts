/** Faults in words. Closed: a new kind of fault does not compile until it has its sentence. */
import type { TFunction } from 'i18next'
import type { Fault } from '#contract'

/** One or two sentences: what happened, and what to do about it where there is something. */
export const faultText = (fault: Fault, t: TFunction): string => {
  switch (fault.kind) {
    case 'unknown-call':
      return t('fault.unknownCall', { name: fault.name })
    case 'bad-input':
      return t('fault.badInput', { name: fault.name, problems: fault.problems.join('; ') })
    case 'unknown-check':
      return t('fault.unknownCheck', { key: fault.key })
    case 'unknown-run':
      return t('fault.unknownRun')
    case 'no-report':
      return t('fault.noReport')
    case 'cannot-open':
      return t('fault.cannotOpen', { url: fault.url })
    case 'settings-unusable':
      return t('fault.settingsUnusable', { path: fault.path, detail: fault.detail })
    case 'disconnected':
      return t('fault.disconnected')
    case 'internal':
      return t('fault.internal', { id: fault.id })
  }
}
