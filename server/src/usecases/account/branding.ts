import { invalid } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { drawLogo } from '../../media/draw-logo.ts'
import type { Branding, SetBranding } from '../../schemas/branding.ts'
import { logo_bytes_max } from '../../schemas/branding.ts'
import { findBranding, type Logo, putBranding } from '../../store/brandings.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { brandingView } from './branding-view.ts'

/** How the linking page of the tenant looks. */
export const readBranding = (deps: Deps, tenant: Tenant): Promise<Branding> =>
  deps.db.withTenant(tenant, async (tx) => brandingView(await findBranding(tx, tenant.tenant_id)))

/** Sets how it looks and who may embed it. It counts from the next time that the page is opened. */
export const setBranding = async (
  deps: Deps,
  ctx: Context,
  { logo, ...said }: SetBranding
): Promise<Branding> => {
  const drawn = await drawnAnew(logo)
  return command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const row = await putBranding(tx, { tenant_id, ...said, logo: drawn })
    ctx.entry.target_id = tenant_id
    ctx.entry.details = { ...said, logo: row.logo !== null }
    return brandingView(row)
  })
}

const drawnAnew = async (logo: string | null | undefined): Promise<Logo | null | undefined> => {
  if (!logo) return logo === undefined ? undefined : null
  const given = Buffer.from(logo, 'base64')
  const content = given.length <= logo_bytes_max ? await drawLogo(given) : null
  if (!content)
    throw invalid('logo', 'Must be a PNG, JPEG or WebP picture of at most 512 kB, undamaged.')
  return { content, mime_type: 'image/png' }
}
