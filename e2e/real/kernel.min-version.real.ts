import type { RealCase } from './real-case.ts'

export const cases: readonly RealCase[] = [
  {
    name: 'pass: this kernel with this Go',
    expected: { result: 'pass', code: 'enough' },
    setup: ':',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
  },
  {
    name: 'fail: a kernel that calls itself 2.6',
    expected: { result: 'fail', code: 'old' },
    setup: ':',
    environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
    prefix: 'setarch --uname-2.6',
  },
  {
    name: 'notapplicable: no Go anywhere',
    expected: { result: 'notapplicable', code: 'no-go' },
    setup: 'mkdir empty && mount --bind empty "$GOROOT_HERE"',
    environment: { PATH: '/usr/bin:/bin' },
  },
]
