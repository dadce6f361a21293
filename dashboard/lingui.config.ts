import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

// biome-ignore lint/style/noDefaultExport: the tool reads its settings from it
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
  format: formatter({ lineNumbers: false, origins: false })
})
