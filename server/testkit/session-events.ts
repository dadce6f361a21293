import { newId } from '../src/domain/ids.ts'
import { putAnyEvents } from './any-events.ts'
import type { DeliveryBed, Received } from './delivery-fixture.ts'

export const seedSessions = async (bed: DeliveryBed, count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, () => newId('session'))
  for (const id of ids) {
    await bed.owner.query(
      'insert into sessions (id, tenant_id, session_name) values ($1, $2, $3)',
      [id, bed.tenant_id, id]
    )
  }
  return ids
}

/** Puts events of these sessions in turn, numbered from `from` on, some in each transaction. */
export const putNumbered = async (
  bed: DeliveryBed,
  sessions: string[],
  from: number,
  count: number,
  per_transaction = 10
): Promise<void> => {
  for (let done = 0; done < count; done += per_transaction) {
    const numbers = Array.from(
      { length: Math.min(per_transaction, count - done) },
      (_, index) => from + done + index
    )
    await bed.owner.transaction(async (tx) =>
      putAnyEvents(
        tx,
        numbers.map((number) => ({
          tenant_id: bed.tenant_id,
          session_id: sessions[number % sessions.length] ?? null,
          type: 'message.received' as const,
          data: { number }
        }))
      )
    )
  }
}

export type Numbered = { session_id: string; number: number }

export const numbered = (received: Received[]): Numbered[] =>
  received.map(({ body }) => {
    const { session_id, data } = JSON.parse(body)
    return { session_id, number: data.number }
  })

/** How many came after a later one of their session, each counted the first time it came. */
export const countLate = (arrived: Numbered[]): number => {
  const latest = new Map<string, number>()
  const seen = new Set<number>()
  let late = 0
  for (const { session_id, number } of arrived) {
    if (seen.has(number)) continue
    seen.add(number)
    const last = latest.get(session_id) ?? -1
    if (number < last) late++
    else latest.set(session_id, number)
  }
  return late
}
