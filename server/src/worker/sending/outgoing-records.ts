import { disappearingPart } from '../../domain/chat.ts'
import { isDisappearing } from '../../domain/disappearing.ts'
import { type MessageErrorCode, message_errors } from '../../domain/message.ts'
import { isStatus, status_seconds } from '../../domain/status.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import type { SessionJournal } from '../commit/journal.ts'
import { afterOutgoingStep, type OutgoingMessage } from './outgoing.ts'
import type { Pace } from './pace.ts'

/** How long it stays in its chat; nothing where it does for good. */
const stayIn = ({ chat_id, disappearing }: OutgoingMessage): { disappearing_seconds?: number } => {
  if (isStatus(chat_id)) return { disappearing_seconds: status_seconds }
  const { disappearing_seconds } = disappearingPart(disappearing)
  return disappearing_seconds === undefined ? {} : { disappearing_seconds }
}

/** What is written of the messages of one session while they are being sent. */
export type OutgoingRecords = {
  /** Marks it as begun. When it resolves the mark is on disk, or the message is known to be canceled. */
  begin(message: OutgoingMessage, at: Date): Promise<void>
  /** Marks the message after it, with the keys of the one before, so that it need not wait for its mark. */
  markNext(message: OutgoingMessage, at: Date): void
  sent(message: OutgoingMessage): void
  failed(message: OutgoingMessage, code: MessageErrorCode, whatsapp_code?: string): void
  /** Puts messages back into the queue. Resolves when that is on disk. */
  release(messages: OutgoingMessage[]): Promise<void>
}

export const createOutgoingRecords = (deps: {
  journal: Pick<SessionJournal, 'add' | 'note' | 'settled'>
  pace: Pick<Pace, 'limits'>
  clock: Clock
  log: Log
}): OutgoingRecords => {
  const { journal, pace, clock, log } = deps

  const mark = (message: OutgoingMessage, at: Date, how: 'add' | 'note'): void => {
    if (message.state !== 'unmarked') return
    message.state = afterOutgoingStep(message.state, 'mark')
    journal[how]({
      type: 'began',
      message_id: message.message_id,
      paced: pace.limits ? { chat_id: message.chat_id, at } : null,
      written: (queued) => {
        message.state = afterOutgoingStep(message.state, queued ? 'mark_kept' : 'row_gone')
      }
    })
  }

  return {
    begin: async (message, at) => {
      if (message.state !== 'unmarked' && message.state !== 'marking') return
      mark(message, at, 'add')
      await journal.settled()
    },
    markNext: (message, at) => mark(message, at, 'note'),
    sent: (message) =>
      journal.add({
        type: 'progress',
        whatsapp_id: message.whatsapp_id,
        status: 'sent',
        at: clock.now(),
        kind: message.type,
        ...(isDisappearing(message.type) && stayIn(message))
      }),
    failed: (message, code, whatsapp_code) => {
      log.debug({ message_id: message.message_id, code }, 'message failed')
      journal.add({
        type: 'progress',
        whatsapp_id: message.whatsapp_id,
        status: 'failed',
        at: clock.now(),
        kind: message.type,
        error: { code, message: message_errors[code], ...(whatsapp_code && { whatsapp_code }) }
      })
    },
    release: (messages) => {
      journal.add({
        type: 'returned',
        messages: messages.map(({ message_id, tried, state, attempts, lost_connections }) => ({
          message_id,
          untried: !tried,
          attempts,
          lost_connections: lost_connections + (state === 'sending' ? 1 : 0)
        }))
      })
      return journal.settled()
    }
  }
}
