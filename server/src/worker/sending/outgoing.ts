import type { SentFile } from '../../domain/file-reference.ts'
import type { MessageErrorCode } from '../../domain/message.ts'
import type { ClaimedMessage } from '../../queue/claim-outbound.ts'
import { isChatRefused } from '../../whatsapp/refusals.ts'
import { SendElsewhere, SendInterrupted, SendRefused } from '../../whatsapp/send-errors.ts'

/**
 * How far a message is that this worker has claimed. The mark (`outbound.began_epoch`) is what keeps it from being canceled.
 *
 *   unmarked → marking   the mark is recorded: by the message itself when it is its turn, or earlier with the keys of the one
 *                        before it in its chat
 *   marking  → marked    the mark is on disk
 *   marking  → canceled  its row had gone before: it is never sent
 *   marked   → sending   it is given to the connection
 *   sending  → marked    it was not acknowledged and is sent again, after a pause or in another chat
 *
 * A message that is acknowledged, fails, is found canceled or goes back into the queue leaves the memory.
 */
export type OutgoingState = 'unmarked' | 'marking' | 'marked' | 'sending' | 'canceled'

export type OutgoingStep = 'mark' | 'mark_kept' | 'row_gone' | 'send' | 'not_sent'

const steps: Record<OutgoingState, Partial<Record<OutgoingStep, OutgoingState>>> = {
  unmarked: { mark: 'marking' },
  marking: { mark_kept: 'marked', row_gone: 'canceled' },
  marked: { send: 'sending' },
  sending: { not_sent: 'marked' },
  canceled: {}
}

/** A step that means nothing in a state changes nothing. */
export const afterOutgoingStep = (state: OutgoingState, step: OutgoingStep): OutgoingState =>
  steps[state][step] ?? state

/** A claimed message in the memory of a worker. */
export type OutgoingMessage = ClaimedMessage & {
  state: OutgoingState
  /** Its file at WhatsApp, as soon as it is there. */
  file?: SentFile
}

export const toOutgoing = (message: ClaimedMessage): OutgoingMessage => ({
  ...message,
  state: message.began ? 'marked' : 'unmarked'
})

/** So many connections were lost with it: it may be this message that ends them. */
const losses_max = 5
const attempts_max = 6

/** Why a message is not sent at all; null: nothing keeps it. */
export const whyNotSent = (
  message: Pick<OutgoingMessage, 'expires_at' | 'lost_connections'>,
  now: Date
): MessageErrorCode | null => {
  if (message.expires_at && message.expires_at <= now) return 'expired'
  return message.lost_connections >= losses_max ? 'connection_lost' : null
}

export type AfterRejection =
  /** It belongs into the chat of this address, and was not tried. */
  | { do: 'move'; jid: string }
  /** It is to be found out whether it is the person or the account that WhatsApp has restricted. */
  | { do: 'judge'; refusal: SendRefused }
  | { do: 'fail'; code: MessageErrorCode; whatsapp_code: string | undefined }
  /** The `attempts`th time in vain. */
  | { do: 'retry'; attempts: number }

/** What follows when a connection that still stands has rejected a message that was tried so often before. */
export const afterRejection = (error: unknown, attempts_before: number): AfterRejection => {
  if (error instanceof SendElsewhere) return { do: 'move', jid: error.jid }
  if (error instanceof SendRefused)
    return isChatRefused(error)
      ? { do: 'judge', refusal: error }
      : { do: 'fail', code: error.code, whatsapp_code: error.whatsapp_code }
  const attempts = attempts_before + 1
  if (attempts < attempts_max) return { do: 'retry', attempts }
  const whatsapp_code = error instanceof SendInterrupted ? error.whatsapp_code : undefined
  return { do: 'fail', code: 'send_failed', whatsapp_code }
}

/** Whether it is one of the errors that the contract of an engine knows; another one is a fault of ours. */
export const isSaidByEngine = (error: unknown): boolean =>
  error instanceof SendElsewhere || error instanceof SendRefused || error instanceof SendInterrupted
