/** go.env, the settings in a tree itself: the one file that makers of images and packages change. */

/**
 * Vendors of images set GOTOOLCHAIN there. The text with Go's own value in its place, and the line that was there; null
 * where nothing sets it.
 */
export const withPublishedToolchain = (text: string): { readonly text: string; readonly setting: string } | null => {
  const setting = /^GOTOOLCHAIN=.*$/m.exec(text)?.[0]
  return setting === undefined ? null : { text: text.replace(setting, 'GOTOOLCHAIN=auto'), setting }
}
