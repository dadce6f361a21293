import { receiptOfChat, receiptView } from '../../domain/receipt.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { getMessage } from '../../store/messages/accept.ts'
import { findReceipts } from '../../store/messages/receipts.ts'
import type { Deps } from '../deps.ts'

/** Who has received, read and played a message of the tenant. */
export const readReceipts = (deps: Deps, tenant: Tenant, message_id: string) =>
  deps.db.withTenant(tenant, async (tx) => {
    const message = await getMessage(tx, tenant.tenant_id, message_id)
    const alone = receiptOfChat(message)
    const receipts = alone ? [alone] : await findReceipts(tx, tenant.tenant_id, message_id)
    return { message_id, data: receipts.map(receiptView), next_cursor: null }
  })
