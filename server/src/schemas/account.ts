import { z } from 'zod'
import { Password, RecoveryCode, SecondFactorCode } from './auth.ts'
import { time } from './time.ts'

/** What proves that it is the user who asks, and no stolen token. */
export const ErasureProof = z
  .strictObject({
    current_password: Password,
    code: SecondFactorCode.optional(),
    recovery_code: RecoveryCode.optional()
  })
  .refine((body) => body.code === undefined || body.recovery_code === undefined, {
    path: ['code'],
    message: 'Give code or recovery_code.'
  })

export const Erasure = z
  .object({
    id: z.string(),
    status: z.literal('erasing'),
    requested_at: time,
    log_out_until: time.describe(
      'So long linked numbers are logged out on WhatsApp. A phone that cannot be told by then goes on showing a linked device that nobody can use.'
    ),
    complete_by: time.describe('When nothing is left, at the latest.')
  })
  .meta({ id: 'Erasure' })

export const ErasureLine = z
  .object({
    id: z.string(),
    erased_tenant_id: z.string().describe('The id of the account: it leads to nothing any more.'),
    asked_by: z
      .enum(['user', 'administrator', 'subscription'])
      .describe('subscription: nobody has paid for it.'),
    administrator_id: z.string().nullable(),
    requested_at: time,
    finished_at: time.nullable().describe('null: it is under way.'),
    linked: z.number().nullable().describe('Numbers that were linked when it began.'),
    not_logged_out: z.number().nullable().describe('Numbers that WhatsApp could not be told of.'),
    counts: z.record(z.string(), z.number()).describe('Rows that were deleted, by table.')
  })
  .meta({ id: 'ErasureLine' })

export const AccountExport = z
  .object({
    id: z.string(),
    status: z
      .enum(['running', 'ready', 'failed', 'expired'])
      .describe(
        '`expired`: its time is over, or a newer one is ready. `failed`: ask for another one.'
      ),
    requested_at: time,
    finished_at: time.nullable(),
    expires_at: time.nullable().describe('Until when the file is kept; null: there is none yet.'),
    bytes: z.number().nullable(),
    url: z
      .string()
      .nullable()
      .describe('Where the file is downloaded from, without a credential; null: there is none.'),
    url_expires_at: time.nullable().describe('Read the export again for a link that is newer.')
  })
  .meta({ id: 'AccountExport' })
export type AccountExport = z.output<typeof AccountExport>
