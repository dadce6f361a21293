import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from 'helmet'

/** TLS ends at the proxy, which also decides about HSTS; http addresses must go on working without it. */
const csp = {
  'default-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'upgrade-insecure-requests': null
}

/** The headers that keep browsers careful. They are the same for every answer, so they are made once. */
export const securityHeaders = (): Record<string, string> => {
  const headers: Record<string, string> = {}
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value
    },
    removeHeader: () => undefined
  } as unknown as ServerResponse
  helmet({ contentSecurityPolicy: { directives: csp }, strictTransportSecurity: false })(
    {} as IncomingMessage,
    answer,
    (error) => {
      if (error) throw error
    }
  )
  return headers
}
