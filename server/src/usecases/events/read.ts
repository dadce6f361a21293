import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import {
  type EventFilter,
  type EventPosition,
  type EventRow,
  findEventPosition,
  listEventsAfter,
  readHorizon
} from '../../store/events/read.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'
import { first_position, isBefore } from './position.ts'
import { visibleTypes } from './visible.ts'

/**
 * A page of the tenant's events, oldest first, after the cursor or the event named by `after`. An event shows up here a
 * moment after it happened: once none that belongs before it can come any more.
 */
export const readEvents = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & EventFilter & { after: string | null }
): Promise<Page<EventRow>> => {
  const { tenant_id } = tenant
  const filter = { session_id: page.session_id, types: visibleTypes(tenant, page.types) }
  const rows = await readList(deps, tenant, async (tx) => {
    const named = page.after ? await findEventPosition(tx, tenant_id, page.after) : null
    const from = page.position ? fromText(page.position) : (named ?? first_position)
    const horizon = await readHorizon(tx)
    const found = await listEventsAfter(tx, tenant_id, from, filter, page.limit + 1)
    return found.filter((row) => isBefore(row, horizon))
  })
  return toPage(rows, page.limit, toText)
}

const toText = (row: EventRow): string => `${row.xid}.${row.seq}`

const fromText = (text: string): EventPosition => {
  const [xid = '0', seq = '0'] = text.split('.')
  return { xid, seq: Number(seq) }
}
