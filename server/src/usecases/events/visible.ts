import { hasScope, requireScopes } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type EventType, event_types } from '../../schemas/events.ts'

/** Events of messages and of statuses hold what was written. */
const showsMessages = (type: string): boolean =>
  type.startsWith('message.') || type.startsWith('status.')

const others = (Object.keys(event_types) as EventType[]).filter((type) => !showsMessages(type))

/** The types of events that the caller may see of those wanted (null: all); null when all may be seen. Asking by name for one that may not be seen is refused. */
export const visibleTypes = (tenant: Tenant, wanted: string[] | null): string[] | null => {
  if (hasScope(tenant, 'messages:read')) return wanted
  if (wanted === null) return others
  requireMessagesFor(tenant, wanted, 'to see events of messages')
  return wanted
}

/** Refuses a caller who may not read messages when one of these types (or `*`) shows them. */
export const requireMessagesFor = (tenant: Tenant, types: readonly string[], why: string): void => {
  if (types.some((type) => type === '*' || showsMessages(type))) {
    requireScopes(tenant, ['messages:read'], why)
  }
}
