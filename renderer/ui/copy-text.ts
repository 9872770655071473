/** Puts words on the clipboard. */

/**
 * Promises whether it worked. A surface may refuse the page every permission, the clipboard's too; then the older way
 * is taken, which only needs that the person just pressed something.
 */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByEvent(text)
  }
}

const copyByEvent = (text: string): boolean => {
  let isCopied = false
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isCopied = true
  }
  document.addEventListener('copy', fill, { capture: true, once: true })
  // Deprecated in favour of what was just refused; nothing else copies without a permission.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy')
  document.removeEventListener('copy', fill, { capture: true })
  return isCopied
}
