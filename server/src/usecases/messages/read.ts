import type { Tenant } from '../../domain/tenant.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import { getMessage } from '../../store/messages/accept.ts'
import type { Deps } from '../deps.ts'
import { withReactions } from './reactions.ts'
import { whyWaiting } from './why-waiting.ts'

export const readMessage = (deps: Deps, tenant: Tenant, message_id: string): Promise<Message> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getMessage(tx, tenant.tenant_id, message_id)
    const waiting = await whyWaiting(tx, tenant, [row], deps.clock.now())
    const complete = await withReactions(tx, tenant, [row])
    return complete(messageView(row, waiting.get(row.id)))
  })
