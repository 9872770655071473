/**
 * Builds what is stale: preload/ → dist/preload, renderer/ → dist/renderer, main/ → dist/main. Plain JavaScript, so that
 * it runs before anything is built. `--force` builds all; with nothing stale it ends at once without loading the builder.
 */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Newest modification below `directory`, tests and their machines left out. */
const newest = (directory) =>
  Math.max(
    0,
    ...readdirSync(directory, { withFileTypes: true }).map((entry) => {
      const path = join(directory, entry.name)
      if (entry.isDirectory()) return entry.name === 'testing' ? 0 : newest(path)
      return entry.name.includes('.test.') ? 0 : statSync(path).mtimeMs
    }),
  )

/** Whether `dist/` is older than what it is made from. */
export const isStale = () => {
  const stamp = join(root, 'dist/built')
  if (!existsSync(stamp)) return true
  const sources = Math.max(...['main', 'preload', 'renderer'].map((room) => newest(join(root, room))))
  return Math.max(sources, statSync(join(root, 'package.json')).mtimeMs) > statSync(stamp).mtimeMs
}

/** Self-contained scripts for the page's side: each its own build, since none may import a shared file. */
const scripts = [
  { entry: 'preload/index.ts', file: 'index.cjs', format: 'cjs' },
  { entry: 'preload/pipe.ts', file: 'pipe.js', format: 'iife' },
  { entry: 'preload/loopback.ts', file: 'loopback.js', format: 'iife' },
]

/** Builds everything. `startedAt` becomes the age of the result, so that an edit made meanwhile is noticed. */
export const buildAll = async () => {
  const startedAt = new Date()
  const { build } = await import('vite')
  const logLevel = 'warn'
  for (const { entry, file, format } of scripts.filter((script) => existsSync(join(root, script.entry)))) {
    await build({
      root,
      configFile: false,
      logLevel,
      build: {
        outDir: 'dist/preload',
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'es2023',
        minify: false,
        lib: { entry, formats: [format], name: 'groundworkBridge', fileName: () => file },
        rolldownOptions: { external: ['electron'] },
      },
    })
  }
  for (const room of ['renderer', 'main']) {
    if (existsSync(join(root, room, 'vite.config.ts')))
      await build({ configFile: join(root, room, 'vite.config.ts'), logLevel })
  }
  writeFileSync(join(root, 'dist/built'), '')
  utimesSync(join(root, 'dist/built'), startedAt, startedAt)
}

if (process.argv[1] === import.meta.filename && (process.argv.includes('--force') || isStale())) await buildAll()
