/** The facts of a machine as labels and values. Pure. */
import type { TFunction } from 'i18next'
import type { Facts } from '#contract'

export interface Fact {
  readonly label: string
  readonly value: string
  /** Set in fixed-width letters: paths. */
  readonly isRaw?: boolean
}

export interface FactSection {
  readonly title: string
  readonly facts: readonly Fact[]
}

const ptraceKeys = ['machine.ptrace0', 'machine.ptrace1', 'machine.ptrace2', 'machine.ptrace3'] as const

const words = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(' ')

/** Whose Go it is, since not every session need have the one that a new terminal gets. */
const goLabels = {
  interactive: 'machine.go',
  login: 'machine.goLogin',
  app: 'machine.goApp',
  'systemd-user': 'machine.goSystemd',
  disk: 'machine.goDisk',
} as const

/** Every fact, the header's too; what was not measured says so. */
export const machineFacts = (facts: Facts, t: TFunction): readonly FactSection[] => {
  const { distro, kernel, libc, arch, session, security, user, go } = facts
  const unknown = t('machine.unknown')
  const absent = t('machine.absent')
  const system: readonly (Fact | null)[] = [
    facts.target === 'local'
      ? null
      : {
          label: t('machine.target'),
          value: t('machine.rootTarget', { directory: facts.target.replace(/^root:/, '') }),
        },
    { label: t('machine.distro'), value: distro.prettyName },
    distro.idLike.length > 0 ? { label: t('machine.like'), value: distro.idLike.join(', ') } : null,
    distro.imageBased ? { label: t('machine.imageBased'), value: t(`machine.${distro.imageBased}`) } : null,
    { label: t('machine.kernel'), value: kernel.release === null ? unknown : `Linux ${kernel.release}` },
    {
      label: t('machine.libc'),
      value:
        libc.kind === 'none' ? t('machine.noLibc') : libc.kind === 'unknown' ? unknown : words(libc.kind, libc.version),
    },
    {
      label: t('machine.arch'),
      value:
        [
          words(arch.machine, arch.goarch === null ? null : `(${arch.goarch})`),
          arch.userlandBits === null ? '' : t('machine.userland', { bits: arch.userlandBits }),
        ]
          .filter(Boolean)
          .join(', ') || unknown,
    },
    {
      label: t('machine.init'),
      value: facts.init === 'other' ? t('machine.initOther') : facts.init === 'unknown' ? unknown : facts.init,
    },
    { label: t('machine.container'), value: facts.container ?? t('machine.noContainer') },
    facts.wsl === null ? null : { label: t('machine.wsl'), value: t('machine.wslVersion', { version: facts.wsl }) },
  ]
  const goFacts: readonly (Fact | null)[] = go
    ? [
        { label: t(goLabels[go.seenIn]), value: go.version ?? t('machine.goVersionUnknown') },
        { label: t('machine.goPath'), value: go.path, isRaw: true },
        go.goroot === null ? null : { label: t('machine.goroot'), value: go.goroot, isRaw: true },
      ]
    : [{ label: t('machine.go'), value: t('machine.noGo') }]
  const sessionFacts: readonly (Fact | null)[] = [
    {
      label: t('machine.session'),
      value: words(session.desktop ?? t('machine.noDesktop'), session.type && `(${session.type})`),
    },
    { label: t('machine.shell'), value: session.shell ?? unknown, isRaw: true },
    {
      label: t('machine.systemdUser'),
      value: session.systemdUser ? t('machine.systemdUserYes') : t('machine.systemdUserNo'),
    },
    {
      label: t('machine.user'),
      value:
        user.uid === null
          ? (user.name ?? unknown)
          : t('machine.userWithId', { name: user.name ?? unknown, uid: user.uid }),
    },
  ]
  const selinux = {
    enforcing: t('machine.selinuxEnforcing'),
    permissive: t('machine.selinuxPermissive'),
    absent,
    unknown,
  }
  const ptraceKey = security.ptraceScope === null ? undefined : ptraceKeys[security.ptraceScope]
  const securityFacts: readonly (Fact | null)[] = [
    { label: t('machine.security'), value: security.modules?.join(', ') || unknown },
    { label: t('machine.selinux'), value: selinux[security.selinux] },
    {
      label: t('machine.apparmor'),
      value: { enabled: t('machine.apparmorEnabled'), absent, unknown }[security.apparmor],
    },
    {
      label: t('machine.ptrace'),
      value: security.ptraceScope === null ? t('machine.ptraceNone') : ptraceKey ? t(ptraceKey) : unknown,
    },
  ]
  return [
    { title: t('machine.goSection'), facts: goFacts.filter((fact) => fact !== null) },
    { title: t('machine.system'), facts: system.filter((fact) => fact !== null) },
    { title: t('machine.sessionSection'), facts: sessionFacts.filter((fact) => fact !== null) },
    { title: t('machine.securitySection'), facts: securityFacts.filter((fact) => fact !== null) },
  ]
}
