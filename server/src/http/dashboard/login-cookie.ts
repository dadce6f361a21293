import type { IncomingHttpHeaders } from 'node:http'

/** The cookie goes along with the calls below this path alone, and with no call of the API. */
export const login_path = '/dashboard/login'
const name = 'gateway_login'

/** The refresh token in the cookies of a request; null where there is none. */
export const readLoginCookie = ({ cookie }: IncomingHttpHeaders): string | null => {
  for (const one of cookie?.split(';') ?? []) {
    const [key, value = ''] = one.trim().split('=', 2)
    if (key === name && /^[\w.-]{1,200}$/.test(value)) return value
  }
  return null
}

type Placed = {
  /** Whether the browser reaches us over TLS: then it never sends the cookie without. */
  secure: boolean
  max_age_s: number
}

/** What a script cannot read, and what no page of another site can send. An empty token takes the cookie away. */
export const loginCookie = (token: string, { secure, max_age_s }: Placed): string =>
  [
    `${name}=${token}`,
    `Path=${login_path}`,
    `Max-Age=${token === '' ? 0 : max_age_s}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : [])
  ].join('; ')
