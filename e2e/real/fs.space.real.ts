import type { RealCase } from './real-case.ts'

/** So that the disk of the machine at hand does not decide. */
const roomy = `for directory in "$HOME" "$WORK" /tmp; do mount -t tmpfs -o mode=0777,size=5g tmpfs "$directory"; done`

export const cases: readonly RealCase[] = [
  {
    name: 'pass: 5 GiB for everything',
    expected: { result: 'pass', code: 'enough' },
    setup: roomy,
    environment: { GOTMPDIR: '$WORK', GOCACHE: '$WORK/cache', GOMODCACHE: '$WORK/modules' },
  },
  {
    name: 'pass: a tmpfs that has no size and no number of inodes',
    expected: { result: 'pass', code: 'enough' },
    setup: `${roomy}
      mount -t tmpfs -o mode=0777,size=0,nr_inodes=0 tmpfs "$WORK"`,
    environment: { GOTMPDIR: '$WORK', GOCACHE: '$WORK/cache', GOMODCACHE: '$WORK/modules' },
  },
  {
    name: 'fail: GOCACHE on a tmpfs of 20 MiB',
    expected: { result: 'fail', code: 'bytes' },
    setup: `${roomy}
      mkdir "$WORK/small" && mount -t tmpfs -o mode=0777,size=20m tmpfs "$WORK/small"`,
    environment: { GOTMPDIR: '$WORK', GOCACHE: '$WORK/small', GOMODCACHE: '$WORK/modules' },
  },
  {
    name: 'fail: room for bytes but not for files',
    expected: { result: 'fail', code: 'files' },
    setup: `${roomy}
      mkdir "$WORK/few" && mount -t tmpfs -o mode=0777,size=5g,nr_inodes=40 tmpfs "$WORK/few"`,
    environment: { GOTMPDIR: '$WORK', GOCACHE: '$WORK/few', GOMODCACHE: '$WORK/modules' },
  },
  {
    name: 'fail: the work directory is full',
    expected: { result: 'fail', code: 'bytes' },
    setup: `${roomy}
      mount -t tmpfs -o mode=1777,size=8m tmpfs /tmp
      dd if=/dev/zero of=/tmp/full bs=1M count=8 status=none || true`,
    environment: { GOCACHE: '$WORK/cache', GOMODCACHE: '$WORK/modules' },
  },
]
