import { AppError } from '../domain/errors.ts'
import type { Tenant } from '../domain/tenant.ts'
import type { Tx } from '../lib/db.ts'
import type { Deps } from './deps.ts'

/** What a list may cost: a place among those that read much, and so long for each statement. */
const list_limits = { reads_much: true, statement_ms: 5_000 }

const too_slow =
  'This list takes too long to read. Ask for less, such as one session, one chat or a shorter time.'

/** Reads a list for a tenant. Lists of one tenant leave the connections of the others alone. */
export const readList = async <T>(
  deps: Pick<Deps, 'db'>,
  tenant: Pick<Tenant, 'tenant_id' | 'session_ids'>,
  work: (tx: Tx) => Promise<T>
): Promise<T> => {
  try {
    return await deps.db.withTenant(tenant, work, list_limits)
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    throw new AppError('busy', {}, { detail: too_slow, cause: error })
  }
}
