import { z } from 'zod'
import { member_roles } from '../domain/user.ts'
import { time } from './time.ts'

export const MemberRole = z
  .enum(member_roles)
  .describe(
    'What the member may do: a set of the scopes that API keys have. owner: everything; admin: everything but what owners alone may (erase or export the account, change owners); developer: all of the product, and API keys; agent: chats and contacts; billing: subscription and invoices; viewer: reads.'
  )

export const Membership = z
  .object({
    id: z.string(),
    user_id: z.string(),
    email: z.string(),
    name: z.string(),
    role: MemberRole,
    last_login_at: time.nullable(),
    created_at: time
  })
  .meta({
    id: 'Membership',
    example: {
      id: 'mem_0199c3d2a1b47c8e9f00112233445566',
      user_id: 'usr_0199c3d2a1b47c8e9f00112233445566',
      email: 'mona@example.com',
      name: 'Mona Adel',
      role: 'owner',
      last_login_at: '2026-11-29T09:12:44.031Z',
      created_at: '2026-11-02T08:00:00.000Z'
    }
  })
