/** How a person gets rid of a Go that is one too many: by its package manager, or moved aside. Described, never run by the app. */
import type { GoInstall } from './probes/go-installs.ts'
import { shell } from './shell.ts'

export interface Removal {
  /** The trees, for a title. */
  readonly what: string
  readonly commands: readonly string[]
  readonly undo: readonly string[]
}

/** For those that packages own, the snap included; null where there are none. */
export const removalOf = (installs: readonly GoInstall[], family: string): Removal | null => {
  const owned = installs.filter(({ owner }) => owner !== null)
  const snap = installs.filter(isSnap)
  const parts: Removal[] = []
  const names = (manager: string): readonly string[] => [
    ...new Set(owned.flatMap(({ owner }) => (owner?.manager === manager ? [owner.package] : []))),
  ]
  const [dpkg, rpm, pacman, apk] = [names('dpkg'), names('rpm'), names('pacman'), names('apk')]
  if (dpkg.length > 0) parts.push(ofDpkg(dpkg))
  if (rpm.length > 0)
    parts.push(
      family === 'suse'
        ? pair('sudo zypper remove', 'sudo zypper install', rpm)
        : pair('sudo dnf remove', 'sudo dnf install', rpm),
    )
  if (pacman.length > 0) parts.push(pair('sudo pacman -Rs', 'sudo pacman -S', pacman))
  if (apk.length > 0) parts.push(pair('sudo apk del', 'sudo apk add', apk))
  if (snap.length > 0) parts.push(pair('sudo snap remove', 'sudo snap install --classic', ['go']))
  if (parts.length === 0) return null
  return {
    what: [...owned, ...snap].map(({ goroot }) => goroot).join(', '),
    commands: parts.flatMap(({ commands }) => commands),
    undo: parts.flatMap(({ undo }) => undo),
  }
}

const isSnap = ({ goroot, programs }: GoInstall): boolean =>
  goroot.startsWith('/snap/') ||
  goroot.startsWith('/var/lib/snapd/') ||
  programs.some(({ launcher }) => launcher === 'snap')

/** What else goes (golang-go, golang-src …) is recorded before, so that the undo can bring all of it back. */
const ofDpkg = (packages: readonly string[]): Removal => ({
  what: '',
  commands: [
    shell`dpkg-query -W -f=${'${db:Status-Abbrev}${Package}\\n'} ${'golang*'} | sed -n ${'s/^ii *//p'} > ~/golang-packages-before.txt`,
    shell`apt-get -s remove --autoremove ${packages}`,
    shell`sudo apt-get remove --autoremove ${packages}`,
  ],
  undo: ['sudo apt-get install $(cat ~/golang-packages-before.txt)'],
})

const pair = (remove: string, install: string, packages: readonly string[]): Removal => ({
  what: '',
  commands: [`${remove} ${shell`${packages}`}`],
  undo: [`${install} ${shell`${packages}`}`],
})

/** For whole trees that no package manager knows and no version manager keeps: /usr/local/go, ~/.local/go. */
export const setAside = (
  installs: readonly GoInstall[],
): (Removal & { readonly privilege: 'user' | 'root' }) | null => {
  const loose = installs.filter(
    ({ owner, goroot, programs }) =>
      owner === null &&
      programs.every(({ launcher }) => launcher === null) &&
      /^\/(?:usr\/local\/go|opt\/go[^/]*|home\/[^/]+\/(?:\.local\/go|\.go|go\/go))$/.test(goroot),
  )
  if (loose.length === 0) return null
  const isOfSystem = loose.some(({ goroot }) => !goroot.startsWith('/home/'))
  const sudo = (goroot: string): string => (goroot.startsWith('/home/') ? '' : 'sudo ')
  return {
    what: loose.map(({ goroot }) => goroot).join(', '),
    privilege: isOfSystem ? 'root' : 'user',
    commands: loose.map(({ goroot }) => `${sudo(goroot)}${shell`mv ${goroot} ${`${goroot}.disabled`}`}`),
    undo: loose.map(({ goroot }) => `${sudo(goroot)}${shell`mv ${`${goroot}.disabled`} ${goroot}`}`),
  }
}
