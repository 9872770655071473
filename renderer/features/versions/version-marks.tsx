/** What somebody has to know of a version before choosing it: signs and words. */
import { useTranslation } from 'react-i18next'
import type { AvailableVersion } from '#contract'
import { formatList } from '../../language/format.ts'
import { NoteIcon, SlashIcon, TickIcon, TriangleIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../settings/settings-store.ts'
import { marksOf } from './available.ts'
import styles from './version-marks.module.css'

const icons = {
  supported: TickIcon,
  'held-back': TriangleIcon,
  ended: SlashIcon,
  candidate: NoteIcon,
  insecure: TriangleIcon,
  'not-for-this-machine': SlashIcon,
} as const

export const VersionMarks = ({ version }: { readonly version: AvailableVersion }) => {
  const { t } = useTranslation()
  const language = useLanguage()
  const advisories = formatList(version.advisories, language)
  return (
    <ul className={styles.marks}>
      {marksOf(version).map((mark) => {
        const Icon = icons[mark]
        return (
          <li key={mark} className={styles[mark]} title={mark === 'insecure' ? advisories : undefined}>
            <Icon size={14} />
            <span>{t(`available.mark_${mark}`, { count: version.advisories.length })}</span>
          </li>
        )
      })}
    </ul>
  )
}
