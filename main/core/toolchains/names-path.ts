/** Whether a line that is no comment has one of `paths` in it, whole, however it writes the home directory. */
export const namesPath = (line: string, paths: readonly string[], home: string | null): boolean => {
  if (/^\s*(#|\/\/)/.test(line)) return false
  const written =
    home === null
      ? line
      : line.replaceAll(/\$HOME\b|\$\{HOME\}|\$\{env:HOME\}|\$env\.HOME\b|(?<![^\s"'=:])~(?=\/)/g, home)
  return paths.some((path) => {
    const at = written.indexOf(path)
    return at >= 0 && !/^[\w.+-]/.test(written.slice(at + path.length))
  })
}
