import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

const inSources = (path: string): string => `<rootDir>/src/${path}`

// biome-ignore lint/style/noDefaultExport: the tool reads its settings from it
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'ar', 'bn', 'de', 'es', 'fr', 'hi', 'id', 'pt', 'ru', 'tr', 'ur'],
  // The first page needs the texts of the first catalog alone.
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['app', 'components', 'lib', 'pages/home', 'pages/login'].map(inSources)
    },
    {
      path: '<rootDir>/src/locales/pages/{locale}',
      include: [inSources('pages')],
      exclude: [inSources('pages/home/**'), inSources('pages/login/**')]
    }
  ],
  format: formatter({ lineNumbers: false, origins: false })
})
