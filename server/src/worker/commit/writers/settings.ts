import type { ContactRow } from '../../../domain/contact.ts'
import type { Tx } from '../../../lib/db.ts'
import { contactView } from '../../../schemas/known-contact.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import { saveContactNames } from '../../../store/contacts/saved-names.ts'
import { setStatusMutes } from '../../../store/contacts/status-mutes.ts'
import { deleteMessagesForMe, starMessages } from '../../../store/messages/stars.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Puts stars on messages and takes them off, each as it was said last. */
export const writeStars = async (
  tx: Tx,
  entries: Entry<'starred'>[],
  outcome: Outcome
): Promise<void> => {
  const { last, news } = lastOf(entries)
  const rows = await starMessages(
    tx,
    last.map(({ session, change: { type: _, news: __, ...star } }) => ({
      ...star,
      session_id: session.session_id
    }))
  )
  for (const row of rows)
    if (news.has(nameOf(row.session_id, row)))
      addEvent(outcome, row, 'message.starred', messageView(row))
}

/** Deletes messages that the account has deleted for itself. */
export const writeDeletedForMe = async (
  tx: Tx,
  entries: Entry<'deleted_for_me'>[],
  outcome: Outcome
): Promise<void> => {
  const { last, news } = lastOf(entries)
  const rows = await deleteMessagesForMe(
    tx,
    last.map(({ session: { session_id }, change: { whatsapp_id, direction, at } }) => ({
      session_id,
      whatsapp_id,
      direction,
      at
    }))
  )
  for (const row of rows)
    if (news.has(nameOf(row.session_id, row)))
      addEvent(outcome, row, 'message.deleted', messageView(row))
}

/** Notes how the account calls people, with an event for whom that is new. */
export const writeSavedContacts = async (
  tx: Tx,
  entries: Entry<'saved_contact'>[],
  outcome: Outcome
): Promise<void> => {
  const last = lastOfEach(entries)
  const rows = await saveContactNames(
    tx,
    [...last.values()].map(({ session: { session_id, tenant_id }, change }) => {
      const { contact_id, name, user_name } = change
      return { session_id, tenant_id, contact_id, name, user_name }
    })
  )
  tellContacts(outcome, rows, last)
}

/** Notes whose statuses the account wants to see no more, with an event for whom that is new. */
export const writeStatusMutes = async (
  tx: Tx,
  entries: Entry<'status_muted'>[],
  outcome: Outcome
): Promise<void> => {
  const last = lastOfEach(entries)
  const rows = await setStatusMutes(
    tx,
    [...last.values()].map(({ session: { session_id, tenant_id }, change }) => {
      const { contact_id, muted } = change
      return { session_id, tenant_id, contact_id, muted }
    })
  )
  tellContacts(outcome, rows, last)
}

type AboutContact = Entry<'saved_contact'> | Entry<'status_muted'>

/** What was said last of each person. */
const lastOfEach = <E extends AboutContact>(entries: E[]): Map<string, E> =>
  new Map(entries.map((entry) => [`${entry.session.session_id} ${entry.change.contact_id}`, entry]))

const tellContacts = (
  outcome: Outcome,
  rows: ContactRow[],
  last: Map<string, AboutContact>
): void => {
  for (const row of rows) {
    const names = [row.jid, row.lid].map((address) => `${row.session_id} ${address}`)
    if (names.some((name) => last.get(name)?.change.news))
      addEvent(outcome, row, 'contact.updated', contactView(row))
  }
}

type AboutMessage = Entry<'starred'> | Entry<'deleted_for_me'>

/** What was said last of each message, and of which messages it is news. */
const lastOf = <E extends AboutMessage>(entries: E[]): { last: E[]; news: Set<string> } => {
  const named = entries.map((entry) => ({
    name: nameOf(entry.session.session_id, entry.change),
    entry
  }))
  return {
    last: [...new Map(named.map(({ name, entry }) => [name, entry])).values()],
    news: new Set(named.filter(({ entry }) => entry.change.news).map(({ name }) => name))
  }
}

const nameOf = (
  session_id: string,
  { direction, whatsapp_id }: { direction: string; whatsapp_id: string }
): string => `${session_id} ${direction} ${whatsapp_id}`
