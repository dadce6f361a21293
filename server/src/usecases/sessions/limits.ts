import type { Tenant } from '../../domain/tenant.ts'
import { countHeld } from '../../queue/first-messages.ts'
import type { SessionLimits } from '../../schemas/limits.ts'
import { limitsView } from '../../schemas/limits.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'

/** What is known of the limits of the session's number, what we add to them, and what waits because of them. */
export const readSessionLimits = (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<SessionLimits> =>
  deps.db.withTenant(tenant, async (tx) => {
    const session = await getSession(tx, tenant.tenant_id, session_id)
    const messages_waiting = await countHeld(tx, tenant.tenant_id, session_id)
    return {
      session_id,
      ...limitsView(session, deps.clock.now()),
      messages_waiting,
      pacing: {
        messages_per_minute: session.messages_per_minute,
        pause_between_messages_ms: session.pause_between_messages_ms
      }
    }
  })
