import { wholeTenant } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import type { Account } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from './issue-tokens.ts'

/** Notes a failed log-in, in the background: waiting for it would tell by the clock that the address is known. */
export const recordFailure = (
  deps: Deps,
  account: Pick<Account, 'id' | 'tenant_id'>,
  caller: Caller,
  details: Record<string, unknown> = {}
): void =>
  deps.background.run('record a failed login', () =>
    deps.db.withTenant(wholeTenant(account.tenant_id), (tx) =>
      insertAudit(tx, {
        tenant_id: account.tenant_id,
        actor_id: null,
        action: 'user.login_failed',
        target_id: account.id,
        ip: caller.ip,
        details: { ...details, user_agent: caller.user_agent }
      })
    )
  )
