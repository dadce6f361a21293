import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { StatusMute } from '../../schemas/contact.ts'
import { contactView } from '../../schemas/known-contact.ts'
import { messageView } from '../../schemas/messages/message.ts'
import {
  type ReceivedStatus,
  receivedStatusView,
  type StatusAudience
} from '../../schemas/status.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { getReceivedStatus, listReceivedStatuses } from '../../store/statuses.ts'
import { contactAddress } from '../contacts/address.ts'
import { getContact } from '../contacts/read.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { namesOfChat } from '../messages/known-numbers.ts'
import { withFiles } from '../messages/shown-files.ts'
import { readList } from '../read-list.ts'
import { callSession } from '../sessions/call.ts'

type Place = { id: string; status: string }

const viewsOf = async (
  deps: Deps,
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(row: MessageRow) => ReceivedStatus> => {
  const filed = await withFiles(deps, tx, tenant, rows)
  return (row) => receivedStatusView(row, filed(messageView(row)))
}

/** Statuses of others that can be seen now, the newest first; of one person, where that is asked for. */
export const readReceivedStatuses = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  { from, ...page }: PageRequest & { from: string | null }
): Promise<Page<ReceivedStatus>> =>
  readList(deps, tenant, async (tx) => {
    const { tenant_id } = tenant
    await getSession(tx, tenant_id, session_id)
    const { position, limit } = page
    const rows = await listReceivedStatuses(tx, tenant_id, session_id, {
      position,
      limit: limit + 1,
      from: from === null ? null : await addressesOf(tx, tenant_id, session_id, from)
    })
    return mapPage(toPage(rows, limit), await viewsOf(deps, tx, tenant, rows))
  })

const addressesOf = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  from: string
): Promise<string[]> => {
  const { chat_id, other_chat_id } = await namesOfChat(
    tx,
    tenant_id,
    session_id,
    contactAddress(from)
  )
  return other_chat_id === null ? [chat_id] : [chat_id, other_chat_id]
}

/** A status of somebody else. */
export const readReceivedStatus = (
  deps: Deps,
  tenant: Tenant,
  place: Place
): Promise<ReceivedStatus> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getReceivedStatus(tx, tenant.tenant_id, place.id, place.status)
    const view = await viewsOf(deps, tx, tenant, [row])
    return view(row)
  })

/** Tells somebody that a status of theirs was seen, and answers with it as it is then. */
export const markStatusSeen = async (
  deps: Deps,
  ctx: Context,
  place: Place
): Promise<ReceivedStatus> => {
  const { whatsapp_id, contact } = await deps.db.withTenant(ctx.tenant, async (tx) => {
    const row = await getReceivedStatus(tx, ctx.tenant.tenant_id, place.id, place.status)
    if (row.deleted_at) throw new AppError('message_deleted', { message_id: row.id })
    return { whatsapp_id: row.whatsapp_id, contact: row.sender_id ?? '' }
  })
  const input = { whatsapp_id, contact }
  await callSession(deps, ctx.tenant, place.id, 'read_status', input, ctx.signal)
  return readReceivedStatus(deps, ctx.tenant, place)
}

/** Mutes the statuses of somebody, here and on the phone, and answers with who that is. */
export const muteStatuses = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  given: string
): Promise<StatusMute> => {
  const contact = await setStatusesMuted(deps, ctx, session_id, given, true)
  const row = await deps.db.withTenant(ctx.tenant, (tx) =>
    getContact(tx, ctx.tenant.tenant_id, session_id, contact)
  )
  const { jid, lid, phone_number, status_muted } = contactView(row)
  return { jid, lid, phone_number, status_muted }
}

/** Mutes them or no longer does, and answers with the address. Doing it twice is the same. */
export const setStatusesMuted = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  given: string,
  muted: boolean
): Promise<string> => {
  const { tenant_id } = ctx.tenant
  const contact = await deps.db.withTenant(ctx.tenant, async (tx) => {
    await getSession(tx, tenant_id, session_id)
    const { chat_id, other_chat_id } = await namesOfChat(
      tx,
      tenant_id,
      session_id,
      contactAddress(given)
    )
    return other_chat_id ?? chat_id
  })
  await callSession(deps, ctx.tenant, session_id, 'mute_statuses', { contact, muted }, ctx.signal)
  return contact
}

/** Who sees what is posted on the phone, as it is set there. */
export const readAudience = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  signal: AbortSignal
): Promise<StatusAudience> =>
  callSession(deps, tenant, session_id, 'read_status_audience', {}, signal)
