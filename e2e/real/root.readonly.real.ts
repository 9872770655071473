import type { RealCase } from './real-case.ts'

const readonlyUsr = 'mount --bind /usr /usr && mount -o remount,bind,ro /usr'

export const cases: readonly RealCase[] = [
  {
    name: 'pass: an ordinary system',
    expected: { result: 'pass', code: 'writable' },
    setup: ':',
  },
  {
    name: 'informational: a read-only /usr with /usr/local in it',
    expected: { result: 'informational', code: 'local' },
    setup: readonlyUsr,
  },
  {
    name: 'informational: the same, for root, whom access(2) tells another reason',
    expected: { result: 'informational', code: 'local' },
    setup: readonlyUsr,
    as: 'root',
  },
  {
    name: 'informational: the shape of Silverblue, where /usr/local leads out of /usr',
    expected: { result: 'informational', code: 'system' },
    setup: `mkdir upper work merged
      mount -t tmpfs tmpfs upper && mkdir upper/up upper/work
      mount -t overlay -o lowerdir=/usr,upperdir=upper/up,workdir=upper/work overlay merged
      mkdir usrlocal && rm -rf merged/local && ln -s "$WORK/usrlocal" merged/local
      mount -o remount,ro merged && mount --bind merged /usr
      mount -t tmpfs -o mode=0755 tmpfs /run && touch /run/ostree-booted
      rm /etc/os-release && printf 'ID=fedora\\nVARIANT_ID=silverblue\\nOSTREE_VERSION=42.1\\n' >/etc/os-release`,
  },
  {
    name: 'fail: a read-only home',
    expected: { result: 'fail', code: 'home' },
    setup: 'mount --bind "$HOME" "$HOME" && mount -o remount,bind,ro "$HOME"',
  },
]
