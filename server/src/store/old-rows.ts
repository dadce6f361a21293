import type { Tx } from '../lib/db.ts'

/** What is deleted when it is old, each with the condition of its age ($2), for which there is an index. Ids are in the order of time. */
const old_rows = {
  events: `events where id < 'evt_' || lpad(to_hex((extract(epoch from now() - make_interval(days => $2)) * 1000)::bigint), 12, '0')`,
  refused_facts: `refused_facts where id < 'rfd_' || lpad(to_hex((extract(epoch from now() - make_interval(days => $2)) * 1000)::bigint), 12, '0')`,
  media_uploads: 'media_uploads where uploaded_at < now() - make_interval(hours => $2)',
  idempotency_keys: 'idempotency_keys where created_at < now() - make_interval(hours => $2)',
  refresh_tokens: 'refresh_tokens where expires_at < now() - make_interval(days => $2)',
  session_spans: 'session_spans where ended_at < now() - make_interval(days => $2)',
  early_receipts: 'early_receipts where kept_at < now() - make_interval(hours => $2)',
  paces: 'paces where last_at < now() - make_interval(hours => $2)',
  // Nobody takes them any more; what they were to do stands elsewhere, and so does whether it was done.
  jobs: 'graphile_worker._private_jobs where locked_at is null and attempts >= max_attempts and updated_at < now() - make_interval(hours => $2)',
  api_key_requests: `api_key_requests where id < 'krq_' || lpad(to_hex((extract(epoch from now() - make_interval(days => $2)) * 1000)::bigint), 12, '0')`,
  mails: 'mails where finished_at < now() - make_interval(days => $2)',
  mail_links: 'mail_links where expires_at < now() - make_interval(days => $2)',
  team_invitations: 'team_invitations where expires_at < now() - make_interval(days => $2)',
  payment_notices: 'payment_notices where received_at < now() - make_interval(days => $2)',
  instances:
    "instances where status in ('stopped', 'failed') and stopped_at < now() - make_interval(days => $2)"
} as const

export type OldRows = keyof typeof old_rows

/** Deletes at most `limit` rows that are older than `age`, with what hangs on them. Returns how many. */
export const deleteOldRows = async (
  db: Pick<Tx, 'query'>,
  table: OldRows,
  age: number,
  limit: number
): Promise<number> => {
  const [relation = ''] = old_rows[table].split(' ', 1)
  const place = placeOf(relation)
  const rows = await db.query(
    `delete from ${relation} where ${place} = any (array(select ${place} from ${old_rows[table]} limit $1)) returning 1`,
    [limit, age],
    `delete_old_${table}`
  )
  return rows.length
}

/** Tables that may be made of partitions one day. In those a `ctid` names a row of each, so they are deleted from by id. */
const of_partitions = new Set(['events', 'webhook_deliveries'])

/** What names the rows that are to be deleted. */
export const placeOf = (table: string): 'id' | 'ctid' => (of_partitions.has(table) ? 'id' : 'ctid')
