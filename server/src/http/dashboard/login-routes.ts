import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Tokens } from '../../schemas/auth.ts'
import { logOutByToken } from '../../usecases/auth/logout.ts'
import { refreshTokens } from '../../usecases/auth/refresh.ts'
import type { Deps } from '../../usecases/deps.ts'
import { callerOf } from '../caller.ts'
import { type Route, type RouteRequest, type RouteSchema, route } from '../route.ts'
import { loginRoute } from '../routes/auth/login.ts'
import { logInWithPasskeyRoute } from '../routes/auth/passkeys.ts'
import { registerRoute } from '../routes/auth/register.ts'
import { switchTenantRoute } from '../routes/auth/switch-tenant.ts'
import { acceptInvitationRoute } from '../routes/invitations/accept.ts'
import { login_path, loginCookie, readLoginCookie } from './login-cookie.ts'
import { refuseOtherOrigins } from './same-origin.ts'

const Login = Tokens.omit({ refresh_token: true })
type Request = RouteRequest<RouteSchema, boolean>
type Given = Record<string, unknown> & { refresh_token?: string }

const day_s = 24 * 60 * 60

const setCookie = (deps: Deps, { headers }: Request, reply: FastifyReply, token: string): void => {
  const secure =
    headers['x-forwarded-proto'] === 'https' ||
    deps.config.PUBLIC_URL?.startsWith('https:') === true
  const max_age_s = deps.config.REFRESH_TOKEN_DAYS * day_s
  reply.header('set-cookie', loginCookie(token, { secure, max_age_s }))
}

/** The same call of the API for a page: its refresh token goes into a cookie that no script can read. */
const forPages = (inner: Route, name: string, status: number): Route => ({
  ...inner,
  operation_id: `${inner.operation_id}OnPage`,
  url: `${login_path}/${name}`,
  hidden: true,
  schema: { ...inner.schema, response: { [status]: Login } },
  handler: async (deps, request, reply) => {
    refuseOtherOrigins(request.headers)
    const { refresh_token, ...login } = (await inner.handler(deps, request, reply)) as Given
    if (refresh_token !== undefined) setCookie(deps, request, reply, refresh_token)
    return login
  }
})

/** The same where the browser may have a login already, which the new one takes the place of: that ends. */
const insteadOfLogin = (inner: Route, name: string, status: number): Route => {
  const page = forPages(inner, name, status)
  return {
    ...page,
    handler: async (deps, request, reply) => {
      const login = await page.handler(deps, request, reply)
      const before = readLoginCookie(request.headers)
      if (before !== null) await logOutByToken(deps, before, callerOf(request))
      return login
    }
  }
}

const refreshOnPage = route({
  operation_id: 'refreshTokensOnPage',
  method: 'POST',
  audit: { none: 'A login goes on.' },
  url: `${login_path}/refresh`,
  public: true,
  hidden: true,
  schema: { response: { 200: Login, 204: z.undefined() } },
  summary: 'Go on with the login of the cookie',
  description: '204: nobody is logged in.',
  tags: ['auth'],
  handler: async (deps, request, reply) => {
    refuseOtherOrigins(request.headers)
    const token = readLoginCookie(request.headers)
    if (token === null) return reply.code(204).send()
    try {
      const { refresh_token, ...login } = await refreshTokens(deps, token, callerOf(request))
      setCookie(deps, request, reply, refresh_token)
      return login
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== 'refresh_token_invalid' && code !== 'refresh_token_reused') throw error
      setCookie(deps, request, reply, '')
      return reply.code(204).send()
    }
  }
})

const logOutOnPage = route({
  operation_id: 'logOutOnPage',
  method: 'POST',
  audit: 'user.logged_out',
  url: `${login_path}/end`,
  public: true,
  hidden: true,
  schema: { response: { 204: z.undefined() } },
  summary: 'End the login of the cookie',
  tags: ['auth'],
  handler: async (deps, request, reply) => {
    refuseOtherOrigins(request.headers)
    const token = readLoginCookie(request.headers)
    if (token !== null) await logOutByToken(deps, token, callerOf(request))
    setCookie(deps, request, reply, '')
  }
})

/** Logins of the dashboard. Its pages hold the access token in memory alone, and the refresh token not at all. */
export const login_routes: Route[] = [
  forPages(registerRoute, 'register', 201),
  forPages(loginRoute, 'begin', 200),
  forPages(logInWithPasskeyRoute, 'passkey', 200),
  insteadOfLogin(acceptInvitationRoute, 'accept', 201),
  insteadOfLogin(switchTenantRoute, 'switch', 201),
  refreshOnPage,
  logOutOnPage
]
