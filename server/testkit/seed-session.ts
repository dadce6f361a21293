import { newId } from '../src/domain/ids.ts'
import type { Limits } from '../src/domain/limits.ts'
import type { PasskeyColumns } from '../src/domain/passkey.ts'
import type { SessionRow } from '../src/domain/session.ts'
import type { Db } from '../src/lib/db.ts'

/** Whoever may write every row. */
type Owned = { owner: Pick<Db, 'query'> }
type Tenant = { tenant_id: string }

type SessionSeed = Partial<
  Pick<
    SessionRow,
    | 'session_name'
    | 'status'
    | 'status_reason'
    | 'desired'
    | 'instance_id'
    | 'jid'
    | 'phone_number'
    | 'linked_at'
    | 'connected_at'
    | 'qr'
    | 'qr_expires_at'
    | keyof Limits
    | keyof PasskeyColumns
  >
>

/** A session in any state, as worker and orchestrator would have written it; created and never started unless it says otherwise. */
export const seedSession = async (
  { owner }: Owned,
  { tenant_id }: Tenant,
  seed: SessionSeed = {}
): Promise<string> => {
  const id = newId('session')
  const row = { id, tenant_id, session_name: id, ...seed }
  const names = Object.keys(row)
  await owner.query(
    `insert into sessions (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row)
  )
  return id
}

/** A session that is linked to a number and connected. */
export const seedConnected = (
  owned: Owned,
  tenant: Tenant,
  seed: SessionSeed = {}
): Promise<string> =>
  seedSession(owned, tenant, {
    status: 'connected',
    desired: 'running',
    jid: '201001234567:5@s.whatsapp.net',
    phone_number: '201001234567',
    linked_at: new Date(),
    connected_at: new Date(),
    ...seed
  })
