import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { type LimitKind, limit_kinds } from '../domain/limits.ts'
import { parseProxy, proxy_url_chars_max } from '../domain/proxy.ts'
import { session_statuses } from '../domain/session.ts'
import { refuseWebhookUrl, webhook_url_chars_max } from '../domain/webhook-url.ts'

export const SessionStatus = z.enum(session_statuses)

const Pairing = z.object({
  status: z
    .enum(['pending', 'expired'])
    .describe('pending: the code can be typed on the phone until expires_at.'),
  phone_number: z.string(),
  expires_at: z.string()
})

const PasskeyProgress = z.object({
  step: z
    .enum(['sign', 'compare', 'wait'])
    .describe(
      'sign: the owner signs what GET …/passkey shows. compare: a person compares the code of GET …/passkey/code with the phone. wait: it goes on by itself.'
    ),
  expires_at: z.string().nullable().describe('When this step must be done.')
})

export const Standing = z.object({
  status: SessionStatus,
  status_reason: z.string().nullable(),
  status_text: z.string().nullable().describe('The reason, as a sentence.'),
  status_since: z.string(),
  status_help: z
    .string()
    .nullable()
    .describe('What to do next; null when nothing needs to be done.'),
  next_attempt_at: z.string().nullable().describe('When the next connection will be attempted.'),
  pairing: Pairing.nullable().describe(
    'The state of the last pairing code, without the code itself; null when there is none or the session is linked.'
  ),
  passkey: PasskeyProgress.nullable().describe(
    'The progress of linking a number that has a passkey; null unless the status is passkey_required.'
  ),
  phone_number: z
    .string()
    .nullable()
    .describe('The linked phone number in E.164 format: + and digits.'),
  jid: z.string().nullable(),
  push_name: z.string().nullable().describe('The name that other people see on WhatsApp.'),
  instance_id: z.string().nullable().describe('The instance that hosts the session.'),
  linked_at: z.string().nullable(),
  connected_at: z.string().nullable(),
  last_seen_at: z
    .string()
    .nullable()
    .describe('When something last arrived from WhatsApp, accurate to about a minute.'),
  last_heard: z
    .enum(['message', 'receipt', 'notification'])
    .nullable()
    .describe(
      'What last arrived from WhatsApp unasked. Answers to requests and to keep-alive pings do not count.'
    ),
  last_heard_at: z.string().nullable().describe('When that arrived, accurate to about a minute.'),
  unhealthy_since: z
    .string()
    .nullable()
    .describe(
      'Since when its connections have kept falling silent although they were open; null when they are fine. A new connection is opened each time.'
    )
})

export const Limited = z
  .object({ kind: z.enum(Object.keys(limit_kinds) as [LimitKind]), until: z.string() })
  .nullable()
  .describe(
    `The limit that makes messages to new people wait, and when it ends; null when there is none. time_lock: ${limit_kinds.time_lock} new_chat_quota: ${limit_kinds.new_chat_quota}`
  )

export const Pacing = z
  .object({
    messages_per_minute: z.number().nullable(),
    pause_between_messages_ms: z.number().nullable()
  })
  .describe('How fast the session sends; null means without a limit.')

export const Session = z
  .object({
    id: z.string(),
    session_name: z.string(),
    ...Standing.shape,
    limited: Limited,
    webhook_url: z.string().nullable(),
    proxy: z
      .object({
        scheme: z.enum(['http', 'https', 'socks5']),
        host: z.string(),
        port: z.number(),
        has_credentials: z.boolean()
      })
      .nullable()
      .describe('The proxy of the session; null when it has none.'),
    pacing: Pacing,
    created_at: z.string(),
    updated_at: z.string()
  })
  .meta({ id: 'Session' })

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
