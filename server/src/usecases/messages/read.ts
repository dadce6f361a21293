import type { Tenant } from '../../domain/tenant.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { getMessage } from '../../store/messages/accept.ts'
import type { Deps } from '../deps.ts'
import { messageViews } from './views.ts'

export const readMessage = (deps: Deps, tenant: Tenant, message_id: string): Promise<Message> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getMessage(tx, tenant.tenant_id, message_id)
    const view = await messageViews(deps, tx, tenant, [row])
    return view(row)
  })
