import { AppError } from '../../../domain/errors.ts'
import { pause } from '../../../lib/retry.ts'
import type { CallHandlers } from '../../contract.ts'
import { pairingFailure } from '../linking/pairing-errors.ts'
import { PasskeyNotExpected } from '../linking/passkey-ceremony.ts'
import type { CallContext } from './context.ts'

/** So long WhatsApp is waited for to begin its offer. */
const offered_within_ms = 4_000
/** So long the phone takes a pairing code, if the connection that asked for it lives so long. */
const pairing_code_ms = 180_000

type Linking = Pick<CallHandlers, 'request_pairing_code' | 'submit_passkey' | 'confirm_passkey'>

/** What is asked of a connection through which a number is being linked. */
export const linkingCalls = (context: CallContext): Linking => {
  const { changed, offer, pairing_codes, passkey } = context

  const requestCode = async (
    phone_number: string,
    signal: AbortSignal
  ): Promise<{ code: string; expires_at: Date }> => {
    // A pairing code can be asked for when the server has begun to offer the link, not before.
    const waited = new AbortController()
    const offered = await Promise.race([
      offer.begun.then(() => true),
      pause(offered_within_ms, AbortSignal.any([signal, waited.signal])).then(() => false)
    ])
    waited.abort()
    signal.throwIfAborted()
    if (!offered) throw new AppError('qr_not_ready')
    const lives_until_ms = Date.now() + pairing_code_ms
    const code = await pairing_codes.request(phone_number)
    // The phone takes it longer than there are QR codes.
    offer.holdFor(pairing_code_ms)
    const ends_ms = offer.ends_at?.getTime() ?? lives_until_ms
    return { code, expires_at: new Date(Math.min(lives_until_ms, ends_ms)) }
  }

  return {
    request_pairing_code: async ({ phone_number }, signal) => {
      const { code, expires_at } = await requestCode(phone_number, signal).catch((error) => {
        throw pairingFailure(error)
      })
      changed({ type: 'pairing_offered', phone_number, expires_at })
      return { code, expires_at: expires_at.toISOString() }
    },
    submit_passkey: async ({ assertion, trusted }) => {
      expected('passkey_not_asked', () => passkey.submit(assertion, trusted))
      return {}
    },
    confirm_passkey: async () => {
      expected('passkey_code_not_shown', passkey.confirm)
      return {}
    }
  }
}

/** Taken once, and only while it is waited for. */
const expected = (code: 'passkey_not_asked' | 'passkey_code_not_shown', work: () => void): void => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof PasskeyNotExpected)) throw error
    throw new AppError(code, {}, { cause: error })
  }
}
