import { AppError } from '../../domain/errors.ts'
import type { CurrentConnection } from './state.ts'

/** A call that is made when the session has come to the state it needs. */
export type PendingCall = {
  /** Makes it, at once. */
  begin(current: CurrentConnection): void
  reject(error: AppError): void
  /** Aborted when nobody waits for it any more. */
  signal: AbortSignal
}

/** The calls that wait until WhatsApp offers a link. */
export type WaitingCalls = {
  add(call: PendingCall): void
  /** Those that are waiting, which do not wait here any longer. */
  take(): PendingCall[]
  refuse(error: AppError): void
}

/** The caller is told before its own caller gives up. */
export const link_offer_within_ms = 4_000

export const createWaitingCalls = (): WaitingCalls => {
  const waiting = new Map<PendingCall, () => void>()
  const take = (): PendingCall[] => {
    const calls = [...waiting.keys()]
    for (const stop of waiting.values()) stop()
    waiting.clear()
    return calls
  }
  return {
    add: (call) => {
      const forget = (): void => {
        waiting.get(call)?.()
        waiting.delete(call)
      }
      const timer = setTimeout(() => {
        forget()
        call.reject(new AppError('qr_not_ready', {}, { retry_after_s: 1 }))
      }, link_offer_within_ms)
      call.signal.addEventListener('abort', forget, { once: true })
      waiting.set(call, () => {
        clearTimeout(timer)
        call.signal.removeEventListener('abort', forget)
      })
    },
    take,
    refuse: (error) => {
      for (const call of take()) call.reject(error)
    }
  }
}
