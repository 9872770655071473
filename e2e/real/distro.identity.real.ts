import type { RealCase } from './real-case.ts'

const named = (text: string): string => `rm /etc/os-release && printf '%s\\n' ${text} >/etc/os-release`

export const cases: readonly RealCase[] = [
  { name: 'pass: a Debian that says so', expected: { result: 'pass', code: 'known' }, setup: named('ID=debian') },
  {
    name: 'pass: a derivative that names its like',
    expected: { result: 'pass', code: 'derived' },
    setup: named('ID=mint-like ID_LIKE=debian'),
  },
  {
    name: 'informational: it says Fedora, and its packages are those of Debian',
    expected: { result: 'informational', code: 'unlike' },
    setup: named('ID=fedora'),
    requires: ['/usr/bin/dpkg'],
  },
  {
    name: 'informational: nobody knows its name, but its packages are those of Debian',
    expected: { result: 'informational', code: 'measured' },
    setup: named('ID=nobody-knows'),
    requires: ['/usr/bin/dpkg'],
  },
]
