/** The files of the built page, by the path that asks for them. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly contentType: string
}

/** Answers a URL's path (as `URL.pathname` gives it, without query) with a file of the page, or null. Never rejects. */
export type PageFiles = (pathname: string) => Promise<PageFile | null>

/**
 * The files below `directory`, listed once. A path is only ever looked up among them, so that no `..`, link, encoded
 * slash or absolute path can lead out. Kinds of files that a page does not need, links and hidden files are not served.
 */
export const openPageFiles = (directory: string): PageFiles => {
  const paths = new Map(listFiles(directory).map((name) => [`/${name}`, join(directory, name)]))
  return async (pathname) => {
    const asked = pathname === '/' ? '/index.html' : pathname
    const path = paths.get(asked)
    const contentType = contentTypes[extname(asked)]
    if (path === undefined || contentType === undefined) return null
    try {
      return { body: new Uint8Array(await readFile(path)), contentType }
    } catch {
      return null
    }
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Relative names with `/`; empty where the directory is not there. */
const listFiles = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      if (entry.name.startsWith('.')) return []
      if (entry.isFile()) return [entry.name]
      if (!entry.isDirectory()) return []
      return listFiles(join(directory, entry.name)).map((name) => `${entry.name}/${name}`)
    })
  } catch {
    return []
  }
}
