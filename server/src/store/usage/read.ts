import type { Usage } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'

/** What the tenant uses, counted as the limits are; `month` is the first day of the month whose messages count. */
export const readUsage = async (tx: Tx, tenant_id: string, month: string): Promise<Usage> => {
  const rows = await tx.query<Usage>(
    `select
       (select count(*) from sessions where tenant_id = $1) as sessions,
       (select coalesce(sum(used), 0)::bigint from usage_stats
        where tenant_id = $1 and metric = 'messages_out' and period_start = $2::date) as messages,
       (select count(*) from webhooks where tenant_id = $1 and not is_session_url) as webhooks,
       (select count(*) from api_keys
        where tenant_id = $1 and revoked_at is null and (expires_at is null or expires_at > now())) as api_keys,
       (select count(*) from memberships where tenant_id = $1)
         + (select count(*) from team_invitations where tenant_id = $1 and expires_at > now()) as members,
       coalesce((select bytes from media_storage where tenant_id = $1), 0) as media_bytes`,
    [tenant_id, month],
    'read_usage'
  )
  return (
    rows[0] ?? { sessions: 0, messages: 0, webhooks: 0, api_keys: 0, members: 0, media_bytes: 0 }
  )
}
