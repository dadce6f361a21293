import type { Tx } from '../../lib/db.ts'

/** A person's two addresses, as one session knows them. `jid` is that of the phone number. */
export type KnownLid = { session_id: string; lid: string; jid: string }

/** The numbers behind these LIDs, as far as these sessions of the tenant know them; null: any of its sessions. */
export const findLids = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_ids: string[] | null,
  lids: string[]
) =>
  tx.query<KnownLid>(
    `select session_id, lid, jid from lids
     where tenant_id = $1 and lid = any ($3) and ($2::text[] is null or session_id = any ($2))
     order by learned_at desc`,
    [tenant_id, session_ids, lids],
    'find_lids'
  )
