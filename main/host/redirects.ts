/** Where a redirect may lead. */

export const maxRedirects = 10

/** The next address, or null where it may not be gone to: away from https, or to another kind of address. */
export const nextAddress = (location: string, from: string): string | null => {
  if (!URL.canParse(location, from)) return null
  const next = new URL(location, from)
  const isAllowed = next.protocol === 'https:' || (next.protocol === 'http:' && from.startsWith('http:'))
  return isAllowed ? next.href : null
}

export const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)
