import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Schemas } from '../../../lib/api.ts'

export type Role = Schemas['Membership']['role']

/** What each role is called and may do, those that may most first. */
export const roles: Record<Role, { name: MessageDescriptor; says: MessageDescriptor }> = {
  owner: { name: msg`Owner`, says: msg`Everything, and erasing or exporting the account` },
  admin: { name: msg`Administrator`, says: msg`Everything but what owners alone may` },
  developer: { name: msg`Developer`, says: msg`Numbers, messages, webhooks and API keys` },
  agent: { name: msg`Agent`, says: msg`Chats and contacts` },
  billing: { name: msg`Billing`, says: msg`Plan, invoices and payments` },
  viewer: { name: msg`Viewer`, says: msg`Reads everything and changes nothing` }
}

export const isRole = (value: string): value is Role => Object.hasOwn(roles, value)
