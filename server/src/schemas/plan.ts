import { z } from 'zod'
import { instance_modes } from '../domain/instance.ts'

const limit = z.number().nullable().describe('null: unlimited.')

/** What a tenant may have. */
export const PlanLimits = z
  .object({
    sessions_max: limit,
    messages_per_month_max: limit,
    messages_per_minute_max: limit,
    requests_per_minute_max: limit,
    webhooks_max: limit,
    api_keys_max: limit,
    media_bytes_max: limit,
    media_days: z.number().describe('Days for which files are kept.'),
    message_days: z
      .number()
      .nullable()
      .describe('Days for which messages are kept; null: for good.'),
    instance_mode: z.enum(instance_modes),
    workers_max: limit.describe('Workers of its own; null: as many as there is room for.'),
    cpu_millis: z.number(),
    memory_mb: z.number()
  })
  .meta({ id: 'PlanLimits' })

export const Plan = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    description: z.string(),
    price_cents: z.number(),
    currency: z.string(),
    ...PlanLimits.shape
  })
  .meta({ id: 'Plan' })
