/** What a thread inflates is garbage once it is written; with little room for young objects that goes soon (−40 MB). */
export const threadLimits = { maxYoungGenerationSizeMb: 1 } as const
