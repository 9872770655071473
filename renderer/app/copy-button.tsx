/** A button that copies, and says that it did. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../ui/button.tsx'
import { CopyIcon, TickIcon } from '../ui/icons.tsx'
import { copyText } from '../ui/copy-text.ts'
import { announce } from './notice-store.ts'

/** How long the button says that it copied. */
const thanksMs = 2000

export interface CopyButtonProps {
  readonly text: string
  /** What it copies, e.g. "Copy the commands". */
  readonly label: string
  /** With the word "Copy" beside the icon. */
  readonly hasWord?: boolean
}

export const CopyButton = ({ text, label, hasWord = false }: CopyButtonProps) => {
  const { t } = useTranslation()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), thanksMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async (): Promise<void> => {
    const worked = await copyText(text)
    setCopied(worked)
    announce(worked ? t('copy.copied') : t('copy.failed'))
  }
  const icon = isCopied ? <TickIcon /> : <CopyIcon />
  if (!hasWord) {
    return (
      <IconButton label={isCopied ? t('copy.copied') : label} onClick={() => void copy()}>
        {icon}
      </IconButton>
    )
  }
  return (
    <Button isSmall icon={icon} onClick={() => void copy()} aria-label={isCopied ? t('copy.copied') : label}>
      {isCopied ? t('copy.copied') : t('copy.copy')}
    </Button>
  )
}
