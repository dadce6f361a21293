import { askForLines, logsView } from '../../control/instance-lines.ts'
import { AppError } from '../../domain/errors.ts'
import { type LogChoice, lineForCustomer } from '../../domain/log-line.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { InstanceLogs } from '../../schemas/instance-log.ts'
import { findInstanceLog } from '../../store/instances/logs.ts'
import { getTenantInstance } from '../../store/instances/tenants.ts'
import type { Deps } from '../deps.ts'

/** The last lines that the worker of an instance has logged, where the instance is the tenant's own. */
export const readInstanceLogs = async (
  deps: Deps,
  tenant: Tenant,
  instance_id: string,
  choice: LogChoice
): Promise<InstanceLogs> => {
  const { instance, end } = await deps.db.withTenant(tenant, async (tx) => ({
    instance: await getTenantInstance(tx, tenant.tenant_id, instance_id),
    end: await findInstanceLog(tx, instance_id)
  }))
  if (instance.tenant_id !== tenant.tenant_id)
    throw new AppError('instance_shared', { instance_id })
  const { lines, source } = await askForLines(deps.workers, instance, end)
  return logsView(
    lines.map(lineForCustomer).filter((line) => line !== null),
    source,
    choice
  )
}
