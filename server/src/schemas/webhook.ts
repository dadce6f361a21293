import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { readRecipient, recipient_problems } from '../domain/recipient.ts'
import { batch_bounds } from '../domain/webhook-batch.ts'
import { chat_kinds } from '../domain/webhook-filter.ts'
import { headers_max, isTakenHeader } from '../domain/webhook-headers.ts'
import { event_type_names } from './events.ts'
import { time } from './time.ts'

/** `message.*` for all of messages, and so on. */
export const event_groups = [
  ...new Set(event_type_names.map((type) => `${type.split('.')[0]}.*`))
].filter((group) => group !== 'webhook.*') as `${string}.*`[]

export const EventTypes = z
  .array(z.enum(['*', ...event_groups, ...event_type_names]))
  .min(1)
  .max(100)
  .describe(
    'Which events to send; `*` for all, `message.*` for all of messages, and so on. GET /api/v1/event-types lists them.'
  )

/** Which sessions a webhook is told of. */
export const SessionIds = z
  .array(z.string().regex(idPattern('session')))
  .max(100)
  .describe('Only events of these sessions. Empty: of all, those without a session too.')

const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(50).optional()

/** A person as callers write it. */
export const Sender = z
  .string()
  .max(100)
  .transform((text, ctx) => {
    const read = readRecipient(text)
    if ('chat_id' in read && !read.chat_id.endsWith('@g.us')) return read.chat_id
    const message =
      'problem' in read
        ? recipient_problems[read.problem]
        : 'Is a group: messages come from people.'
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  })

export const filter_items = {
  directions: z.enum(['inbound', 'outbound']),
  message_types: z.string().min(1).max(40),
  chat_kinds: z.enum(chat_kinds)
}

const choices = {
  directions: some(filter_items.directions),
  message_types: some(filter_items.message_types),
  chat_kinds: some(filter_items.chat_kinds)
}

const senders_text =
  'People: numbers in international form, JIDs or LIDs (…@lid). It looks at `from` of the message, which those that the session itself has sent may be without.'

/** Which messages a webhook is told of. */
export const MessageFilter = z
  .strictObject({ ...choices, senders: some(z.string()).describe(senders_text) })
  .nullable()

/** The same as callers give it. */
export const GivenMessageFilter = z
  .strictObject({ ...choices, senders: some(Sender).describe(senders_text) })
  .nullable()
  .describe(
    'Only events of messages that fit all that is named; other events are not filtered, and what an event does not tell keeps it from nobody. null: all.'
  )

const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'Is no name of a header.')
  .refine((name) => !isTakenHeader(name), 'This header cannot be set.')

const HeaderValue = z
  .string()
  .regex(
    /^[\x21-\x7e](?:[\x20-\x7e]{0,1998}[\x21-\x7e])?$/,
    'Must be 1 to 2,000 visible ASCII characters.'
  )

/** Headers of a webhook's own. */
export const Headers = z
  .record(HeaderName, HeaderValue)
  .superRefine((headers, ctx) => {
    const names = Object.keys(headers)
    if (names.length > headers_max)
      ctx.addIssue({ code: 'custom', message: `At most ${headers_max} headers.` })
    if (new Set(names.map((name) => name.toLowerCase())).size < names.length)
      ctx.addIssue({ code: 'custom', message: 'A header is named twice.' })
  })
  .describe(
    `Headers that go with every attempt, such as Authorization, by their names: at most ${headers_max}. Kept sealed and never shown again; \`header_names\` tells which there are. Those of HTTP and of the signature cannot be set. {} takes them all away.`
  )

export const Description = z.string().trim().max(200)

export const Ordered = z
  .boolean()
  .describe(
    'Whether each delivery waits until the earlier ones of its session are done: delivered, or failed for good after three days. Otherwise deliveries start in order and may overtake each other when a receiver is slow or fails. Applies to events that happen after it is set.'
  )

/** How many events are sent at a time. */
export const Batch = z
  .strictObject({
    events_max: z
      .int()
      .min(batch_bounds.events_max.min)
      .max(batch_bounds.events_max.max)
      .describe('At most so many events in one request, and 1 MB of them.'),
    wait_ms: z
      .int()
      .min(batch_bounds.wait_ms.min)
      .max(batch_bounds.wait_ms.max)
      .describe('So long the first of them waits for others, in milliseconds.')
  })
  .nullable()
  .describe(
    'Several events in one request: `{"id":"bat_…","type":"batch","created_at":"…","session_id":null,"data":{"events":[…]}}`, each of the events as it would come by itself, in their order, signed as a whole. They are taken or fail together. null: each event comes by itself.'
  )

export const Webhook = z
  .object({
    id: z.string(),
    session_id: z.string().nullable().describe('null: events of every session.'),
    is_session_url: z
      .boolean()
      .describe('Whether this webhook belongs to the webhook_url of a session.'),
    url: z.string(),
    description: z.string(),
    event_types: z.array(z.string()),
    session_ids: z.array(z.string()),
    filter: MessageFilter,
    header_names: z.array(z.string()).describe('Headers of its own that go with every attempt.'),
    old_secret_until: time
      .nullable()
      .describe('Until when the secret before the present one signs as well.'),
    ordered: Ordered,
    batch: Batch,
    enabled: z.boolean(),
    disabled_reason: z.string().nullable(),
    consecutive_failures: z.number(),
    held_until: time
      .nullable()
      .describe(
        'Set while deliveries are collected because the receiver fails, is slow or has sent Retry-After. They are sent from this time on, in the order of events.'
      ),
    created_at: time,
    updated_at: time
  })
  .meta({ id: 'Webhook' })

export const WebhookWithSecret = Webhook.extend({
  secret: z
    .string()
    .describe('The secret that signs requests (Standard Webhooks). Shown only once.')
}).meta({ id: 'WebhookWithSecret' })

export const DeliveryStatus = z.enum(['pending', 'succeeded', 'failed'])
export type DeliveryStatus = z.output<typeof DeliveryStatus>

export const Delivery = z
  .object({
    id: z.string(),
    webhook_id: z.string(),
    event_id: z.string().describe('The value of the webhook-id header, the same in every attempt.'),
    event_type: z.string(),
    status: DeliveryStatus,
    attempts: z.number(),
    next_attempt_at: time.nullable(),
    response_status: z.number().nullable(),
    response_ms: z.number().nullable(),
    last_error: z.string().nullable(),
    created_at: time,
    finished_at: time.nullable()
  })
  .meta({ id: 'Delivery' })

/** An attempt at a delivery. */
export const DeliveryAttempt = z
  .object({
    at: time.describe('When it was sent.'),
    url: z.string().describe('Where to; of a query only the names.'),
    headers: z
      .record(z.string(), z.string())
      .describe(
        'What went along. The signature and the values of headers of the webhook itself are left out.'
      ),
    response_status: z.number().nullable().describe('null: there was no answer.'),
    response_ms: z.number(),
    response_body: z
      .string()
      .nullable()
      .describe(
        'The first 4 KiB of the answer, as text. null: it was empty, or comes from a private network.'
      ),
    error: z.string().nullable().describe('null: it was delivered.')
  })
  .meta({ id: 'DeliveryAttempt' })

export const DeliveryParams = z.strictObject({
  id: z.string().regex(idPattern('webhook')),
  delivery_id: z.string().regex(idPattern('delivery'))
})
