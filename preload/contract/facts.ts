/** What a report says about the machine looked at. Facts are measured; what could not be measured is null. */
import { z } from 'zod'

export const families = [
  'debian',
  'fedora',
  'suse',
  'arch',
  'alpine',
  'nixos',
  'gentoo',
  'void',
  'slackware',
  'other',
] as const

/** Which distribution, as os-release(5) and the running system tell. */
export const distroSchema = z.strictObject({
  /** `ID`, lower case; `linux` (the specification's default) where the file does not say. */
  id: z.string(),
  /** `VERSION_ID`; null on rolling releases. */
  versionId: z.string().nullable(),
  /** What to call it in a sentence, e.g. `Debian GNU/Linux 12 (bookworm)`. */
  prettyName: z.string(),
  idLike: z.array(z.string()),
  /** Whose tools and packages it has. */
  family: z.enum(families),
  /** How the system is image based, or null for an ordinary one. */
  imageBased: z.enum(['ostree', 'transactional']).nullable(),
})
export type Distro = z.infer<typeof distroSchema>

export const goFactSchema = z.strictObject({
  /** The `go` that was found on a PATH. */
  path: z.string(),
  /** Whose PATH: a new terminal's, else the login shell's, else this app's, …; `disk` where there are only files. */
  seenIn: z.enum(['interactive', 'login', 'app', 'systemd-user', 'disk']),
  /** The tree it belongs to. */
  goroot: z.string().nullable(),
  /** e.g. `go1.26.8`. */
  version: z.string().nullable(),
})

export const factsSchema = z
  .strictObject({
    /** Which machine was looked at: `local`, or `root:DIR`. */
    target: z.string(),
    distro: distroSchema,
    kernel: z.strictObject({
      /** `uname -r`; null where no kernel was asked (a mounted disk). */
      release: z.string().nullable(),
      major: z.number().int().nullable(),
      minor: z.number().int().nullable(),
    }),
    libc: z.strictObject({ kind: z.enum(['glibc', 'musl', 'none', 'unknown']), version: z.string().nullable() }),
    arch: z.strictObject({
      /** `uname -m`. */
      machine: z.string().nullable(),
      /** Go's name for it, e.g. `amd64`. */
      goarch: z.string().nullable(),
      /** Word size of the programs, which may be 32 under a 64-bit kernel. */
      userlandBits: z.union([z.literal(32), z.literal(64)]).nullable(),
    }),
    session: z.strictObject({
      /** `XDG_CURRENT_DESKTOP`, e.g. `GNOME`. */
      desktop: z.string().nullable(),
      /** `XDG_SESSION_TYPE`: `wayland`, `x11`, `tty`. */
      type: z.string().nullable(),
      /** The login shell of the passwd entry. */
      shell: z.string().nullable(),
      /** Whether a systemd user manager answers for this user. */
      systemdUser: z.boolean(),
    }),
    init: z.enum(['systemd', 'other', 'unknown']),
    /** `docker`, `podman`, `systemd-nspawn`, `lxc`, …; null outside containers. */
    container: z.string().nullable(),
    wsl: z.union([z.literal(1), z.literal(2)]).nullable(),
    security: z.strictObject({
      /** /sys/kernel/security/lsm; null where it cannot be read. */
      modules: z.array(z.string()).nullable(),
      selinux: z.enum(['enforcing', 'permissive', 'absent', 'unknown']),
      apparmor: z.enum(['enabled', 'absent', 'unknown']),
      /** kernel.yama.ptrace_scope; null where Yama is not active. */
      ptraceScope: z.number().int().nullable(),
    }),
    user: z.strictObject({
      uid: z.number().int().nullable(),
      name: z.string().nullable(),
      home: z.string().nullable(),
    }),
    /** The Go that a new terminal gets, or the next session that has one, as it says; null where none is found. */
    go: goFactSchema.nullable(),
  })
  .meta({ id: 'Facts' })
export type Facts = z.infer<typeof factsSchema>
