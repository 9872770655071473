/** A name and a password in an address, as GOPROXY may have them: sent as Go does, as a header. */

/** `url` without them, and the header that carries them. A redirect to another place goes there without. */
export const withoutCredentials = (
  url: string,
): { readonly address: string; readonly headers: Readonly<Record<string, string>> } => {
  if (!URL.canParse(url)) return { address: url, headers: {} }
  const address = new URL(url)
  const { username, password } = address
  if (username === '' && password === '') return { address: url, headers: {} }
  address.username = ''
  address.password = ''
  const pair = `${decoded(username)}:${decoded(password)}`
  return {
    address: address.href,
    headers: { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` },
  }
}

/** A stray percent sign stands for itself. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
