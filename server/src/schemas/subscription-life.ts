import { z } from 'zod'

const days = (least: number) => z.number().int().min(least).max(3_650)

/** How long subscriptions are served that nobody pays, as it is set. */
export const SubscriptionLifeInput = z
  .strictObject({
    trial_days: days(1)
      .nullable()
      .describe(
        'For how long accounts are on trial that register from now on, without an invitation. null: for ever.'
      ),
    renewal_days: days(1)
      .max(25)
      .default(7)
      .describe(
        'How many days before the end of a paid period the invoice for the next one is issued.'
      ),
    reminder_days: z
      .array(days(0))
      .min(1)
      .max(5)
      .describe(
        'On which days after the end of what was paid, or of the trial, a mail reminds of it. In rising order.'
      ),
    grace_days: days(1).describe(
      'Days after that end in which the customer is served as before: past_due.'
    ),
    limited_days: days(1).describe(
      'Then days in which nothing is sent, and what comes in is kept.'
    ),
    suspended_days: days(1).describe('Then days in which sessions are stopped.'),
    export_days: days(7)
      .nullable()
      .describe(
        'Then days in which an export is offered. After them the account is erased. null: never.'
      )
  })
  .refine(
    ({ reminder_days }) =>
      reminder_days.every((day, at) => at === 0 || day > (reminder_days[at - 1] ?? 0)),
    { path: ['reminder_days'], message: 'Must be in rising order.' }
  )
  .refine(({ reminder_days, grace_days }) => (reminder_days.at(-1) ?? 0) < grace_days, {
    path: ['grace_days'],
    message: 'Must be more than the day of the last reminder.'
  })

/** The same, as it is told: nothing is left out. */
export const SubscriptionLife = SubscriptionLifeInput.meta({ id: 'SubscriptionLife' })
