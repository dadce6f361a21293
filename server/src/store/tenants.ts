import { newId } from '../domain/ids.ts'
import type { MemberRole } from '../domain/user.ts'
import type { Tx } from '../lib/db.ts'

/** A tenant that a user is in. */
export type TenantOfUser = {
  id: string
  name: string
  role: MemberRole
  is_home: boolean
  membership_id: string
}

/** The tenants of a user, from where their home is, the one they are in longest first. */
export const listTenantsOf = (tx: Tx, user_id: string): Promise<TenantOfUser[]> =>
  tx.query<TenantOfUser>(
    'select id, name, role, is_home, membership_id from tenants_of($1)',
    [user_id],
    'list_tenants_of'
  )

/** Whether a user, from where their home is, may act in a tenant. Its audit log tells that they log in there; they stay a member until the transaction ends. */
export const enterTenant = async (
  tx: Tx,
  {
    user_id,
    tenant_id,
    ip,
    details
  }: {
    user_id: string
    tenant_id: string
    ip: string
    details: Record<string, unknown>
  }
): Promise<boolean> => {
  const [row] = await tx.query<{ entered: boolean }>(
    'select enter_tenant($1, $2, $3, $4, $5) as entered',
    [user_id, tenant_id, newId('audit'), ip, JSON.stringify(details)],
    'enter_tenant'
  )
  return row?.entered === true
}
