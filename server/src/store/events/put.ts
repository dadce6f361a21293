import { newId } from '../../domain/ids.ts'
import { jsonbArray } from '../../lib/binary-array.ts'
import type { Tx } from '../../lib/db.ts'
import type { EventData, EventType } from '../../schemas/events.ts'

/** An event with the data that its type is documented with. */
export type NewEvent<T extends EventType = EventType> = T extends EventType
  ? {
      tenant_id: string
      session_id: string | null
      type: T
      data: EventData<T>
      /** Of what tells of a message: the trace that its caller has made it a part of. It is not kept with the event. */
      traceparent?: string | null
    }
  : never

/** Records events. Those who listen and the webhooks that asked for them learn of it when the transaction commits, not before. */
export const putEvents = (tx: Pick<Tx, 'send'>, events: NewEvent[]): void => {
  if (events.length === 0) return
  tx.send(
    `insert into events (id, tenant_id, session_id, type, data)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[])`,
    [
      events.map(() => newId('event')),
      events.map((event) => event.tenant_id),
      events.map((event) => event.session_id),
      events.map((event) => event.type),
      jsonbArray(events.map((event) => event.data))
    ],
    'put_events'
  )
  // step: events put
}
