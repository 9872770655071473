import type { RealCase } from './real-case.ts'

/**
 * A value of Yama laid over /proc/sys/kernel: read like the real thing, but it enforces nothing. What each value does to
 * Delve can only be seen on a kernel with Yama.
 */
const yama = (scope: number): string => `
  mount -t tmpfs -o mode=0755 tmpfs "$WORK"
  mkdir "$WORK/yama" && echo ${scope} >"$WORK/yama/ptrace_scope"
  mount --bind "$WORK" /proc/sys/kernel
  rm -f /etc/sysctl.d/*.conf`

const withoutYama = `
  mount -t tmpfs -o mode=0755 tmpfs "$WORK"
  mount --bind "$WORK" /proc/sys/kernel`

export const cases: readonly RealCase[] = [
  {
    name: 'pass: a kernel without Yama',
    expected: { result: 'pass', code: 'free' },
    setup: withoutYama,
  },
  {
    name: 'informational: 0, until a restart makes it 1',
    expected: { result: 'informational', code: 'open' },
    setup: `${yama(0)}
      echo 'kernel.yama.ptrace_scope = 1' >/etc/sysctl.d/10-ptrace.conf`,
  },
  {
    name: 'informational: 1',
    expected: { result: 'informational', code: 'children' },
    setup: yama(1),
  },
  {
    name: 'fail: 2',
    expected: { result: 'fail', code: 'admin' },
    setup: yama(2),
  },
  {
    name: 'fail: 3',
    expected: { result: 'fail', code: 'locked' },
    setup: yama(3),
  },
  {
    name: 'error: something that is not a value of Yama',
    expected: { result: 'error', code: 'unreadable' },
    setup: yama(17),
  },
]
