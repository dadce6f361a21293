import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { isCurrency, stepOf } from '../domain/money.ts'
import { price_intervals, price_items } from '../domain/price.ts'

const item = z
  .enum(price_items)
  .describe(
    'plan: the plan itself. messages, media_gb: what is used beyond its limit. sessions: sessions added to it.'
  )
const amount_minor = z
  .number()
  .describe(
    'In the smallest unit of the currency, of which there may be 1, 100 or 1,000 in one: 1500 is 15.00 USD, 1.500 KWD, 1500 JPY.'
  )
const units = z.number().describe('How many messages, GB or sessions it is the price of.')

/** A price as customers see it. */
export const PlanPrice = z
  .object({
    id: z.string(),
    item,
    currency: z.string().describe('As in ISO 4217.'),
    interval: z.enum(price_intervals),
    amount_minor,
    units,
    own: z
      .boolean()
      .describe('Whether it is for this customer alone; it stands before the one for everybody.')
  })
  .meta({ id: 'PlanPrice' })

/** A price as administrators see it. */
export const PriceOfAll = PlanPrice.omit({ own: true })
  .extend({
    tenant_id: z
      .string()
      .nullable()
      .describe('The customer whom alone it is for; null: everybody.'),
    active: z.boolean().describe('false: nobody can take it any more.')
  })
  .meta({ id: 'AdminPlanPrice' })

const PriceInput = z.strictObject({
  item: item.default('plan'),
  currency: z
    .string()
    .max(3)
    .refine(isCurrency, 'Must be the three letters of a currency, as in ISO 4217.'),
  interval: z.enum(price_intervals).default('month'),
  amount_minor: amount_minor.int().min(0).max(2_000_000_000),
  units: units.int().min(1).max(1_000_000).default(1),
  active: z.boolean().default(true),
  tenant_id: z
    .string()
    .regex(idPattern('tenant'), 'Must be the id of a customer.')
    .nullable()
    .default(null)
})
type PriceInput = z.output<typeof PriceInput>

/** What is wrong with one price, by the field. */
const faultOf = (price: PriceInput): [keyof PriceInput, string] | null => {
  if (price.amount_minor % stepOf(price.currency) !== 0)
    return ['amount_minor', `${price.currency} is paid in whole units.`]
  if (price.item === 'plan' && price.units !== 1) return ['units', 'A plan is one.']
  if (price.interval === 'year' && (price.item === 'messages' || price.item === 'media_gb'))
    return ['interval', 'What is used beyond a plan is counted by the month.']
  return null
}

/** All prices that a plan is to have. */
export const PriceInputs = z
  .array(PriceInput)
  .max(500)
  .superRefine((prices, context) => {
    const seen = new Set<string>()
    prices.forEach((price, at) => {
      const fault = faultOf(price)
      const key = [price.tenant_id, price.item, price.currency, price.interval].join(' ')
      if (fault) context.addIssue({ code: 'custom', path: [at, fault[0]], message: fault[1] })
      else if (seen.has(key))
        context.addIssue({
          code: 'custom',
          path: [at, 'item'],
          message: 'An earlier entry is the price of the same.'
        })
      seen.add(key)
    })
  })
  .describe(
    'All prices that the plan is to have: those it has and that are not among them end. The monthly price in the currency of the plan is price_cents, stays, and may be given here instead.'
  )
