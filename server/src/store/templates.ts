import { AppError } from '../domain/errors.ts'
import type { TemplateContent } from '../domain/template.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** A template with its newest version. */
export type TemplateRow = TemplateContent & {
  id: string
  tenant_id: string
  name: string
  description: string
  version: number
  created_at: Date
  updated_at: Date
}

export type TemplateVersionRow = TemplateContent & { version: number; created_at: Date }

const columns =
  't.id, t.tenant_id, t.name, t.description, t.version, t.created_at, t.updated_at, v.default_language, v.texts, v.variables'
const newest =
  'templates t join template_versions v on v.template_id = t.id and v.version = t.version'

export const insertTemplate = async (
  tx: Tx,
  template: Pick<TemplateRow, 'id' | 'tenant_id' | 'name' | 'description'>
): Promise<boolean> => {
  const rows = await tx.query(
    `insert into templates (id, tenant_id, name, description, version) values ($1, $2, $3, $4, 1)
     on conflict (tenant_id, name) do nothing returning id`,
    [template.id, template.tenant_id, template.name, template.description],
    'insert_template'
  )
  return rows.length > 0
}

export const insertTemplateVersion = async (
  tx: Tx,
  version: TemplateContent & { template_id: string; tenant_id: string; version: number }
): Promise<void> => {
  await tx.query(
    `insert into template_versions (template_id, tenant_id, version, default_language, texts, variables)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      version.template_id,
      version.tenant_id,
      version.version,
      version.default_language,
      JSON.stringify(version.texts),
      JSON.stringify(version.variables)
    ],
    'insert_template_version'
  )
}

export const countTemplates = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) from templates where tenant_id = $1',
    [tenant_id],
    'count_templates'
  )
  return row?.count ?? 0
}

/** The template of the tenant, or the error not_found. */
export const getTemplate = async (
  tx: Tx,
  tenant_id: string,
  template_id: string
): Promise<TemplateRow> => {
  const [row] = await tx.query<TemplateRow>(
    `select ${columns} from ${newest} where t.tenant_id = $1 and t.id = $2`,
    [tenant_id, template_id],
    'get_template'
  )
  return row ?? notFound(template_id)
}

/** Keeps the template as it is until the end of the transaction. */
export const lockTemplate = async (
  tx: Tx,
  tenant_id: string,
  template_id: string
): Promise<void> => {
  await tx.query(
    'select from templates where tenant_id = $1 and id = $2 for no key update',
    [tenant_id, template_id],
    'lock_template'
  )
}

/** The templates of the tenant, newest first. */
export const listTemplates = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest
): Promise<TemplateRow[]> =>
  tx.query(
    `select ${columns} from ${newest}
     where t.tenant_id = $1 and ($2::text is null or t.id < $2) order by t.id desc limit $3 + 1`,
    [tenant_id, page.position, page.limit],
    'list_templates'
  )

/** Changes what is not null. Throws template_name_taken when another template has the name. */
export const updateTemplate = async (
  tx: Tx,
  tenant_id: string,
  template_id: string,
  changes: { name: string | null; description: string | null; version: number }
): Promise<void> => {
  try {
    await tx.query(
      `update templates set name = coalesce($3, name), description = coalesce($4, description), version = $5
       where tenant_id = $1 and id = $2`,
      [tenant_id, template_id, changes.name, changes.description, changes.version],
      'update_template'
    )
  } catch (error) {
    if ((error as { code?: string }).code !== unique_violation) throw error
    throw new AppError('template_name_taken', { template_id }, { cause: error })
  }
}

const unique_violation = '23505'
const foreign_key_violation = '23503'

/** The versions of a template that are kept, newest first. */
export const listTemplateVersions = (
  tx: Tx,
  tenant_id: string,
  template_id: string
): Promise<TemplateVersionRow[]> =>
  tx.query(
    `select version, default_language, texts, variables, created_at from template_versions
     where tenant_id = $1 and template_id = $2 order by version desc`,
    [tenant_id, template_id],
    'list_template_versions'
  )

/** Lets go of the versions up to this one. */
export const deleteTemplateVersions = async (
  tx: Tx,
  tenant_id: string,
  template_id: string,
  upto: number
): Promise<void> => {
  await tx.query(
    'delete from template_versions where tenant_id = $1 and template_id = $2 and version <= $3',
    [tenant_id, template_id, upto],
    'delete_template_versions'
  )
}

export type WantedTemplate = { id: string; version: number | null }
export type FoundTemplate = TemplateContent & { id: string; version: number; asked: number | null }

/** Versions of templates; the newest where none is named. */
export const findTemplateVersions = (
  tx: Tx,
  tenant_id: string,
  wanted: WantedTemplate[]
): Promise<FoundTemplate[]> =>
  tx.query(
    `select w.id, w.version as asked, v.version, v.default_language, v.texts, v.variables
     from unnest($2::text[], $3::int[]) as w (id, version)
     join templates t on t.tenant_id = $1 and t.id = w.id
     join template_versions v on v.template_id = t.id and v.version = coalesce(w.version, t.version)`,
    [tenant_id, wanted.map((one) => one.id), wanted.map((one) => one.version)],
    'find_template_versions'
  )

export const deleteTemplate = async (
  tx: Tx,
  tenant_id: string,
  template_id: string
): Promise<void> => {
  try {
    const rows = await tx.query(
      'delete from templates where tenant_id = $1 and id = $2 returning id',
      [tenant_id, template_id],
      'delete_template'
    )
    if (rows.length === 0) notFound(template_id)
  } catch (error) {
    if ((error as { code?: string }).code !== foreign_key_violation) throw error
    throw new AppError('template_in_use', { template_id }, { cause: error })
  }
}

const notFound = (template_id: string): never => {
  throw new AppError('not_found', { template_id })
}
