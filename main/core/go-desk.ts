/** Go itself, as the contract asks for it: a port, filled in by what may touch the machine. */
import type {
  ChangeRequest,
  GoCatalogue,
  GoInventory,
  GoProject,
  GoWhy,
  Integrity,
  Plan,
  Result,
  Task,
} from '#contract'

/** Ids are given out by it and mean nothing elsewhere. Nothing rejects for what a machine or a server may be. */
export interface GoDesk {
  inventory(): Promise<Result<GoInventory>>
  /** In bytes on disk; null where it could not be read. */
  size(id: string): Promise<Result<{ readonly bytes: number | null }>>
  prove(id: string): Promise<Result<Integrity>>
  reveal(id: string): Promise<Result<Nothing>>
  catalogue(): Promise<Result<GoCatalogue>>
  projects(): Promise<Result<GoProject[]>>
  /** Of a project; null asks for the person's home. */
  why(id: string | null): Promise<Result<GoWhy>>
  /** What a change would do; changes nothing. */
  plan(request: ChangeRequest): Promise<Result<Plan>>
  /** Starts what was planned; how it goes is announced. */
  apply(planId: string): Promise<Result<{ readonly taskId: string }>>
  /** The newest first. */
  tasks(): Task[]
  pause(taskId: string): Promise<Result<Nothing>>
  resume(taskId: string): Promise<Result<Nothing>>
  cancel(taskId: string): Promise<Result<Nothing>>
  /** Stops every task, and keeps what it has. */
  close(): Promise<void>
}

type Nothing = Readonly<Record<string, never>>
