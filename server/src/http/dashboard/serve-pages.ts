import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Dashboard, DashboardState } from './dashboard.ts'

/** What stands below them is told apart in the browser. */
const places = [
  'login',
  'register',
  'verify-email',
  'invitation',
  'forgot-password',
  'reset-password',
  'numbers',
  'chats',
  'messages',
  'analytics',
  'developers',
  'settings',
  'billing',
  'admin'
]
const nonce_mark = '__CSP_NONCE__'
const port_mark = '__SESSION_AUTH_PORT__'
const sandbox_mark = '__SANDBOX_URL__'

/** Nothing of another host but the simulated phone, no script or style that we have not written, and no frame around it. */
const policyOf = (nonce: string, sandbox: URL | null): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `frame-src ${sandbox?.origin ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ')

/** Serves the pages of the dashboard at / and at the addresses that they give themselves. */
export const servePages = async (app: FastifyInstance, dashboard: Dashboard): Promise<void> => {
  await app.register(fastifyStatic, {
    root: join(dashboard.folder, 'assets'),
    prefix: '/assets/',
    schemaHide: true,
    index: false,
    decorateReply: false,
    preCompressed: true,
    // Their names change with their contents.
    immutable: true,
    maxAge: '365d'
  })
  const sandbox = dashboard.sandbox_url === null ? null : new URL(dashboard.sandbox_url)
  const page = async (_request: unknown, reply: FastifyReply): Promise<FastifyReply> => {
    const state = dashboard.state()
    if (state !== 'ready') return sendNotYet(reply, state)
    const template = await readFile(join(dashboard.folder, 'index.html'), 'utf8')
    const nonce = randomBytes(18).toString('base64')
    const html = template
      .replaceAll(nonce_mark, nonce)
      .replace(port_mark, String(dashboard.session_auth_port ?? ''))
      .replace(sandbox_mark, () => (sandbox?.href ?? '').replaceAll('&', '&amp;'))
    return sendPage(reply, html, policyOf(nonce, sandbox))
  }
  const hidden = { schema: { hide: true } as object }
  for (const url of ['/', ...places.flatMap((place) => [`/${place}`, `/${place}/*`])])
    app.get(url, hidden, page)
}

const sendPage = (reply: FastifyReply, html: string, policy: string): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': policy,
      'x-frame-options': 'DENY'
    })
    .send(html)

const texts: Record<Exclude<DashboardState, 'ready'>, string> = {
  building: 'The dashboard is being built, which takes some seconds. This page opens it by itself.',
  missing: 'The dashboard is not built here; the log says why. The API works without it.'
}

const sendNotYet = (reply: FastifyReply, state: Exclude<DashboardState, 'ready'>): FastifyReply => {
  reply.code(503).header('retry-after', '2')
  const again = state === 'building' ? '<meta http-equiv="refresh" content="2">' : ''
  return sendPage(
    reply,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${again}<title>WhatsApp SaaS Gateway</title></head><body><h1>WhatsApp SaaS Gateway</h1><p>${texts[state]}</p><p><a href="/api-docs">Documentation of the API</a></p></body></html>`,
    "default-src 'none'; frame-ancestors 'none'"
  )
}
