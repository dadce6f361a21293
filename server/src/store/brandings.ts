import type { Tx } from '../lib/db.ts'

export type Logo = { content: Buffer; mime_type: 'image/png' | 'image/jpeg' }

export type BrandingRow = {
  name: string | null
  color: string
  logo: Buffer | null
  logo_mime_type: Logo['mime_type'] | null
  embed_origins: string[]
  updated_at: Date
}

const columns = 'name, color, logo, logo_mime_type, embed_origins, updated_at'

/** How the linking page of the tenant looks; null where nobody has said so. */
export const findBranding = async (tx: Tx, tenant_id: string): Promise<BrandingRow | null> => {
  const [row] = await tx.query<BrandingRow>(
    `select ${columns} from brandings where tenant_id = $1`,
    [tenant_id],
    'find_branding'
  )
  return row ?? null
}

type Branding = {
  tenant_id: string
  name: string | null
  color: string
  embed_origins: string[]
  /** Undefined: it stays as it is. */
  logo: Logo | null | undefined
}

/** Puts it in the place of what there was. */
export const putBranding = async (tx: Tx, branding: Branding): Promise<BrandingRow> => {
  const { tenant_id, name, color, embed_origins, logo } = branding
  const [row] = await tx.query<BrandingRow>(
    `insert into brandings (tenant_id, name, color, embed_origins, logo, logo_mime_type)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id) do update set name = excluded.name, color = excluded.color,
       embed_origins = excluded.embed_origins,
       logo = case when $7 then brandings.logo else excluded.logo end,
       logo_mime_type = case when $7 then brandings.logo_mime_type else excluded.logo_mime_type end,
       updated_at = now()
     returning ${columns}`,
    [
      tenant_id,
      name,
      color,
      embed_origins,
      logo?.content ?? null,
      logo?.mime_type ?? null,
      logo === undefined
    ],
    'put_branding'
  )
  return row as BrandingRow
}
