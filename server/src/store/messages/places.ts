import { waiting_for_worker } from '../../domain/session.ts'
import { noStatus } from '../../domain/status.ts'
import type { Place } from '../../domain/waiting.ts'
import type { Tx } from '../../lib/db.ts'

/** Where messages of the tenant stand in the queue; those that are not in the queue are left out. */
export const findPlaces = (tx: Tx, tenant_id: string, message_ids: string[]) =>
  tx.query<Place & { message_id: string }>(
    `select o.message_id, o.turn is null as scheduled,
       case when o.run_at = 'infinity' then now() else o.run_at end as run_at, o.turn is null and o.run_at = 'infinity' as held,
       s.restricted_until, s.new_chats_status, s.new_chats_used, s.new_chats_total, s.new_chats_renew_at,
       (s.restricted_until > now() or coalesce(s.new_chats_status = 'capped', false)) is true and o.chat_id not like '%@g.us' and ${noStatus('o.')}
         and not was_met(o.session_id, o.chat_id) as stranger,
       exists (select from outbound b where b.waits_for_media and b.session_id = o.session_id and b.chat_id = o.chat_id and b.seq <= o.seq) as waits_for_media,
       o.began_epoch <> 0 as began,
       s.status = 'connected' as connected, s.status_reason, s.next_attempt_at,
       coalesce(s.status_reason = any ($3), false) as no_worker,
       exists (select from outbound e where e.session_id = o.session_id and e.chat_id = o.chat_id and e.turn is not null
         and e.seq < o.seq)
       or exists (select from outbound e where e.session_id = o.session_id and e.turn is not null and e.began_epoch = 0
         and (e.priority, e.turn, e.seq) < (o.priority, o.turn, o.seq)) as behind,
       greatest(
         (select p.last_at + make_interval(secs => 60.0 / s.messages_per_minute) from paces p
          where p.session_id = s.id and p.chat_id = ''),
         (select p.last_at + make_interval(secs => s.pause_between_messages_ms / 1000.0) from paces p
          where p.session_id = s.id and p.chat_id = o.chat_id)
       ) as paced_until,
       exists (select from ended_queues q where q.session_id = o.session_id and q.upto_seq >= o.seq) as ended
     from outbound o join sessions s on s.id = o.session_id
     where o.tenant_id = $1 and o.message_id = any ($2)`,
    [tenant_id, message_ids, waiting_for_worker],
    'find_places'
  )
