import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { messageView } from '../../schemas/messages/message.ts'
import { type Status, statusView } from '../../schemas/status.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { findViewers, getStatus, listStatuses } from '../../store/statuses.ts'
import type { Deps } from '../deps.ts'
import { withFiles } from '../messages/shown-files.ts'
import { whyWaiting } from '../messages/why-waiting.ts'
import { readList } from '../read-list.ts'

/** Statuses as they are shown where they are read: with what they wait for, and where their files are. */
const statusViews = async (
  deps: Deps,
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(row: MessageRow) => Status> => {
  const waiting = await whyWaiting(tx, tenant, rows, deps.clock.now())
  const filed = await withFiles(deps, tx, tenant, rows)
  return (row) => {
    const why = waiting.get(row.id) ?? null
    return statusView(row, why, filed(messageView(row, why)))
  }
}

/** The statuses of a session, the newest first. */
export const readStatuses = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  page: PageRequest
): Promise<Page<Status>> =>
  readList(deps, tenant, async (tx) => {
    const { tenant_id } = tenant
    await getSession(tx, tenant_id, session_id)
    const { position, limit } = page
    const rows = await listStatuses(tx, tenant_id, session_id, { position, limit: limit + 1 })
    return mapPage(toPage(rows, limit), await statusViews(deps, tx, tenant, rows))
  })

/** One status. */
export const readStatus = (
  deps: Deps,
  tenant: Tenant,
  place: { id: string; status: string }
): Promise<Status> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getStatus(tx, tenant.tenant_id, place.id, place.status)
    const view = await statusViews(deps, tx, tenant, [row])
    return view(row)
  })

/** Who has seen a status. */
export const readViewers = (deps: Deps, tenant: Tenant, place: { id: string; status: string }) =>
  deps.db.withTenant(tenant, async (tx) => {
    const { id } = await getStatus(tx, tenant.tenant_id, place.id, place.status)
    const viewers = await findViewers(tx, tenant.tenant_id, id)
    const data = viewers.map(({ person_id, read_at }) => ({ from: person_id, viewed_at: read_at }))
    return { status_id: id, data, next_cursor: null }
  })
