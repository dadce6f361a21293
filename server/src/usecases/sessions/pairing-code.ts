import { AppError } from '../../domain/errors.ts'
import { parsePhoneNumber } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Deps } from '../deps.ts'
import { getHost } from './host.ts'
import { loadSession } from './read.ts'

/** A code to type into WhatsApp on the phone of this number, instead of scanning. */
export const requestPairingCode = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  input: { phone_number: string }
): Promise<{ code: string; formatted_code: string; phone_number: string }> => {
  const phone_number = parsePhoneNumber(input.phone_number)
  if (!phone_number) {
    const message = 'Must be a number in international form, such as +20 100 123 4567.'
    throw new AppError('validation_failed', {}, { fields: [{ path: 'phone_number', message }] })
  }
  const session = await loadSession(deps, tenant, session_id)
  if (session.linked_at && session.status !== 'logged_out') throw new AppError('session_connected')
  const host = getHost(session)
  const answer = await deps.workers.pairingCode(host, session_id, phone_number)
  const code = answer.code.replaceAll('-', '')
  return { code, formatted_code: `${code.slice(0, 4)}-${code.slice(4)}`, phone_number }
}
