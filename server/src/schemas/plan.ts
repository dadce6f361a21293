import { z } from 'zod'
import { instance_modes } from '../domain/instance.ts'

const limit = z.number().nullable().describe('null: unlimited.')

export const Plan = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    description: z.string(),
    price_cents: z.number(),
    currency: z.string(),
    sessions_max: limit,
    messages_per_month_max: limit,
    webhooks_max: limit,
    api_keys_max: limit,
    requests_per_minute_max: limit,
    instance_mode: z.enum(instance_modes),
    cpu_millis: z.number(),
    memory_mb: z.number()
  })
  .meta({ id: 'Plan' })
