/** Builds the page into plain files that a strict content security policy allows: nothing inline, nothing from afar. */
import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, '../dist/renderer'),
    emptyOutDir: true,
    target: ['chrome130', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What counts is 250 kB compressed; the page is one piece on purpose.
    chunkSizeWarningLimit: 800,
  },
})
