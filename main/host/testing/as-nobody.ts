/** What only somebody without rights is refused, shown by root too. */

const nobody = 65_534

/** Runs `work` with the effective rights of nobody where this process is root's; as who it is otherwise. */
export const asNobody = async (work: () => Promise<void>): Promise<void> => {
  if (process.geteuid?.() !== 0) return work()
  process.setegid?.(nobody)
  process.seteuid?.(nobody)
  try {
    await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}
