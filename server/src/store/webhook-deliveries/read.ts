import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'
import type { EventType } from '../../schemas/events.ts'
import type { DeliveryStatus } from '../../schemas/webhook.ts'

/** A row of `webhook_deliveries` with the event it carries. */
export type DeliveryRow = {
  id: string
  webhook_id: string
  event_id: string
  event_type: EventType
  status: DeliveryStatus
  attempts: number
  next_attempt_at: Date | null
  response_status: number | null
  response_ms: number | null
  last_error: string | null
  created_at: Date
  finished_at: Date | null
}

const columns = `d.id, d.webhook_id, d.event_id, e.type as event_type, d.status, d.attempts, d.next_attempt_at,
  d.response_status, d.response_ms, d.last_error, d.created_at, d.finished_at`

/** The deliveries of a webhook, newest first. */
export const listDeliveries = (
  tx: Tx,
  tenant_id: string,
  webhook_id: string,
  page: PageRequest & { status: DeliveryStatus | null }
): Promise<DeliveryRow[]> =>
  tx.query(
    `select ${columns} from webhook_deliveries d join events e on e.id = d.event_id
     where d.tenant_id = $1 and d.webhook_id = $2
       and ($3::text is null or d.status = $3) and ($4::text is null or d.id < $4)
     order by d.id desc limit $5 + 1`,
    [tenant_id, webhook_id, page.status, page.position, page.limit]
  )

/** The delivery with the event it carries, or the error not_found. */
export const getDelivery = async (
  tx: Tx,
  tenant_id: string,
  webhook_id: string,
  delivery_id: string
): Promise<DeliveryRow> => {
  const [row] = await tx.query<DeliveryRow>(
    `select ${columns} from webhook_deliveries d join events e on e.id = d.event_id
     where d.tenant_id = $1 and d.webhook_id = $2 and d.id = $3`,
    [tenant_id, webhook_id, delivery_id],
    'get_delivery'
  )
  if (!row) throw new AppError('not_found', { delivery_id })
  return row
}

/** What was sent and answered at an attempt. */
export type AttemptRow = {
  at: Date
  url: string
  headers: Record<string, string>
  response_status: number | null
  response_ms: number
  response_body: string | null
  error: string | null
}

/** The attempts of a delivery that are kept, the last one first. */
export const listAttempts = (
  tx: Tx,
  tenant_id: string,
  delivery_id: string
): Promise<AttemptRow[]> =>
  tx.query(
    `select at, url, headers, response_status, response_ms, response_body, error from webhook_attempts
     where tenant_id = $1 and delivery_id = $2 order by id desc`,
    [tenant_id, delivery_id],
    'list_attempts'
  )

/** The delivery that this very transaction made for the webhook, by putting an event. */
export const getNewDelivery = async (
  tx: Tx,
  tenant_id: string,
  webhook_id: string
): Promise<DeliveryRow> => {
  const [row] = await tx.query<DeliveryRow>(
    `select ${columns} from webhook_deliveries d join events e on e.id = d.event_id
     where d.tenant_id = $1 and d.webhook_id = $2 and e.tenant_id = $1 and e.xid = pg_current_xact_id()`,
    [tenant_id, webhook_id],
    'get_new_delivery'
  )
  if (!row) throw new AppError('not_found', { webhook_id })
  return row
}

/** Puts a finished delivery in the queue again; one that is still pending stays as it is. */
export const replayDelivery = async (tx: Tx, delivery_id: string): Promise<void> => {
  await tx.query('select replay_delivery($1)', [delivery_id], 'replay_delivery')
}
