import { contactColumns } from '../../domain/columns.ts'
import type { ContactRow } from '../../domain/contact.ts'
import { isLid } from '../../domain/recipient.ts'
import type { Tx } from '../../lib/db.ts'

export type SavedContact = {
  session_id: string
  tenant_id: string
  /** By number where that is known, else by LID. */
  contact_id: string
  name: string | null
  user_name: string | null
}

/**
 * Notes how people are called in the phone book of the account, also those who have never written, and answers with whom that
 * has changed. At most one entry for a person.
 */
export const saveContactNames = async (
  tx: Pick<Tx, 'query'>,
  saved: SavedContact[]
): Promise<ContactRow[]> => {
  const by = Map.groupBy(saved, ({ contact_id }) => (isLid(contact_id) ? 'lid' : 'jid'))
  const changed = await Promise.all(
    [...by].map(([column, people]) =>
      tx.query<ContactRow>(
        `with wanted as (
           select distinct on (session_id, contact_id) * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
             as w (session_id, tenant_id, contact_id, name, user_name)
         ), known as (
           select c.id, w.name, w.user_name from wanted w join contacts c on c.session_id = w.session_id and c.${column} = w.contact_id
           order by c.id for no key update of c
         ), renamed as (
           update contacts c set saved_name = k.name, user_name = coalesce(k.user_name, c.user_name) from known k
           where c.id = k.id and (c.saved_name is distinct from k.name or c.user_name is distinct from coalesce(k.user_name, c.user_name))
           returning ${contactColumns('c')}
         ), made as (
           insert into contacts (id, tenant_id, session_id, ${column}, saved_name, user_name)
           select new_id('con'), w.tenant_id, w.session_id, w.contact_id, w.name, w.user_name from wanted w
           where w.name is not null
             and not exists (select from contacts c where c.session_id = w.session_id and c.${column} = w.contact_id)
           on conflict do nothing returning ${contactColumns()}
         )
         select ${columns} from renamed c union all select ${columns} from made c`,
        [
          people.map((one) => one.session_id),
          people.map((one) => one.tenant_id),
          people.map((one) => one.contact_id),
          people.map((one) => one.name),
          people.map((one) => one.user_name)
        ],
        `save_contact_names_by_${column}`
      )
    )
  )
  return changed.flat()
}

const columns =
  'c.id, c.session_id, c.tenant_id, c.jid, c.lid, c.user_name, c.push_name, c.saved_name, c.business_name, c.status_muted, c.created_at'
