import type { Reader } from '../../lib/db.ts'
import { type EventPlace, findEventAround } from './replay.ts'

// Transactions do not end in the order in which they begin.
const slack_ms = 10 * 60_000

/**
 * The last place before a time, found by halving: there is no index by time, and what lies before may be millions. Null: the
 * tenant has no events.
 */
export const findReplayStart = async (
  db: Reader,
  tenant_id: string,
  since: string
): Promise<EventPlace | null> => {
  const since_ms = Date.parse(since) - slack_ms
  const [first, last] = [
    await findEventAround(db, tenant_id, '0', 'first'),
    await findEventAround(db, tenant_id, '0', 'last')
  ]
  if (!first || !last) return null
  let [low, high] = [BigInt(first.xid), BigInt(last.xid)]
  while (low < high) {
    const middle = (low + high) / 2n
    const event = await findEventAround(db, tenant_id, String(middle), 'first')
    if (event && event.created_at.getTime() < since_ms) low = middle + 1n
    else high = middle
  }
  return { xid: String(low), seq: -1 }
}

/** Whether nothing of a span can come after an event of this time. */
export const isPast = (last_at: Date | null, until: string): boolean =>
  (last_at?.getTime() ?? 0) > Date.parse(until) + slack_ms
