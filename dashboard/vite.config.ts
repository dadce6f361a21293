import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { firstChunk } from './first-chunk.ts'
import { linguiMacroCalls } from './macros.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** How the pages are built. `scripts/build.ts` says where to. */
export const settings = {
  root,
  configFile: false as const,
  logLevel: 'warn' as const,
  plugins: [linguiMacroCalls(root), lingui({ cwd: root, failOnCompileError: true }), react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    manifest: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: firstChunk(root), debugName: 'first' }] } }
    }
  }
}
