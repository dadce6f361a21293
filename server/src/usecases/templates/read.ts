import { AppError } from '../../domain/errors.ts'
import { fillTemplate } from '../../domain/template.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import {
  type Template,
  type TemplateUse,
  type TemplateVersion,
  templateView,
  type UsedTemplate
} from '../../schemas/template.ts'
import {
  findTemplateVersions,
  getTemplate,
  listTemplates,
  listTemplateVersions
} from '../../store/templates.ts'
import type { Deps } from '../deps.ts'

export const readTemplate = async (
  deps: Deps,
  tenant: Tenant,
  template_id: string
): Promise<Template> =>
  templateView(
    await deps.db.withTenant(tenant, (tx) => getTemplate(tx, tenant.tenant_id, template_id))
  )

/** A page of the tenant's templates, newest first. */
export const readTemplates = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<Template>> => {
  const rows = await deps.db.withTenant(tenant, (tx) => listTemplates(tx, tenant.tenant_id, page))
  return toPage(rows.map(templateView), page.limit)
}

/** What a template says and has said, newest first. */
export const readTemplateVersions = async (
  deps: Deps,
  tenant: Tenant,
  template_id: string
): Promise<{ data: TemplateVersion[] }> => {
  const { tenant_id } = tenant
  const rows = await deps.db.withTenant(tenant, async (tx) => {
    await getTemplate(tx, tenant_id, template_id)
    return listTemplateVersions(tx, tenant_id, template_id)
  })
  return { data: rows.map(templateView) }
}

/** The text as it would be sent. Nothing is sent or kept. */
export const previewTemplate = async (
  deps: Deps,
  tenant: Tenant,
  use: TemplateUse
): Promise<{ template: UsedTemplate; text: { body: string } }> => {
  const wanted = { id: use.id, version: use.version ?? null }
  const [found] = await deps.db.withTenant(tenant, (tx) =>
    findTemplateVersions(tx, tenant.tenant_id, [wanted])
  )
  if (!found) throw new AppError('not_found', { template_id: use.id })
  const filled = fillTemplate(found, use.language, use.variables ?? {})
  if ('problems' in filled) {
    const fields = filled.problems.map(({ path, message }) => ({
      path: `variables.${path}`,
      message
    }))
    throw new AppError('validation_failed', {}, { fields })
  }
  const { id, version } = found
  return { template: { id, version, language: filled.language }, text: { body: filled.body } }
}
