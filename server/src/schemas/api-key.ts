import { z } from 'zod'
import { scopes } from '../domain/tenant.ts'
import { time } from './time.ts'

const Scope = z.enum(scopes)

export const ApiKeyName = z.string().trim().min(1).max(100)
export const Scopes = z.array(Scope).min(1).max(scopes.length)
export const ExpiresAt = z.iso
  .datetime({ offset: true })
  .nullable()
  .describe('null: it never expires.')

export const ApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe('The beginning of the key, to tell keys apart.'),
    scopes: z.array(Scope),
    user_id: z.string(),
    expires_at: time.nullable(),
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
