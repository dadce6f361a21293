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
  /** Addresses and networks from which it may be used; none: from anywhere. */
  allowed_addresses: string[]
  /** The sessions it is bound to; none: it may use all. */
  session_ids: string[]
  /** Requests a minute that it may make, within those of its tenant; null: it has no limit of its own. */
  requests_per_minute_max: number | null
  /** Until when the key before this one may be used as well; null: it may not. */
  old_key_until: Date | null
  last_used_at: Date | null
  created_at: Date
  /** The key it was made with; null: a person made it. */
  created_by_key_id: string | null
}
