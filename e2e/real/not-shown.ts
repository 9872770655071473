/**
 * What the real cases do not show, and why. Everything else must be shown: see `real.e2e.ts`. An entry is by the key of a
 * check; `pass` and `fail` say which side is missing.
 */
export const notShown: Readonly<Record<string, { readonly pass?: string; readonly fail?: string }>> = {}
