import type { Buyer } from '../../domain/invoice.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { putBilling, readBilling } from '../../store/invoices/billing-details.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/** Whom invoices name as the buyer. */
export const readBillingDetails = (deps: Deps, tenant: Tenant): Promise<Buyer> =>
  deps.db.withTenant(tenant, (tx) => readBilling(tx, tenant.tenant_id))

/** Sets that for invoices that are issued from now on. */
export const changeBillingDetails = (deps: Deps, ctx: Context, buyer: Buyer): Promise<Buyer> =>
  command(deps, ctx, async (tx) => {
    ctx.entry.target_id = ctx.tenant.tenant_id
    await putBilling(tx, ctx.tenant.tenant_id, buyer)
    return readBilling(tx, ctx.tenant.tenant_id)
  })
