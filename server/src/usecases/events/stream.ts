import type { Tenant } from '../../domain/tenant.ts'
import type { MessageFilter } from '../../domain/webhook-filter.ts'
import type { EventEnvelope } from '../../schemas/events.ts'
import { type EventPosition, findEventPosition, readHorizon } from '../../store/events/read.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { first_position } from './position.ts'
import { tailEvents } from './tail.ts'
import { visibleTypes } from './visible.ts'

export type StreamRequest = {
  session_id: string | null
  session_ids: string[] | null
  types: string[] | null
  messages: MessageFilter | null
  /** The last event the caller has; null to begin with what happens from now on. */
  last_event_id: string | null
  idle_ms: number
}

/**
 * Opens a stream of the tenant's events, or of one session's. After `last_event_id` nothing is left out; when that event
 * is not kept any more the stream begins with the oldest one that is.
 */
export const openEventStream = async (
  deps: Deps,
  tenant: Tenant,
  request: StreamRequest,
  signal: AbortSignal
): Promise<AsyncGenerator<EventEnvelope[]>> => {
  const types = visibleTypes(tenant, request.types)
  const subscription = deps.event_hub.subscribe(tenant.tenant_id)
  signal.addEventListener('abort', subscription.end, { once: true })
  try {
    const from = await findStart(deps, tenant, request)
    const { session_id, session_ids, messages, idle_ms } = request
    const filter = { session_id, session_ids, types, messages }
    return tailEvents(deps, { tenant, from, filter, subscription, idle_ms }, signal)
  } catch (error) {
    subscription.end()
    throw error
  }
}

const findStart = (deps: Deps, tenant: Tenant, request: StreamRequest): Promise<EventPosition> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    if (request.session_id !== null) await getSession(tx, tenant_id, request.session_id)
    for (const id of request.session_ids ?? []) await getSession(tx, tenant_id, id)
    if (request.last_event_id === null) return readHorizon(tx)
    return (await findEventPosition(tx, tenant_id, request.last_event_id)) ?? first_position
  })
