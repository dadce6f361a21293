import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { MailLanguage } from '../../domain/mail.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { violatedConstraint } from '../../lib/db.ts'
import type { AccountExport } from '../../schemas/account.ts'
import { type ExportRow, findExport, findLinkedExport, insertExport } from '../../store/exports.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { isLinkValid, signLink } from '../media/link.ts'
import type { LinkedFile } from '../media/read.ts'

/** Whoever has the link has everything: it is good for an hour. */
const link_ms = 3_600_000

/** Asks for all that is kept of the account; a job writes it (`jobs/tasks/export-account.ts`). */
export const startExport = async (
  deps: Deps,
  ctx: Context,
  language: MailLanguage
): Promise<AccountExport> => {
  const { tenant_id, user_id } = ctx.tenant
  try {
    return await command(deps, ctx, async (tx) =>
      exportView(
        deps,
        await insertExport(tx, { id: newId('export'), tenant_id, user_id, language })
      )
    )
  } catch (error) {
    if (violatedConstraint(error) === 'account_exports_running')
      throw new AppError('export_running')
    throw error
  }
}

/** How far it is, and a link to its file where there is one. */
export const readExport = (deps: Deps, tenant: Tenant, id: string): Promise<AccountExport> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await findExport(tx, tenant.tenant_id, id)
    if (!row) throw new AppError('not_found', { export_id: id })
    return exportView(deps, row)
  })

/** The file behind a signed link. A wrong link, one that is over and a file that is not there are all not_found. */
export const findLinkedArchive = async (
  deps: Deps,
  id: string,
  link: { exp: number; sig: string }
): Promise<LinkedFile> => {
  if (!isLinkValid(deps.webhook_key, id, link, deps.clock.now())) throw new AppError('not_found')
  const found = await findLinkedExport(deps.db, id)
  if (!found) throw new AppError('not_found')
  return { ...found, mime_type: 'application/zip', file_name: `${id}.zip` }
}

const exportView = (deps: Deps, row: ExportRow): AccountExport => {
  const { id, status, requested_at, finished_at, expires_at, bytes } = row
  return {
    id,
    status,
    requested_at,
    finished_at,
    expires_at,
    bytes,
    ...(linkTo(deps, row) ?? { url: null, url_expires_at: null })
  }
}

const linkTo = (deps: Deps, { id, status, expires_at }: ExportRow) => {
  const now_ms = deps.clock.now().getTime()
  if (status !== 'ready' || !expires_at || expires_at.getTime() <= now_ms) return null
  const until = Math.min(now_ms + link_ms, expires_at.getTime())
  const { exp, sig } = signLink(deps.webhook_key, id, Math.floor(until / 1000))
  const base = (deps.config.PUBLIC_URL ?? '').replace(/\/+$/, '')
  return {
    url: `${base}/api/v1/account/export/${id}/file?exp=${exp}&sig=${sig}`,
    url_expires_at: new Date(until)
  }
}
