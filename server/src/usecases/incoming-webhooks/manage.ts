import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { randomToken, sha256 } from '../../lib/crypto.ts'
import type { Tx } from '../../lib/db.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { IncomingWebhook, IncomingWebhookWithUrl } from '../../schemas/incoming-webhook.ts'
import {
  countIncomingWebhooks,
  deleteIncomingWebhook as deleteRow,
  getIncomingWebhook,
  type IncomingWebhookRow,
  insertIncomingWebhook,
  listIncomingWebhooks,
  setIncomingSecret,
  updateIncomingWebhook as updateRow
} from '../../store/incoming-webhooks.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { getTemplate } from '../../store/templates.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

const incoming_max = 200

export type NewIncoming = {
  name: string
  session_id: string
  to: string
  template_id: string | null
  language: string | null
  per_minute: number
}

/** Creates an incoming webhook. Its address is in this answer and in no other. */
export const createIncomingWebhook = (
  deps: Deps,
  ctx: Context,
  { to, ...input }: NewIncoming
): Promise<IncomingWebhookWithUrl> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    await refuseForeign(tx, tenant_id, input)
    if ((await countIncomingWebhooks(tx, tenant_id)) >= incoming_max)
      throw new AppError('list_full', {}, { detail: `There may be ${incoming_max} of them.` })
    const { url, secret_hash } = newAddress(deps)
    const id = newId('incoming_webhook')
    const row = await insertIncomingWebhook(tx, {
      ...input,
      id,
      tenant_id,
      recipient: to,
      secret_hash
    })
    return { ...incomingView(row), url }
  })

export const readIncomingWebhook = async (
  deps: Deps,
  tenant: Tenant,
  id: string
): Promise<IncomingWebhook> =>
  incomingView(
    await deps.db.withTenant(tenant, (tx) => getIncomingWebhook(tx, tenant.tenant_id, id))
  )

/** A page of the tenant's, newest first. */
export const readIncomingWebhooks = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<IncomingWebhook>> => {
  const rows = await deps.db.withTenant(tenant, (tx) =>
    listIncomingWebhooks(tx, tenant.tenant_id, page)
  )
  return toPage(rows.map(incomingView), page.limit)
}

export type IncomingChanges = { [Name in keyof NewIncoming]?: NewIncoming[Name] | undefined } & {
  enabled?: boolean | undefined
}

/** Changes what is given. */
export const updateIncomingWebhook = (
  deps: Deps,
  ctx: Context,
  id: string,
  given: IncomingChanges
): Promise<IncomingWebhook> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const before = await getIncomingWebhook(tx, tenant_id, id)
    await refuseForeign(tx, tenant_id, given)
    const after = await updateRow(tx, tenant_id, id, {
      session_id: given.session_id ?? before.session_id,
      name: given.name ?? before.name,
      recipient: given.to ?? before.recipient,
      template_id: given.template_id === undefined ? before.template_id : given.template_id,
      language: given.language === undefined ? before.language : given.language,
      per_minute: given.per_minute ?? before.per_minute,
      enabled: given.enabled ?? before.enabled
    })
    return incomingView(after)
  })

/** Gives it another address. The one before opens nothing from now on. */
export const rotateIncomingSecret = (
  deps: Deps,
  ctx: Context,
  id: string
): Promise<IncomingWebhookWithUrl> =>
  command(deps, ctx, async (tx) => {
    const { url, secret_hash } = newAddress(deps)
    const row = await setIncomingSecret(tx, ctx.tenant.tenant_id, id, secret_hash)
    return { ...incomingView(row), url }
  })

/** Deletes it: its address opens nothing any more. */
export const deleteIncomingWebhook = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  command(deps, ctx, (tx) => deleteRow(tx, ctx.tenant.tenant_id, id))

const refuseForeign = async (
  tx: Tx,
  tenant_id: string,
  {
    session_id,
    template_id
  }: { session_id?: string | undefined; template_id?: string | null | undefined }
): Promise<void> => {
  if (session_id) await getSession(tx, tenant_id, session_id)
  if (template_id) await getTemplate(tx, tenant_id, template_id)
}

/** The secret is in the address alone; what is kept tells nothing of it. */
const newAddress = ({ config }: Pick<Deps, 'config'>): { url: string; secret_hash: Buffer } => {
  const secret = `win_${randomToken()}`
  const base = (config.PUBLIC_URL ?? '').replace(/\/+$/, '')
  return { url: `${base}/in/${secret}`, secret_hash: sha256(secret) }
}

const incomingView = ({
  recipient,
  tenant_id: _,
  ...row
}: IncomingWebhookRow): IncomingWebhook => ({
  ...row,
  to: recipient
})
