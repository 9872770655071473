import type { RealCase } from './real-case.ts'

const own = 'chown -R "$TEST_USER" "$HOME"'
/** As snapd leaves it where it is no part of the distribution: a link that starts snap, and the tree where the snap is mounted. */
const snapGo = `mkdir upper work; mount -t overlay overlay -o "lowerdir=/var/lib,upperdir=$WORK/upper,workdir=$WORK/work" /var/lib;
  cd /var/lib; mkdir -p snapd/snap/bin snapd/snap/go/10585; mount --bind "$GOROOT_HERE" snapd/snap/go/10585; cd "$WORK";
  printf '#!/bin/sh\\nexit 1\\n' > snap; chmod 0755 snap; ln -s 10585 /var/lib/snapd/snap/go/current; ln -s $WORK/snap /var/lib/snapd/snap/bin/go`
const app = { PATH: '/var/lib/snapd/snap/bin:/usr/bin:/bin' }
const apparmor = `mount -t tmpfs tmpfs /sys/module; mkdir -p /sys/module/apparmor/parameters; echo Y > /sys/module/apparmor/parameters/enabled`
const id = 'com.visualstudio.code'
const editor = `mkdir -p "$HOME/.var/app/${id}/data/vscode/extensions/golang.go-0.50.0" "$HOME/.local/share/flatpak/app/${id}"`
/** As flatpak 1.14 writes it for `flatpak override --user --env=…`. */
const enabled = `mkdir -p "$HOME/.local/share/flatpak/overrides";
  printf '[Environment]\\nFLATPAK_ENABLE_SDK_EXT=golang\\n' > "$HOME/.local/share/flatpak/overrides/${id}"`
const sdk = 'mkdir -p "$HOME/.local/share/flatpak/runtime/org.freedesktop.Sdk.Extension.golang"'

export const cases: readonly RealCase[] = [
  { name: 'notapplicable: neither', expected: { result: 'notapplicable', code: 'none' }, setup: ':' },
  {
    name: 'informational: the Go of a snap',
    expected: { result: 'informational', code: 'refreshed' },
    setup: snapGo,
    environment: app,
  },
  {
    name: 'fail: the Go of a snap, AppArmor, and a home outside /home',
    expected: { result: 'fail', code: 'home' },
    setup: `${snapGo}; ${apparmor}`,
    environment: app,
  },
  {
    name: 'fail: an editor in a Flatpak that nothing leads to a Go',
    expected: { result: 'fail', code: 'unseen' },
    setup: `${editor}; ${own}`,
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
  },
  {
    name: 'pass: an editor in a Flatpak with the SDK extension',
    expected: { result: 'pass', code: 'seen' },
    setup: `${editor}; ${enabled}; ${sdk}; ${own}`,
  },
]
