import { hasAddress, type InstanceStatus } from '../domain/instance.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../lib/page.ts'
import type { AdminInstance } from '../schemas/admin.ts'
import { listInstancesOfAll } from '../store/installation/instances.ts'
import type { AdminDeps } from './deps.ts'

/** A page of all instances, newest first, whoever they belong to. */
export const readInstances = async (
  admin: AdminDeps,
  page: PageRequest & { status: InstanceStatus | null }
): Promise<Page<AdminInstance>> => {
  const rows = await admin.system.read((tx) => listInstancesOfAll(tx, page))
  return mapPage(toPage(rows, page.limit), (row) =>
    hasAddress(row) ? row : { ...row, host: null, port: null }
  )
}
