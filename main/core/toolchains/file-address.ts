/** `file:` addresses, as the go command reads them (cmd/internal/web, url_other.go). */

/** The path that `address` names on this machine; null where it names none. */
export const pathOfFileAddress = (address: string): string | null => {
  const path = /^file:\/\/(?:localhost)?(\/[^?#]*)/i.exec(address)?.[1]
  if (path === undefined) return null
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('\0') ? null : decoded
  } catch {
    return null
  }
}

export const isFileAddress = (address: string): boolean => /^file:/i.test(address)
