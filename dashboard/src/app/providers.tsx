import { msg } from '@lingui/core/macro'
import { I18nProvider } from '@lingui/react'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { GatewayError } from '@whatsapp-saas/sdk'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { i18n, languages } from '../lib/language.ts'
import { tellError, useHasNotes } from '../lib/notify.ts'
import { permissions } from '../lib/permissions.ts'
import { usePreferences } from '../lib/preferences.ts'
import { readableColors, themeSaying } from './theme.ts'

const Notifications = lazy(async () => ({
  default: (await import('@mantine/notifications')).Notifications
}))

/** What the gateway allows the styles of this page by. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
Object.assign(globalThis, { __webpack_nonce__: nonce })

/** A call that the role of the user does not allow: it is another one than when it was asked for. */
const noteRefusal = (error: unknown): void => {
  if (error instanceof GatewayError && error.code === 'scope_missing')
    permissions.renew().catch(tellError)
}

export const queries = new QueryClient({
  defaultOptions: {
    // The client of the API repeats what may be repeated.
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: true }
  },
  queryCache: new QueryCache({ onError: noteRefusal }),
  mutationCache: new MutationCache({
    onError: (error, _given, _context, mutation) => {
      noteRefusal(error)
      if (mutation.meta?.['quiet'] !== true) tellError(error)
    }
  })
})

export const Providers = ({ children }: { children: ReactNode }) => {
  const { language } = usePreferences()
  const has_notes = useHasNotes()
  const { dir } = languages[language]
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is called otherwise in another language
  const theme = useMemo(() => themeSaying(i18n._(msg`Close`)), [language])
  return (
    <I18nProvider i18n={i18n}>
      <DirectionProvider key={dir} initialDirection={dir} detectDirection={false}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={readableColors}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce}
        >
          {has_notes && (
            <Suspense>
              <Notifications position="bottom-center" />
            </Suspense>
          )}
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </I18nProvider>
  )
}
