import { z } from 'zod'
import { instance_modes } from '../domain/instance.ts'
import { isCurrency } from '../domain/money.ts'
import { PlanPrice, PriceInputs, PriceOfAll } from './price.ts'

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
    members_max: limit.describe('Members of the team; null: unlimited.'),
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
    price_cents: z
      .number()
      .describe(
        'What a month costs everybody, in the smallest unit of `currency`; one of `prices`.'
      ),
    currency: z.string(),
    prices: z.array(PlanPrice).describe('What it costs, by currency and interval.'),
    ...PlanLimits.shape
  })
  .meta({ id: 'Plan' })

const at_most = 2_000_000_000
const whole = (least: number, most = at_most) => z.number().int().min(least).max(most)
const bound = (least: number) => whole(least).nullable().describe('null: unlimited.')

const limit_inputs = {
  sessions_max: bound(0),
  messages_per_month_max: bound(0),
  messages_per_minute_max: bound(1),
  requests_per_minute_max: bound(1),
  webhooks_max: bound(0),
  api_keys_max: bound(0),
  members_max: bound(1),
  media_bytes_max: whole(0, 2 ** 50)
    .nullable()
    .describe('null: unlimited.'),
  media_days: whole(1, 3_650),
  message_days: whole(1, 3_650)
    .nullable()
    .describe('Days for which messages are kept; null: for good.'),
  instance_mode: z.enum(instance_modes),
  workers_max: bound(0),
  cpu_millis: whole(1, 1_000_000),
  memory_mb: whole(64, 1_000_000)
}

const plan_inputs = {
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Must be 1 to 40 of a-z, 0-9, "_" and "-", a letter first.'),
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(1_000),
  price_cents: whole(0).describe('What a month costs, in the smallest unit of the currency.'),
  currency: z
    .string()
    .max(3)
    .refine(isCurrency, 'Must be the three letters of a currency, as in ISO 4217.'),
  is_public: z.boolean().describe('Whether customers see it and may choose it.')
}

const atLeastOne = (value: object): boolean => Object.keys(value).length > 0
const nothing = 'Give at least one field.'

/** Limits to be changed. */
export const LimitsInput = z.strictObject(limit_inputs).partial().refine(atLeastOne, nothing)

/** A new plan. What is left out is unlimited, or as with the plans that come along. */
export const PlanInput = z.strictObject({
  ...plan_inputs,
  ...limit_inputs,
  prices: PriceInputs.optional(),
  description: plan_inputs.description.default(''),
  currency: plan_inputs.currency.default('USD'),
  is_public: plan_inputs.is_public.default(true),
  members_max: limit_inputs.members_max.default(null),
  messages_per_minute_max: limit_inputs.messages_per_minute_max.default(null),
  requests_per_minute_max: limit_inputs.requests_per_minute_max.default(12_000),
  media_bytes_max: limit_inputs.media_bytes_max.default(10 * 2 ** 30),
  media_days: limit_inputs.media_days.default(30),
  message_days: limit_inputs.message_days.default(null),
  instance_mode: limit_inputs.instance_mode.default('shared'),
  workers_max: limit_inputs.workers_max.default(null),
  cpu_millis: limit_inputs.cpu_millis.default(500),
  memory_mb: limit_inputs.memory_mb.default(256)
})

export const PlanChange = z
  .strictObject({ ...plan_inputs, ...limit_inputs, prices: PriceInputs })
  .partial()
  .refine(atLeastOne, nothing)

/** A plan as administrators see it. */
export const AdminPlan = Plan.extend({
  prices: z.array(PriceOfAll),
  is_public: z.boolean(),
  subscriptions_count: z.number().describe('How many customers are on it.')
}).meta({ id: 'AdminPlan' })
