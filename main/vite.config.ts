/** Builds everything of `main/` into single files: what runs is what was built, and starts fast. */
import { join } from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/main',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        cli: 'main/cli.ts',
        index: 'main/index.ts',
        record: 'main/record.ts',
        'unpack-worker': 'main/host/install/unpack-worker.ts',
        'untar-worker': 'main/host/install/untar-worker.ts',
        'gunzip-worker': 'main/host/install/gunzip-worker.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
})
