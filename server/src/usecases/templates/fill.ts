import { AppError, invalid } from '../../domain/errors.ts'
import { fillTemplate } from '../../domain/template.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { TemplateUse } from '../../schemas/template.ts'
import { type FoundTemplate, findTemplateVersions } from '../../store/templates.ts'
import type { Deps } from '../deps.ts'
import type { AskedMessage, SendMessage } from '../messages/send-message.ts'

const body_length_max = 65_536

const keyOf = (id: string, version: number | null | undefined): string => `${id} ${version ?? ''}`

/** Messages that name a template, as the texts they are made from; a refusal in the place of each that cannot be. */
export const withTemplates = async (
  deps: Pick<Deps, 'db'>,
  tenant: Pick<Tenant, 'tenant_id' | 'session_ids'>,
  items: (AskedMessage | AppError)[]
): Promise<(SendMessage | AppError)[]> => {
  const uses = items.flatMap((item) => useIn(item) ?? [])
  if (uses.length === 0) return items as (SendMessage | AppError)[]
  const wanted = new Map(uses.map((use) => [keyOf(use.id, use.version), use]))
  const found = await deps.db.withTenant(tenant, (tx) =>
    findTemplateVersions(
      tx,
      tenant.tenant_id,
      [...wanted.values()].map(({ id, version = null }) => ({ id, version }))
    )
  )
  const templates = new Map(found.map((one) => [keyOf(one.id, one.asked), one]))
  return items.map((item) => {
    const use = useIn(item)
    if (use === null) return item as SendMessage | AppError
    return filledIn(item as AskedMessage, use, templates.get(keyOf(use.id, use.version)))
  })
}

const useIn = (item: AskedMessage | AppError): TemplateUse | null =>
  !(item instanceof AppError) && item.type === 'template' ? item.template : null

const filledIn = (
  asked: AskedMessage,
  use: TemplateUse,
  found: FoundTemplate | undefined
): SendMessage | AppError => {
  if (!found) {
    const detail = 'There is no such template, or no such version of it.'
    return new AppError('not_found', { template_id: use.id }, { detail })
  }
  const filled = fillTemplate(found, use.language, use.variables ?? {})
  if ('problems' in filled) {
    const fields = filled.problems.map(({ path, message }) => ({
      path: `template.variables.${path}`,
      message
    }))
    return new AppError('validation_failed', {}, { fields })
  }
  const { body, language } = filled
  if (body.trim() === '')
    return invalid('template.variables', 'Nothing is left of the text with these.')
  if (body.length > body_length_max)
    return invalid('template.variables', `The text is longer than ${body_length_max} characters.`)
  return {
    ...asked,
    type: 'text',
    text: { body, ...(use.preview_url && { preview_url: true }) },
    template: { id: found.id, version: found.version, language }
  } as SendMessage
}
