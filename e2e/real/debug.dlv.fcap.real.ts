import type { RealCase } from './real-case.ts'

/** Any program will do: what counts is the name, the owner and the capability. */
const ownDlv = `
install -d -o "$TEST_USER" "$HOME/go" "$HOME/go/bin"
install -o "$TEST_USER" -m 0755 /bin/true "$HOME/go/bin/dlv"`
const requires = ['setcap', 'getcap'] as const

export const cases: readonly RealCase[] = [
  {
    name: 'pass: a dlv of the person without a capability',
    expected: { result: 'pass', code: 'none' },
    setup: ownDlv,
    requires,
  },
  {
    name: "fail: setcap on the person's own dlv",
    expected: { result: 'fail', code: 'writable' },
    setup: `${ownDlv}\nsetcap cap_sys_ptrace=ep "$HOME/go/bin/dlv"`,
    requires,
  },
  {
    name: 'fail: the same, seen through a link on PATH and asked of getfattr',
    expected: { result: 'fail', code: 'writable' },
    setup: `
${ownDlv}
mkdir bin && ln -s "$HOME/go/bin/dlv" bin/dlv
setcap cap_sys_ptrace=ep "$HOME/go/bin/dlv"
: >nothing && mount --bind nothing "$(command -v getcap)"`,
    environment: { PATH: '$WORK/bin:/usr/bin:/bin' },
    requires: [...requires, 'getfattr'],
  },
  {
    name: "fail: root's dlv in a directory of the person's",
    expected: { result: 'fail', code: 'replaceable' },
    setup: `${ownDlv}\nchown root:root "$HOME/go/bin/dlv" && setcap cap_sys_ptrace=ep "$HOME/go/bin/dlv"`,
    requires,
  },
  {
    name: "informational: root's dlv for one group",
    expected: { result: 'informational', code: 'granted' },
    setup: `mkdir bin && install -o root -g sys -m 0750 /bin/true bin/dlv && setcap cap_sys_ptrace=ep bin/dlv`,
    environment: { PATH: '$WORK/bin:/usr/bin:/bin' },
    requires,
  },
  {
    name: 'informational: a capability on a nosuid mount',
    expected: { result: 'informational', code: 'no-effect' },
    setup: `
${ownDlv}
setcap cap_sys_ptrace=ep "$HOME/go/bin/dlv"
mount --bind "$HOME/go" "$HOME/go" && mount -o remount,bind,nosuid "$HOME/go"`,
    requires,
  },
]
