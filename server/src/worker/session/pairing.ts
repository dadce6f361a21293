import { AppError } from '../../domain/errors.ts'
import { PairingRefused, PairingUnanswered, SendInterrupted } from '../../whatsapp/contract.ts'

/** A code that somebody waits for. */
export type PairingWish = {
  phone_number: string
  resolve(code: { code: string; expires_at: Date }): void
  reject(error: unknown): void
}

/** Who waits for a pairing code until WhatsApp offers a link. */
export type PairingWishes = {
  add(wish: PairingWish): void
  /** Those that are waiting, who do not wait here any longer. */
  take(): PairingWish[]
  refuse(error: AppError): void
}

/** The caller is told before its own caller gives up. */
export const pairing_within_ms = 4_000

export const createPairingWishes = (): PairingWishes => {
  const waiting = new Map<PairingWish, NodeJS.Timeout>()
  const take = (): PairingWish[] => {
    const wishes = [...waiting.keys()]
    for (const timer of waiting.values()) clearTimeout(timer)
    waiting.clear()
    return wishes
  }
  return {
    add: (wish) => {
      const giveUp = (): void => {
        if (waiting.delete(wish))
          wish.reject(new AppError('qr_not_ready', {}, { retry_after_s: 1 }))
      }
      waiting.set(wish, setTimeout(giveUp, pairing_within_ms))
    },
    take,
    refuse: (error) => {
      for (const wish of take()) wish.reject(error)
    }
  }
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
