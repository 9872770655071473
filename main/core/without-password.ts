/** Addresses as they may be shown, kept and passed on. */

/** `https://user:password@host` without what stands before the last @; every address in `text`. */
export const withoutPassword = (text: string): string => text.replace(/(?<=:\/\/)[^/\s,|]*@/g, '***@')
