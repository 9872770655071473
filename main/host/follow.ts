/** One request that goes where it is sent, as far as that is allowed. */
import type { Astray } from '../core/toolchains/supply-text.ts'
import { withoutPassword } from '../core/without-password.ts'
import { ask, type Answer, type Asking } from './ask.ts'
import { isRedirect, maxRedirects, nextAddress } from './redirects.ts'

export type Followed =
  /** From `address`, after all redirects. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly address: string }
  /** It was sent where it may not go, or for ever. */
  | { readonly kind: 'astray'; readonly status: number; readonly astray: Astray }

/** Asks for `url` and goes on to where redirects lead. */
export const follow = async (url: string, asking: Asking): Promise<Followed> => {
  const visited = [url]
  for (let address = url; ;) {
    const answer = await ask(address, asking)
    const { status, headers } = answer
    if (!isRedirect(status)) return { kind: 'answer', answer, address }
    answer.drop()
    const location = withoutPassword(headers.location ?? '').slice(0, 300)
    const next = nextAddress(headers.location ?? '', address)
    if (next === null) return { kind: 'astray', status, astray: { why: 'elsewhere', location } }
    if (visited.length > maxRedirects) {
      return { kind: 'astray', status, astray: { why: visited.includes(next) ? 'circle' : 'often', location } }
    }
    visited.push(next)
    address = next
  }
}
