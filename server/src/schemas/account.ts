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
    asked_by: z.enum(['user', 'administrator']),
    administrator_id: z.string().nullable(),
    requested_at: time,
    finished_at: time.nullable().describe('null: it is under way.'),
    linked: z.number().nullable().describe('Numbers that were linked when it began.'),
    not_logged_out: z.number().nullable().describe('Numbers that WhatsApp could not be told of.'),
    counts: z.record(z.string(), z.number()).describe('Rows that were deleted, by table.')
  })
  .meta({ id: 'ErasureLine' })
