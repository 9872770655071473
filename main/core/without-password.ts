/** Addresses as they may be shown, kept and passed on. */

/**
 * `https://user:password@host` without what stands before the last @; every address in `text`, also one that is wrong: of
 * no scheme, or with a slash in the name.
 */
export const withoutPassword = (text: string): string => text.replace(inAddress, '***@').replace(alone, '***@')

const inAddress = /(?<=:\/\/)[^/\s,|]*@/g
const alone = /(?<![^\s,|/@"'=])[^\s,|/@"'=:]+:[^\s,|/@"']+@(?=[\w.[])/g
