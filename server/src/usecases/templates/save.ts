import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { TemplateContent } from '../../domain/template.ts'
import { type Template, templateView } from '../../schemas/template.ts'
import {
  countTemplates,
  deleteTemplate as deleteRow,
  deleteTemplateVersions,
  getTemplate,
  insertTemplate,
  insertTemplateVersion,
  lockTemplate,
  type TemplateRow,
  updateTemplate as updateRow
} from '../../store/templates.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

const templates_max = 1_000
/** Older ones are let go when a newer one comes. */
const versions_max = 100

export type NewTemplate = { name: string; description: string } & TemplateContent

/** Creates a template, as its version 1. */
export const createTemplate = (deps: Deps, ctx: Context, input: NewTemplate): Promise<Template> => {
  const { name, description, ...content } = input
  refuseUnfit(content)
  return command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    if ((await countTemplates(tx, tenant_id)) >= templates_max)
      throw new AppError('list_full', {}, { detail: `There may be ${templates_max} templates.` })
    const id = newId('template')
    if (!(await insertTemplate(tx, { id, tenant_id, name, description })))
      throw new AppError('template_name_taken', { name })
    await insertTemplateVersion(tx, { ...content, template_id: id, tenant_id, version: 1 })
    return templateView(await getTemplate(tx, tenant_id, id))
  })
}

export type TemplateChanges = {
  name?: string | undefined
  description?: string | undefined
  default_language?: string | undefined
  texts?: Record<string, string> | undefined
  variables?: TemplateContent['variables'] | undefined
}

/** Changes what is given. Where it says something else then, that is a new version; messages that wait keep their text. */
export const updateTemplate = (
  deps: Deps,
  ctx: Context,
  template_id: string,
  input: TemplateChanges
): Promise<Template> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    await lockTemplate(tx, tenant_id, template_id)
    const before = await getTemplate(tx, tenant_id, template_id)
    const content = changed(before, input)
    const is_other =
      input.default_language !== undefined ||
      input.texts !== undefined ||
      input.variables !== undefined
    const version = is_other ? before.version + 1 : before.version
    const { name = null, description = null } = input
    await updateRow(tx, tenant_id, template_id, { name, description, version })
    if (is_other) {
      refuseUnfit(content)
      await insertTemplateVersion(tx, { ...content, template_id, tenant_id, version })
      await deleteTemplateVersions(tx, tenant_id, template_id, version - versions_max)
    }
    return templateView(await getTemplate(tx, tenant_id, template_id))
  })

const changed = (before: TemplateRow, input: TemplateChanges): TemplateContent => ({
  default_language: input.default_language ?? before.default_language,
  texts: input.texts ?? before.texts,
  variables: input.variables ?? before.variables
})

/** Deletes a template with its versions. Messages that were made from it stay as they are. */
export const deleteTemplate = (deps: Deps, ctx: Context, template_id: string): Promise<void> =>
  command(deps, ctx, (tx) => deleteRow(tx, ctx.tenant.tenant_id, template_id))

const refuseUnfit = ({ default_language, texts }: TemplateContent): void => {
  if (!Object.hasOwn(texts, default_language))
    throw invalid('default_language', 'Must be one of the languages in texts.')
}
