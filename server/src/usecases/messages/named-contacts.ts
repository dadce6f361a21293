import { parseContactName } from '../../domain/contact.ts'
import type { Tx } from '../../lib/db.ts'
import { findContactsNamed } from '../../store/contacts/find.ts'

/** The address of a contact that a recipient names; null: the session has no such contact; undefined: it names none. */
export type AddressOf = (session_id: string, to: string) => string | null | undefined

/** Finds the contacts among recipients that are given by their ids or user names. */
export const namedContacts = async (
  tx: Tx,
  tenant_id: string,
  messages: { session_id: string; to: string }[]
): Promise<AddressOf> => {
  const named = messages.flatMap(({ session_id, to }) => {
    const name = parseContactName(to)
    return name ? [{ session_id, name }] : []
  })
  if (named.length === 0) return () => undefined
  const found = await findContactsNamed(
    tx,
    tenant_id,
    named.map((one) => one.session_id),
    named.flatMap(({ name }) => (name.by === 'id' ? [name.id] : [])),
    named.flatMap(({ name }) => (name.by === 'user_name' ? [name.user_name] : []))
  )
  const addresses = new Map<string, string>()
  for (const row of found) {
    const address = row.jid ?? row.lid
    if (address) addresses.set(`${row.session_id} ${row.name}`, address)
  }
  return (session_id, to) =>
    parseContactName(to) ? (addresses.get(`${session_id} ${to.trim()}`) ?? null) : undefined
}
