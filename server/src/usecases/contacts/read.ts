import { type ContactRow, parseContactName } from '../../domain/contact.ts'
import { AppError } from '../../domain/errors.ts'
import { parseRecipient } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { type Contact, contactView } from '../../schemas/known-contact.ts'
import { findContact } from '../../store/contacts/find.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'

/** A person whom a session knows, given by their id, number, JID, LID or user name. */
export const readContact = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  contact: string
): Promise<Contact> =>
  deps.db.withTenant(tenant, async (tx) =>
    contactView(await getContact(tx, tenant.tenant_id, session_id, contact))
  )

/** The same as a row, or the error not_found. */
export const getContact = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  contact: string
): Promise<ContactRow> => {
  await getSession(tx, tenant_id, session_id)
  const address = parseRecipient(contact)
  const name = parseContactName(contact) ?? (address ? { by: 'address' as const, address } : null)
  const found = name && (await findContact(tx, tenant_id, session_id, name))
  if (!found) throw new AppError('not_found', { contact })
  return found
}
