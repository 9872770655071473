/** Sizes as people read them. */

const units = [
  { name: 'GiB', bytes: 1024 ** 3 },
  { name: 'MiB', bytes: 1024 ** 2 },
  { name: 'KiB', bytes: 1024 },
] as const

/** `1.5 GiB`, `200 MiB`, `12 bytes`: one decimal below ten, rounded down so that too little never looks enough. */
export const formatSize = (bytes: number): string => {
  const unit = units.find((candidate) => bytes >= candidate.bytes)
  if (!unit) return `${bytes} B`
  const amount = bytes / unit.bytes
  return `${amount < 10 ? Math.floor(amount * 10) / 10 : Math.floor(amount)} ${unit.name}`
}
