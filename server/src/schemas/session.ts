import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { standingLimit } from '../domain/limits.ts'
import { parseProxy, proxy_schemes, proxy_url_chars_max } from '../domain/proxy.ts'
import type { SessionRow } from '../domain/session.ts'
import { refuseWebhookUrl, webhook_url_chars_max } from '../domain/webhook-url.ts'
import { Limited } from './limits.ts'
import { Pacing } from './pacing.ts'
import { Standing, standingView } from './session-standing.ts'
import { time } from './time.ts'

export const Session = z
  .object({
    id: z.string(),
    session_name: z.string(),
    ...Standing.shape,
    limited: Limited,
    webhook_url: z.string().nullable(),
    proxy: z
      .object({
        scheme: z.enum(proxy_schemes),
        host: z.string(),
        port: z.number(),
        has_credentials: z.boolean()
      })
      .nullable()
      .describe('The proxy of the session; null when it has none.'),
    pacing: Pacing,
    calls: z
      .object({ reject: z.boolean(), text: z.string().nullable() })
      .describe(
        'What the session does with calls. reject: it rejects each by itself. text: what it writes to the caller then; null: nothing.'
      ),
    statuses: z
      .object({ received: z.boolean() })
      .describe('received: the session keeps the statuses that others post, and tells of them.'),
    created_at: time,
    updated_at: time
  })
  .meta({ id: 'Session' })

export type Session = z.output<typeof Session>

/** A session as callers see it. The QR code is not in it: it has an address of its own. */
export const sessionView = (row: SessionRow): Session => ({
  id: row.id,
  session_name: row.session_name,
  ...standingView(row),
  limited: standingLimit(row, new Date()),
  webhook_url: row.webhook_url ?? null,
  proxy: row.proxy,
  pacing: {
    messages_per_minute: row.messages_per_minute,
    pause_between_messages_ms: row.pause_between_messages_ms
  },
  calls: { reject: row.reject_calls, text: row.reject_calls_text },
  statuses: { received: row.keep_statuses },
  created_at: row.created_at,
  updated_at: row.updated_at
})

/** For calls that wait for WhatsApp to confirm a log-out. */
export const Force = z.strictObject({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .transform((force) => force === 'true')
    .describe(
      'true: do not wait for WhatsApp. The phone may then list a linked device that nobody can use until it is removed there.'
    )
})

export const SessionWithSecret = Session.extend({
  webhook_secret: z
    .string()
    .optional()
    .describe('The secret that signs requests to webhook_url (Standard Webhooks). Shown only once.')
}).meta({ id: 'SessionWithSecret' })

export type SessionWithSecret = z.output<typeof SessionWithSecret>

export const SessionName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .describe('A name of your choice, unique among your sessions.')

export const WebhookUrl = z
  .string()
  .max(webhook_url_chars_max)
  .superRefine((url, context) => {
    const message = refuseWebhookUrl(url)
    if (message) context.addIssue({ code: 'custom', message })
  })
  .describe('An http or https address without a user name or password in it.')

export const ProxyUrl = z
  .string()
  .max(proxy_url_chars_max)
  .superRefine((url, context) => {
    const proxy = parseProxy(url)
    if (typeof proxy === 'string') context.addIssue({ code: 'custom', message: proxy })
  })
  .describe(
    'The session reaches WhatsApp only through this proxy, for its connection and for files. An address such as http://user:password@proxy.example:3128 with the scheme http, https or socks5, on a public host. User name and password are encrypted and never shown again.'
  )

export const SessionId = z.string().regex(idPattern('session'))
