/** Which Chromium-family browser there is, by absolute path. */
import { accessSync, constants, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/** The programs, in the order they are tried: the free one first, then by how close to it they stay. */
const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'brave-browser',
  'brave',
  'microsoft-edge-stable',
  'microsoft-edge',
  'vivaldi-stable',
  'vivaldi',
] as const

/** Where distributions and vendors put programs; searched before PATH, so that nothing on PATH can stand in for them. */
const trustedDirectories = ['/usr/bin', '/usr/local/bin', '/run/current-system/sw/bin', '/snap/bin'] as const

/**
 * Absolute paths of the browsers found, best first. PATH entries that are not absolute are left out: what they mean
 * depends on where the app was started.
 */
export const findBrowsers = (environment: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const onPath = (environment.PATH ?? '').split(':').filter(isAbsolute)
  const directories = [...new Set([...trustedDirectories, ...onPath])]
  return programs.flatMap((program) => {
    const path = directories.map((directory) => join(directory, program)).find(isProgram)
    return path === undefined ? [] : [path]
  })
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
