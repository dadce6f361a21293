import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Waiting, waitingOf } from '../../domain/waiting.ts'
import type { Tx } from '../../lib/db.ts'
import { findPlaces } from '../../store/messages/places.ts'

/** Why those of these messages that are queued have not left, by their ids. */
export const whyWaiting = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[],
  now: Date
): Promise<Map<string, Waiting | null>> => {
  const queued = rows.filter((row) => row.status === 'queued').map((row) => row.id)
  if (queued.length === 0) return new Map()
  const places = await findPlaces(tx, tenant.tenant_id, queued)
  return new Map(places.map((place) => [place.message_id, waitingOf(place, now)]))
}
