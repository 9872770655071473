/** Lines for a person to copy: the newest Go into a home directory, where no rights are needed; a version for everybody, by root. */
import { shell } from '../shell.ts'

/** The tarball of a processor: Go's own names, and for 32-bit ARM the oldest it supports. */
const archiveName = (goarch: string): string => (goarch === 'arm' ? 'armv6l' : goarch)

/** Downloads an archive of go.dev/dl, and fails unless it has the SHA-256 that is published for it. `archive` is a word of sh. */
const downloadProved = (archive: string): string =>
  // go.dev/dl forwards to dl.google.com/go, which alone has the sums (fileRe in golang.org/x/website/internal/dl).
  `curl -fLO "https://go.dev/dl/${archive}" && echo "$(curl -fsSL "https://dl.google.com/go/${archive}.sha256")  ${archive}" | sha256sum -c`

/**
 * Downloads to a new directory, compares with the published SHA-256 and unpacks to ~/.local/go, unless something is
 * there. The second line asks which release is the newest.
 */
export const installNewestGo = (goarch: string): readonly string[] => [
  'cd "$(mktemp -d)"',
  `archive="$(curl -fsSL 'https://go.dev/VERSION?m=text' | head -n 1).${shell`linux-${archiveName(goarch)}`}.tar.gz"`,
  `${downloadProved('$archive')} && mkdir -p ~/.local && test ! -e ~/.local/go && tar -C ~/.local -xzf "$archive"`,
  '~/.local/go/bin/go version',
]

/** Takes that back. */
export const removeInstalledGo: readonly string[] = ['rm -r ~/.local/go']

/**
 * Puts a fresh tree of `version` in the place of `goroot`, which is moved to `aside`. Nothing is moved before the new tree
 * is proved and unpacked, so that a broken connection leaves things as they are. `sudo` is `sudo ` or nothing.
 */
export const replaceGo = (
  version: string,
  goarch: string,
  places: { readonly goroot: string; readonly aside: string },
  sudo: '' | 'sudo ',
): readonly string[] => {
  const archive = `${version}.linux-${archiveName(goarch)}.tar.gz`
  const fresh = `${places.goroot}.new`
  return [
    'cd "$(mktemp -d)"',
    [
      downloadProved(archive),
      `${sudo}${shell`mkdir ${fresh}`}`,
      `${sudo}${shell`tar -C ${fresh} --strip-components=1 -xzf ${archive}`}`,
      `${sudo}${shell`mv ${places.goroot} ${places.aside}`}`,
      `${sudo}${shell`mv ${fresh} ${places.goroot}`}`,
    ].join(' && '),
  ]
}
