/** Where to read more. The app opens it; where it cannot, the address is shown to be copied. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckResult } from '#contract'
import { CopyButton } from '../../app/copy-button.tsx'
import { announce } from '../../app/notice-store.ts'
import { OutsideIcon } from '../../ui/icons.tsx'
import { openReference } from '../checklist/open-reference.ts'
import styles from './references.module.css'

export const References = ({ result }: { readonly result: CheckResult }) => {
  const { t } = useTranslation()
  const [address, setAddress] = useState<string | null>(null)
  const open = async (index: number): Promise<void> => {
    const url = await openReference(result.key, index)
    setAddress(url)
    if (url !== null) announce(`${t('details.cannotOpen')} ${url}`)
  }
  return (
    <>
      <ul className={styles.list}>
        {result.references.map(({ title }, index) => (
          <li key={index}>
            <button
              type="button"
              className={styles.reference}
              title={t('details.opens')}
              onClick={() => void open(index)}
            >
              <span>{title}</span>
              <OutsideIcon size={14} />
            </button>
          </li>
        ))}
      </ul>
      {address !== null && (
        <div className={styles.address}>
          <p>{t('details.cannotOpen')}</p>
          <div className={styles.url}>
            <code>{address}</code>
            <CopyButton hasWord text={address} label={t('copy.address')} />
          </div>
        </div>
      )}
    </>
  )
}
