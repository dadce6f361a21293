import type { ContactName, ContactRow } from '../../domain/contact.ts'
import { isLid } from '../../domain/recipient.ts'
import type { Tx } from '../../lib/db.ts'

const columns =
  'c.id, c.session_id, c.tenant_id, c.jid, c.lid, c.user_name, c.push_name, c.saved_name, c.business_name, c.status_muted, c.created_at'

const by = {
  // Its own id, or that of a contact that turned out to be the same person.
  id: 'c.id = (select coalesce(known.joined_into, known.id) from contacts known where known.id = $3)',
  user_name: 'c.user_name = $3',
  jid: 'c.jid = $3',
  lid: 'c.lid = $3'
}

/** The contact of a session; null when the session knows nobody of that name. */
export const findContact = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  name: ContactName
): Promise<ContactRow | null> => {
  const find = async (column: keyof typeof by, value: string): Promise<ContactRow | null> => {
    const [row] = await tx.query<ContactRow>(
      `select ${columns} from contacts c where c.session_id = $1 and c.tenant_id = $2 and ${by[column]} order by c.id limit 1`,
      [session_id, tenant_id, value],
      `find_contact_by_${column}`
    )
    return row ?? null
  }
  if (name.by === 'id') return find('id', name.id)
  if (name.by === 'user_name') return find('user_name', name.user_name)
  return find(isLid(name.address) ? 'lid' : 'jid', name.address)
}

/** Contacts of a session, the newest first; of those whose names and number hold a text, where one is given. */
export const listContacts = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  page: { position: string | null; limit: number; search: string | null }
) =>
  tx.query<ContactRow>(
    `select ${columns} from contacts c
     where c.session_id = $1 and c.tenant_id = $2 and c.joined_into is null and ($3::text is null or c.id < $3)
       and ($4::text is null or position(fold_text($4) in c.search) > 0)
     order by c.id desc limit $5`,
    [session_id, tenant_id, page.position, page.search, page.limit]
  )

/** A contact with the name by which it was asked for: an id, which may be a former one, or @ and the user name. */
export type NamedContact = ContactRow & { name: string }

/** The contacts of some sessions that are given by their ids, their former ids or their user names. */
export const findContactsNamed = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_ids: string[],
  ids: string[],
  user_names: string[]
) =>
  tx.query<NamedContact>(
    `select known.id as name, ${columns} from contacts known join contacts c on c.id = coalesce(known.joined_into, known.id)
     where known.tenant_id = $1 and known.session_id = any ($2) and known.id = any ($3)
     union all
     select '@' || c.user_name, ${columns} from contacts c
     where c.tenant_id = $1 and c.session_id = any ($2) and c.user_name = any ($4)`,
    [tenant_id, session_ids, ids, user_names]
  )
