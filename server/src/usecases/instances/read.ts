import type { InstanceStatus } from '../../domain/instance.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { Instance } from '../../schemas/instance.ts'
import {
  getTenantInstance,
  listTenantInstances,
  type TenantInstance
} from '../../store/instances/tenants.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'
import { instanceView } from './view.ts'

export const loadInstance = (
  deps: Deps,
  tenant: Tenant,
  instance_id: string
): Promise<TenantInstance> =>
  getTenantInstance(deps.db.ofTenant(tenant), tenant.tenant_id, instance_id)

export const readInstance = async (
  deps: Deps,
  tenant: Tenant,
  instance_id: string
): Promise<Instance> => instanceView(await loadInstance(deps, tenant, instance_id))

/** A page of the instances that are the tenant's or host one of its sessions, newest first. */
export const readInstances = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & { status: InstanceStatus | null }
): Promise<Page<Instance>> => {
  const rows = await readList(deps, tenant, (tx) => listTenantInstances(tx, tenant.tenant_id, page))
  return mapPage(toPage(rows, page.limit), instanceView)
}
