import { I18nProvider } from '@lingui/react'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { i18n, languages } from '../lib/language.ts'
import { tellError } from '../lib/notify.ts'
import { usePreferences } from '../lib/preferences.ts'
import { theme } from './theme.ts'

/** What the gateway allows the styles of this page by. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
Object.assign(globalThis, { __webpack_nonce__: nonce })

export const queries = new QueryClient({
  defaultOptions: {
    // The client of the API repeats what may be repeated.
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: true }
  },
  mutationCache: new MutationCache({
    onError: (error, _given, _context, mutation) => {
      if (mutation.meta?.['quiet'] !== true) tellError(error)
    }
  })
})

export const Providers = ({ children }: { children: ReactNode }) => {
  const { language } = usePreferences()
  const { dir } = languages[language]
  return (
    <I18nProvider i18n={i18n}>
      <DirectionProvider key={dir} initialDirection={dir} detectDirection={false}>
        <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
          <Notifications position="bottom-center" />
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </I18nProvider>
  )
}
