import { z } from 'zod'
import { mail_languages } from '../domain/mail.ts'
import { Email, Name, Password, RecoveryCode, SecondFactorCode } from './auth.ts'
import { MemberRole } from './membership.ts'
import { time } from './time.ts'

/** What stands in the link of an invitation. */
const Token = z.string().min(1).max(200).describe('The token of the link.')

const fields = {
  id: z.string(),
  email: z.string(),
  role: MemberRole,
  invited_by: z.string().describe('The user who vouches for it; it ends with their membership.'),
  created_at: time,
  sent_at: time.describe('When it was sent last.'),
  expires_at: time.describe('Until when it can be accepted.')
}
const example = {
  id: 'tin_0199c3d2a1b47c8e9f00112233445566',
  email: 'omar@example.com',
  role: 'agent',
  invited_by: 'usr_0199c3d2a1b47c8e9f00112233445566',
  created_at: '2026-11-29T09:12:44.031Z',
  sent_at: '2026-11-29T09:12:44.031Z',
  expires_at: '2026-12-06T09:12:44.031Z'
}

export const TeamInvitation = z.object(fields).meta({ id: 'TeamInvitation', example })

export const SentInvitation = z
  .object({
    ...fields,
    link: z
      .string()
      .nullable()
      .describe(
        'Where the service sends no mails: the link, to be handed over by you. It is in this answer and in no other. null: it was mailed.'
      )
  })
  .meta({ id: 'SentInvitation', example: { ...example, link: null } })

export const NewInvitation = z
  .strictObject({
    email: Email,
    role: MemberRole,
    language: z
      .enum(mail_languages)
      .optional()
      .describe('Of the mail; without it the one that Accept-Language asks for.')
  })
  .meta({ example: { email: 'omar@example.com', role: 'agent' } })

export const InvitationQuestion = z.strictObject({ token: Token })

export const OpenInvitation = z
  .object({
    email: z.string(),
    role: MemberRole,
    account: z.string().describe('The name of the account whose team it is.'),
    inviter: z.string().describe('The name of whoever invites.'),
    has_account: z
      .boolean()
      .describe(
        'Whether somebody has registered with the address: they accept with their password.'
      ),
    expires_at: time
  })
  .meta({
    id: 'OpenInvitation',
    example: {
      email: 'omar@example.com',
      role: 'agent',
      account: 'Mona Adel',
      inviter: 'Mona Adel',
      has_account: false,
      expires_at: '2026-12-06T09:12:44.031Z'
    }
  })

export const Acceptance = z
  .strictObject({
    token: Token,
    name: Name.optional().describe('Needed where nobody has registered with the address.'),
    password: Password.describe(
      'A new one where nobody has registered with the address, as for POST /api/v1/auth/register; else the one that the user logs in with.'
    ),
    code: SecondFactorCode.optional(),
    recovery_code: RecoveryCode.optional()
  })
  .meta({
    example: { token: 'tin_0199…', name: 'Omar Nabil', password: 'a long way from home' }
  })
