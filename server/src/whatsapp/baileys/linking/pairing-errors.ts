import { AppError } from '../../../domain/errors.ts'
import { SendInterrupted } from '../../send-errors.ts'

/** WhatsApp gives no pairing code, and says why by this code; null: it says something else than a code. */
export class PairingRefused extends Error {
  override name = 'PairingRefused'
  readonly whatsapp_code: number | null
  constructor(whatsapp_code: number | null, more: { cause?: unknown } = {}) {
    super('WhatsApp refuses a pairing code', more)
    this.whatsapp_code = whatsapp_code
  }
}

/** WhatsApp did not answer the request for a pairing code in time. */
export class PairingUnanswered extends Error {
  override name = 'PairingUnanswered'
}

/** What the caller is told when there is no code: the connection went away, or WhatsApp refuses it. */
export const pairingFailure = (error: unknown): unknown => {
  if (error instanceof PairingRefused) return refusal(error)
  if (error instanceof PairingUnanswered)
    return new AppError('pairing_code_unanswered', {}, { cause: error })
  return error instanceof SendInterrupted
    ? new AppError('qr_not_ready', {}, { cause: error })
    : error
}

/** So long WhatsApp gives no codes for a number for which too many were asked, as far as anybody has seen. */
const limited_s = 300
const or_scan = 'or scan the QR code instead.'
/** What to do about WhatsApp's codes, where it is known what they mean. */
const advice = new Map([
  [
    400,
    `WhatsApp does not take this number (400). Look whether it is complete and registered with WhatsApp, ${or_scan}`
  ],
  [
    403,
    `WhatsApp does not let this account be linked by a code (403). Open WhatsApp on the phone and look for a notice, ${or_scan}`
  ],
  [404, `WhatsApp knows no account of this number (404). Look whether it is right, ${or_scan}`],
  [
    428,
    `WhatsApp wants something done on the phone before it links another device by a code (428). Open and update WhatsApp there and try again later, ${or_scan}`
  ]
])

const refusal = (error: PairingRefused): AppError => {
  const { whatsapp_code } = error
  const more = { cause: error }
  if (whatsapp_code === 429)
    return new AppError('pairing_code_limited', {}, { ...more, retry_after_s: limited_s })
  const said = whatsapp_code === null ? 'without a reason' : `with code ${whatsapp_code}`
  const detail =
    advice.get(whatsapp_code ?? 0) ?? `WhatsApp refused it ${said}. Try again later, ${or_scan}`
  return new AppError('pairing_code_refused', { whatsapp_code }, { ...more, detail })
}
