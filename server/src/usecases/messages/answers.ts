import { eventAnswers, pollResult } from '../../domain/answer.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { findAnswers } from '../../store/messages/answers.ts'

/** Adds to polls how they stand, and to events who comes; one that was deleted for everyone shows nothing. */
export const withAnswers = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(view: Message, row: MessageRow) => Message> => {
  const asking = rows.filter((row) => asks(row))
  if (asking.length === 0) return (view) => view
  const ids = asking.map((row) => row.id)
  const found = await findAnswers(tx, tenant.tenant_id, ids)
  const by_message = Map.groupBy(found, (one) => one.message_id)
  return (view, row) => {
    if (!asks(row)) return view
    const answers = by_message.get(row.id) ?? []
    return row.type === 'poll'
      ? { ...view, poll_result: pollResult(row.content, answers) }
      : { ...view, event_responses: eventAnswers(answers) }
  }
}

const asks = ({ type, deleted_at }: MessageRow): boolean =>
  !deleted_at && (type === 'poll' || type === 'event')
