/** Our own scheme: what the page's addresses look like, and which addresses are ours. */

export const pageScheme = 'app'
export const pageOrigin = `${pageScheme}://groundwork`
export const pageAddress = `${pageOrigin}/`

/** Whether `address` is of our origin. Compared as text, because `URL.origin` says `null` of schemes it does not know. */
export const isPageAddress = (address: string | undefined): boolean =>
  address === pageOrigin || (address?.startsWith(pageAddress) ?? false)
