import type { Tx } from '../lib/db.ts'

export type RefusedFact = {
  id: string
  tenant_id: string
  session_id: string
  type: string
  reason: string
  fact: string
}

/** Most that are kept of one session: whoever sends such things can send many. */
const kept_max = 500

/** Keeps what could not be written as what it is; of each session the newest. */
export const putRefusedFact = async (tx: Tx, fact: RefusedFact): Promise<void> => {
  await tx.query(
    `insert into refused_facts (id, tenant_id, session_id, type, reason, fact)
     values ($1, $2, $3, $4, $5, $6)`,
    [fact.id, fact.tenant_id, fact.session_id, fact.type, fact.reason, fact.fact],
    'put_refused_fact'
  )
  await tx.query(
    `delete from refused_facts where session_id = $1 and id <= (
       select id from refused_facts where session_id = $1 order by id desc offset $2 limit 1
     )`,
    [fact.session_id, kept_max],
    'trim_refused_facts'
  )
}
