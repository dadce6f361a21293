import { default_color, textColorOn } from '../../domain/branding.ts'
import type { Branding } from '../../schemas/branding.ts'
import type { BrandingRow } from '../../store/brandings.ts'

/** What is shown of a branding, or of none. */
export const brandingView = (row: BrandingRow | null): Branding => {
  const color = row?.color ?? default_color
  return {
    name: row?.name ?? null,
    color,
    text_color: textColorOn(color),
    logo: row?.logo ? `data:${row.logo_mime_type};base64,${row.logo.toString('base64')}` : null,
    embed_origins: row?.embed_origins ?? [],
    updated_at: row?.updated_at ?? null
  }
}
