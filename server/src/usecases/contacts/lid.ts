import { AppError } from '../../domain/errors.ts'
import { isLid, parsePhoneNumber, parseRecipient } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Person } from '../../schemas/person.ts'
import { findLids } from '../../store/lids/read.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'

/** The number behind a LID, as far as the session has learned it. WhatsApp tells it to nobody who asks. */
export const readLid = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  given: string
): Promise<Person> => {
  const lid = parseRecipient(given)
  if (!lid || !isLid(lid)) {
    const detail = 'A LID ends with @lid, such as 123456789012345@lid.'
    throw new AppError('not_found', {}, { detail })
  }
  const known = await deps.db.withTenant(tenant, async (tx) => {
    await getSession(tx, tenant.tenant_id, session_id)
    return findLids(tx, tenant.tenant_id, [session_id], [lid])
  })
  const jid = known[0]?.jid ?? null
  return { lid, jid, phone_number: jid && parsePhoneNumber(jid) }
}
