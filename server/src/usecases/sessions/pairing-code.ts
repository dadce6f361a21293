import { AppError } from '../../domain/errors.ts'
import { parsePhoneNumber } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { pause } from '../../lib/retry.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { notReady, refuseUnlinkable, refuseWithPasskey } from './qr.ts'
import { loadSession } from './read.ts'

const wait_ms_max = 4_000
const look_again_ms = 100

export type PairingCode = {
  code: string
  formatted_code: string
  phone_number: string
  expires_at: string
}

/**
 * A code to type into WhatsApp on the phone of this number, instead of scanning. Of a session that has only just been
 * started it is waited for, within a few seconds.
 */
export const requestPairingCode = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  input: { phone_number: string },
  signal: AbortSignal
): Promise<PairingCode> => {
  const phone_number = parsePhoneNumber(input.phone_number)
  if (!phone_number) {
    const message = 'Must be a number in international form, such as +20 100 123 4567.'
    throw new AppError('validation_failed', {}, { fields: [{ path: 'phone_number', message }] })
  }
  const deadline = deps.clock.monotonic_ms() + wait_ms_max
  for (;;) {
    const session = await loadSession(deps, tenant, session_id)
    refuseUnlinkable(session)
    refuseWithPasskey(session)
    const host = findHost(session)
    // One that is being started is given to a worker in a moment.
    const answer =
      host &&
      (await unlessNotThere(
        deps.workers.call(host, session_id, 'request_pairing_code', { phone_number }, signal)
      ))
    if (answer) {
      const code = answer.code.replaceAll('-', '')
      const formatted_code = `${code.slice(0, 4)}-${code.slice(4)}`
      return { code, formatted_code, phone_number, expires_at: answer.expires_at }
    }
    if (deps.clock.monotonic_ms() >= deadline) throw notReady(session)
    await pause(look_again_ms, signal)
    signal.throwIfAborted()
  }
}

const unlessNotThere = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'session_not_started') return null
    throw error
  })
