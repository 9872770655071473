/** Lines for a person to copy that put the newest Go into a home directory, where no rights are needed. */
import { shell } from '../shell.ts'

/** The tarball of a processor: Go's own names, and for 32-bit ARM the oldest it supports. */
const archiveName = (goarch: string): string => (goarch === 'arm' ? 'armv6l' : goarch)

/**
 * Downloads to a new directory, compares with the published SHA-256 and unpacks to ~/.local/go, unless something is
 * there. The first line says which release is the newest.
 */
export const installNewestGo = (goarch: string): readonly string[] => [
  'cd "$(mktemp -d)"',
  `archive="$(curl -fsSL 'https://go.dev/VERSION?m=text' | head -n 1).${shell`linux-${archiveName(goarch)}`}.tar.gz"`,
  'curl -fLO "https://go.dev/dl/$archive"',
  'echo "$(curl -fsSL "https://go.dev/dl/$archive.sha256")  $archive" | sha256sum -c && mkdir -p ~/.local && test ! -e ~/.local/go && tar -C ~/.local -xzf "$archive"',
  '~/.local/go/bin/go version',
]

/** Takes that back. */
export const removeInstalledGo: readonly string[] = ['rm -r ~/.local/go']
