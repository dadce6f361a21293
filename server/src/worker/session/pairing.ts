import { AppError } from '../../domain/errors.ts'
import { SendInterrupted } from '../../whatsapp/contract.ts'

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

/** What the caller is told when the connection went away while the code was asked for. */
export const pairingFailure = (error: unknown): unknown =>
  error instanceof SendInterrupted ? new AppError('qr_not_ready', {}, { cause: error }) : error
