import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { scopes } from '../domain/tenant.ts'
import { parseNetworks } from '../lib/networks.ts'
import { time } from './time.ts'

const Scope = z.enum(scopes)

export const ApiKeyName = z.string().trim().min(1).max(100)
export const Scopes = z.array(Scope).min(1).max(scopes.length)
export const ExpiresAt = z.iso
  .datetime({ offset: true })
  .nullable()
  .describe('null: it never expires.')

/** Addresses from which a key may be used. */
export const AllowedAddresses = z
  .array(
    z
      .string()
      .max(60)
      .refine(
        (text) => !/[a-z]{5}/i.test(text) && parseNetworks(text)?.length === 1,
        'Must be an address or a network such as 203.0.113.0/24.'
      )
  )
  .max(50)
  .describe('Addresses and networks (CIDR) from which it may be used. Empty: from anywhere.')

/** How many requests a key may make by itself. */
export const KeyRequests = z
  .int()
  .min(1)
  .max(1_000_000)
  .nullable()
  .describe(
    'Requests a minute that it may make by itself, within those of the subscription. null: as many as these.'
  )

/** Sessions that a key is bound to. */
export const KeySessions = z
  .array(z.string().regex(idPattern('session')))
  .max(100)
  .describe(
    'Sessions that it is bound to: it sees and uses these alone, and no call that reaches beyond sessions. Empty: it may use all.'
  )

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe('The beginning of the key, to tell keys apart.'),
    scopes: z.array(Scope),
    user_id: z.string(),
    expires_at: time.nullable(),
    allowed_addresses: z.array(z.string()).describe('Empty: it may be used from anywhere.'),
    session_ids: z
      .array(z.string())
      .describe('The sessions it is bound to. Empty: it may use all.'),
    requests_per_minute_max: z
      .number()
      .nullable()
      .describe('Requests a minute that it may make by itself; null: no limit of its own.'),
    old_key_until: time
      .nullable()
      .describe('Until when the key before this one may be used as well; null: it may not.'),
    last_used_at: time.nullable().describe('Accurate to the minute.'),
    created_at: time,
    created_by_key_id: z
      .string()
      .nullable()
      .describe('The key that made this key, which it cannot outlive; null when a person made it.')
  })
  .meta({ id: 'ApiKey' })

export const ApiKeyWithKey = ApiKey.extend({
  key: z.string().describe('Shown only once; the service keeps a hash of it.')
}).meta({ id: 'ApiKeyWithKey' })

/** A request that was made with a key. */
export const KeyRequest = z
  .object({
    id: z.string(),
    at: time,
    method: z.string(),
    route: z.string().describe('The pattern of the address, such as /api/v1/messages/:id.'),
    status: z.number(),
    ms: z.number(),
    request_id: z.string(),
    code: z.string().nullable().describe('The problem code of an answer that is an error.'),
    ip: z.string().nullable(),
    body: z
      .string()
      .nullable()
      .describe('The body of a request that was refused (4xx), as JSON, at most 4,000 characters.')
  })
  .meta({ id: 'ApiKeyRequest' })
