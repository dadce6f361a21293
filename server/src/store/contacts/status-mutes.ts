import { contactColumns } from '../../domain/columns.ts'
import type { ContactRow } from '../../domain/contact.ts'
import type { MessageRow } from '../../domain/message.ts'
import { isLid } from '../../domain/recipient.ts'
import type { Tx } from '../../lib/db.ts'

export type StatusMute = {
  session_id: string
  tenant_id: string
  /** By number where that is known, else by LID. */
  contact_id: string
  muted: boolean
}

/**
 * Notes whose statuses the account wants to see no more, also of those who have never written, and answers with whom that has
 * changed. At most one entry for a person.
 */
export const setStatusMutes = async (
  tx: Pick<Tx, 'query'>,
  mutes: StatusMute[]
): Promise<ContactRow[]> => {
  const by = Map.groupBy(mutes, ({ contact_id }) => (isLid(contact_id) ? 'lid' : 'jid'))
  const changed = await Promise.all(
    [...by].map(([column, people]) =>
      tx.query<ContactRow>(
        `with wanted as (
           select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) as w (session_id, tenant_id, contact_id, muted)
         ), known as (
           select c.id, w.muted from wanted w join contacts c on c.session_id = w.session_id and c.${column} = w.contact_id
           order by c.id for no key update of c
         ), changed as (
           update contacts c set status_muted = k.muted from known k where c.id = k.id and c.status_muted <> k.muted
           returning ${contactColumns('c')}
         ), made as (
           insert into contacts (id, tenant_id, session_id, ${column}, status_muted)
           select new_id('con'), w.tenant_id, w.session_id, w.contact_id, true from wanted w
           where w.muted and not exists (select from contacts c where c.session_id = w.session_id and c.${column} = w.contact_id)
           on conflict do nothing returning ${contactColumns()}
         )
         select ${contactColumns('c')} from changed c union all select ${contactColumns('m')} from made m`,
        [
          people.map((one) => one.session_id),
          people.map((one) => one.tenant_id),
          people.map((one) => one.contact_id),
          people.map((one) => one.muted)
        ],
        `set_status_mutes_by_${column}`
      )
    )
  )
  return changed.flat()
}

/** The ids of those posts whose author is muted. */
export const findStatusMuted = async (
  tx: Pick<Tx, 'query'>,
  posts: Pick<MessageRow, 'id' | 'session_id' | 'sender_id'>[]
): Promise<Set<string>> => {
  const rows = await tx.query<{ id: string }>(
    `select w.id from unnest($1::text[], $2::text[], $3::text[]) as w (id, session_id, sender_id)
     where exists (select from contacts c where c.session_id = w.session_id and c.jid = w.sender_id and c.status_muted)
       or exists (select from contacts c where c.session_id = w.session_id and c.lid = w.sender_id and c.status_muted)`,
    [
      posts.map((one) => one.id),
      posts.map((one) => one.session_id),
      posts.map((one) => one.sender_id)
    ],
    'find_status_muted'
  )
  return new Set(rows.map(({ id }) => id))
}
