/**
 * The port to a machine. Core asks, never touches: everything it knows of the machine comes through here, so that the
 * same checks run on this machine, on a mounted disk and on a recorded one.
 *
 * No method rejects for what a machine may do (a missing file, a hanging program): that is data. Only
 * `CannotAsk` is thrown, where this host can never answer (running a program of a mounted disk).
 */

import type { Effort, Integrity } from './toolchains/integrity.ts'

/** Why a look at a file gave nothing. */
export type Blank =
  /** Nothing by that name (ENOENT, ENOTDIR). */
  | 'absent'
  /** The system refused (EACCES, EPERM). */
  | 'denied'
  /** It is there, but is not what was asked for: a directory, a device, a pipe. */
  | 'wrong-kind'
  /** Larger than the asker wanted to read. */
  | 'too-large'
  /** Links that lead in circles (ELOOP). */
  | 'loop'
  /** The system gave another error, or no answer in time; `detail` says which. */
  | 'broken'

/** An answer to a look: what was there, or why not. */
export type Looked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: Blank; readonly detail: string }

export type FileKind = 'file' | 'directory' | 'link' | 'other'

export interface FileStatus {
  readonly kind: FileKind
  /** Permission bits, setuid, setgid and sticky included: `st_mode & 0o7777`. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Bytes. */
  readonly size: number
  /** Modification time, milliseconds since 1970. */
  readonly modifiedMs: number
  /** `device:inode`, the same for two names of one file; null where the host cannot tell. */
  readonly identity: string | null
}

/** Answer of `access(2)` for the person the host stands for. `readonly` is EROFS: nobody may, whatever the mode. */
export type Access = 'yes' | 'denied' | 'readonly' | 'absent' | 'unknown'

/** statfs(2). Bytes and inodes that an ordinary user may still take; `inodes` null where there is no such limit. */
export interface Space {
  readonly freeBytes: number
  readonly totalBytes: number
  readonly freeInodes: number | null
  readonly totalInodes: number | null
  /** `f_type`, e.g. 0x6969 for NFS. */
  readonly type: number
}

export interface HostUser {
  readonly uid: number | null
  readonly gid: number | null
  readonly name: string | null
  /** From the passwd entry. */
  readonly home: string | null
  /** Login shell from the passwd entry. */
  readonly shell: string | null
}

export interface Command {
  /** The program's absolute path and its arguments; no shell is ever involved. */
  readonly argv: readonly [string, ...string[]]
  /**
   * `inherit` (the default): the environment of the person, cleaned of what an AppImage adds. `only`: nothing but
   * `env`. In both, `env` is laid over, undefined removes, and messages are in English (`LC_ALL=C`).
   */
  readonly base?: 'inherit' | 'only'
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** Default 5 000. After it, the whole process group is killed. */
  readonly timeoutMs?: number
  /** Default 1 MiB for each of the two streams. After it, the whole process group is killed. */
  readonly maxBytes?: number
}

export type Ran =
  /** It ended by itself. `code` is its exit status. */
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'signalled'; readonly signal: string; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'timeout'; readonly afterMs: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'flooded'; readonly maxBytes: number; readonly stdout: string; readonly stderr: string }
  /** It never ran: not there, not executable, its interpreter missing. `code` is the system's (`ENOENT`, …). */
  | { readonly kind: 'unstartable'; readonly code: string; readonly detail: string }

/** The `code` of a program that root was not made to run, because another user could have put it there. */
export const foreignProgram = 'FOREIGN'

export interface ReadableHost {
  /** `local`, or `root:DIR`. */
  readonly target: string
  /** Whether programs can be run there. Where not, `run` throws `CannotAsk`. */
  readonly canRun: boolean
  user(): HostUser
  /** Every home worth looking into: the person's own; on a mounted disk all that its passwd file names. */
  homes(): Promise<readonly string[]>
  /** The environment the app was started with; empty on a mounted disk. */
  environment(): Readonly<Record<string, string>>
  /** The whole file as UTF-8 (bad bytes become U+FFFD), a BOM removed. `maxBytes` defaults to 1 MiB. */
  readText(path: string, options?: { readonly maxBytes?: number }): Promise<Looked<string>>
  /** `length` bytes from `offset`; fewer at the end of the file. */
  readBytes(path: string, offset: number, length: number): Promise<Looked<Uint8Array>>
  /** Of what the path leads to, links followed. */
  status(path: string): Promise<Looked<FileStatus>>
  /** Of the path itself: a link is a link. */
  linkStatus(path: string): Promise<Looked<FileStatus>>
  readLink(path: string): Promise<Looked<string>>
  /** The path without links, `.` or `..`. */
  realPath(path: string): Promise<Looked<string>>
  /** Names in a directory, sorted, without `.` and `..`. */
  list(path: string): Promise<Looked<readonly string[]>>
  access(path: string, what: 'read' | 'write' | 'execute'): Promise<Access>
  /** Of the file system that holds `path`. */
  space(path: string): Promise<Looked<Space>>
  /** `uname(2)`; null on a mounted disk. */
  kernel(): { readonly release: string; readonly machine: string } | null
  run(command: Command): Promise<Ran>
  /**
   * Whether the Go in `tree`, a path without links, is as published; null where nothing is remembered of it. What was
   * measured is remembered in the app's own cache: the one thing that a question leaves behind.
   */
  integrity(tree: string, effort: Effort): Promise<Integrity | null>
}

/** Thrown where this host can never answer a question; the check that asked becomes `notchecked` with the reason. */
export class CannotAsk extends Error {
  readonly reason: 'needs-running' | 'needs-session' | 'needs-local' | 'foreign-program'
  constructor(reason: CannotAsk['reason'], detail: string) {
    super(detail)
    this.name = 'CannotAsk'
    this.reason = reason
  }
}

/** The value of a look, or `fallback` where it gave nothing. */
export const valueOr = <Value, Fallback>(looked: Looked<Value>, fallback: Fallback): Value | Fallback =>
  looked.ok ? looked.value : fallback
