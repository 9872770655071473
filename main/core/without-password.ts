/** Addresses as they may be shown, kept and passed on. */

/**
 * `https://user:password@host` without what stands before the last @; every address in `text`, also one that is wrong: of
 * no scheme, or with a slash in the name.
 */
export const withoutPassword = (text: string): string =>
  text.replace(slashed, '***@').replace(inAddress, '***@').replace(alone, '***@')

/** A password with a slash in it: what stands between the colon and that slash is no port, so it is no address at all. */
const slashed = /(?<=:\/\/)(?!\[)[^/\s,|@:]{0,500}:(?!\d*(?:[/\s,|]|$))[^\s,|]{0,2000}@/g

const inAddress = /(?<=:\/\/)[^/\s,|]*@/g
const alone = /(?<![^\s,|/@"'=])[^\s,|/@"'=:]+:[^\s,|/@"']+@(?=[\w.[])/g
