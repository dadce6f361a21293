import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** The message that the content of `of` quotes, where the session has it. */
export const quoted_id = (of: string): string =>
  `select q.id::text as id from messages q where ${of}.content ? 'context' and q.session_id = ${of}.session_id
     and q.whatsapp_id = ${of}.content #>> '{context,whatsapp_id}'
     and q.direction = case when ${of}.content #>> '{context,from_me}' = 'true' then 'outbound' else 'inbound' end
     and q.chat_id = coalesce(${of}.content #>> '{context,chat_id}', ${of}.chat_id) limit 1`

/** What a content keeps when another takes its place. */
export const kept_context = (before: string, after: string): string =>
  `jsonb_strip_nulls(jsonb_build_object('context', ${before} -> 'context', 'forwarding_score', ${before} -> 'forwarding_score')) || ${after}`

/** The messages that these quote, of those that came after them. */
export const findQuoted = (tx: Tx, tenant_id: string, messages: MessageRow[]) =>
  tx.query<{ message_id: string; quoted_id: string }>(
    `select m.id as message_id, q.id as quoted_id from messages m cross join lateral (${quoted_id('m')}) q
     where m.tenant_id = $1 and m.id = any ($2)`,
    [tenant_id, messages.map((message) => message.id)],
    'find_quoted'
  )
