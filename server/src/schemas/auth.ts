import { z } from 'zod'
import { user_roles, user_statuses } from '../domain/user.ts'
import { isCommonPassword } from '../lib/common-passwords.ts'
import { normalPassword, password_bytes_max } from '../lib/password-hasher.ts'
import { time } from './time.ts'

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .describe('Stored in lower case.')

const bytesOf = (password: string): number => Buffer.byteLength(normalPassword(password))

/** bcrypt counts bytes, so we do: a password must never be cut in silence. */
export const NewPassword = z
  .string()
  .refine((password) => bytesOf(password) >= 8, {
    error: 'Must have at least 8 bytes.',
    abort: true
  })
  .refine((password) => bytesOf(password) <= password_bytes_max, {
    error: `Must have at most ${password_bytes_max} bytes.`,
    abort: true
  })
  .refine(
    (password) => !isCommonPassword(password),
    'Is one of the most common passwords, which are tried first. Choose another, such as a few words in a row.'
  )
  .describe(`8 to ${password_bytes_max} bytes of UTF-8, and none of the most common passwords.`)

/** A password to compare with: any that may be wrong. */
export const Password = z.string().min(1).max(1000)

export const Name = z.string().trim().min(1).max(100)

export const RefreshToken = z.string().min(1).max(200)

/** What an authenticator app shows. */
export const SecondFactorCode = z
  .string()
  .regex(/^\d{6}$/, 'Must be six digits.')
  .describe('The six digits that the authenticator app shows.')

export const RecoveryCode = z
  .string()
  .min(1)
  .max(40)
  .describe('One of the codes for when the app is lost. Each is good once.')

/** What stands in the link of a mail. */
export const LinkToken = z.string().min(1).max(200).describe('The token of the link in the mail.')

/** What lets one person register. */
export const InvitationToken = z
  .string()
  .min(1)
  .max(100)
  .describe('The token of an invitation by an administrator, which may also name another plan.')

export const User = z
  .object({
    id: z.string(),
    tenant_id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(user_roles),
    status: z.enum(user_statuses),
    email_verified_at: time.nullable(),
    last_login_at: time.nullable(),
    created_at: time
  })
  .meta({ id: 'User' })

export const Tokens = z
  .object({
    access_token: z.string().describe('Send it as "Authorization: Bearer …".'),
    refresh_token: z.string().describe('Valid for one POST /api/v1/auth/refresh.'),
    token_type: z.literal('Bearer'),
    expires_in: z.number().describe('How many seconds the access token is valid.'),
    user: User
  })
  .meta({ id: 'Tokens' })
