import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { isPersonChat, readRecipient, recipient_problems } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { OptOut } from '../../schemas/opt-out.ts'
import { putEvents } from '../../store/events/put.ts'
import { findLids } from '../../store/lids/read.ts'
import {
  deleteOptOut as deleteRow,
  findOptOut,
  insertOptOut,
  listOptOuts,
  type OptOutRow
} from '../../store/opt-outs.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/** A page of those who have opted out, or of the one who has the address that is given. */
export const readOptOuts = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & { contact: string | undefined }
): Promise<Page<OptOut>> => {
  const address = page.contact === undefined ? null : personOf('contact', page.contact)
  const rows = await deps.db.withTenant(tenant, (tx) =>
    listOptOuts(tx, tenant.tenant_id, { ...page, address })
  )
  return toPage(rows.map(optOutView), page.limit)
}

/** Notes that somebody does not want to be written to. Noting it twice is the same. */
export const createOptOut = (deps: Deps, ctx: Context, contact: string): Promise<OptOut> => {
  const given = personOf('contact', contact)
  return command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const known = await findOptOut(tx, tenant_id, given)
    if (known) return optOutView(known)
    const [number] = await findLids(tx, tenant_id, null, [given])
    const address = number?.jid ?? given
    const made = await insertOptOut(tx, { id: newId('opt_out'), tenant_id, address })
    if (!made) return optOutView(await kept(tx, tenant_id, address))
    const data = optOutView(made)
    putEvents(tx, [{ tenant_id, session_id: null, type: 'contact.opted_out', data }])
    return data
  })
}

/** Somebody else has noted it at the same moment. */
const kept = async (tx: Tx, tenant_id: string, address: string): Promise<OptOutRow> => {
  const row = await findOptOut(tx, tenant_id, address)
  if (!row) throw new AppError('busy', { address })
  return row
}

/** Somebody may be written to again. */
export const deleteOptOut = (deps: Deps, ctx: Context, opt_out_id: string): Promise<void> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const gone = await deleteRow(tx, tenant_id, opt_out_id)
    if (!gone) throw new AppError('not_found', { opt_out_id })
    const data = { ...optOutView(gone), ended_by: 'api' as const }
    putEvents(tx, [{ tenant_id, session_id: null, type: 'contact.opted_in', data }])
  })

const optOutView = ({ id, address, source, word, message_id, created_at }: OptOutRow): OptOut => ({
  id,
  contact_id: address,
  phone_number: address.endsWith('@s.whatsapp.net') ? (address.split('@')[0] ?? null) : null,
  source,
  word,
  message_id,
  created_at
})

const personOf = (path: string, text: string): string => {
  const read = readRecipient(text)
  if ('problem' in read) throw invalid(path, recipient_problems[read.problem])
  if (!isPersonChat(read.chat_id)) throw invalid(path, 'Is a group: people opt out.')
  return read.chat_id
}
