/** Large numbers as people read them. */

/** `66,393,050`: as both languages write it. */
export const grouped = (number: number): string => number.toLocaleString('en')
