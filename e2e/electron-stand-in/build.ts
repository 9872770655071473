/** Builds the stand-in, so that the plain Node of the app's process can run it. */
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')
let built: Promise<string> | null = null

/** Promises the path of the built `run.js`; builds once in a test process. */
export const buildStandIn = (): Promise<string> => {
  built ??= build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist/e2e/electron-stand-in',
      minify: false,
      rolldownOptions: {
        input: {
          run: 'e2e/electron-stand-in/run.ts',
          electron: 'e2e/electron-stand-in/electron.ts',
        },
        output: { chunkFileNames: '[name].js' },
      },
    },
  }).then(() => join(root, 'dist/e2e/electron-stand-in/run.js'))
  return built
}
