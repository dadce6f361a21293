import type { Scope } from './tenant.ts'

/** A row of `api_keys`, without the hash of the key. */
export type ApiKeyRow = {
  id: string
  tenant_id: string
  user_id: string
  name: string
  prefix: string
  scopes: Scope[]
  expires_at: Date | null
  last_used_at: Date | null
  created_at: Date
  /** The key it was made with; null: a person made it. */
  created_by_key_id: string | null
}

export type ApiKeyView = {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  user_id: string
  expires_at: string | null
  last_used_at: string | null
  created_at: string
  created_by_key_id: string | null
}

/** An API key as callers see it: the key itself is shown once, when it is made. */
export const apiKeyView = (row: ApiKeyRow): ApiKeyView => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  user_id: row.user_id,
  expires_at: row.expires_at?.toISOString() ?? null,
  last_used_at: row.last_used_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  created_by_key_id: row.created_by_key_id
})
