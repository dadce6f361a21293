import { disappearingPart } from '../../domain/chat.ts'
import { isLid } from '../../domain/recipient.ts'
import type { Log } from '../../lib/log.ts'
import type { Tracing } from '../../lib/tracing.ts'
import { hasFile } from '../../schemas/messages/file-kinds.ts'
import { canSend, type MessageContent } from '../../schemas/messages/kinds.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import type { SendRefused } from '../../whatsapp/send-errors.ts'
import type { SessionLimits } from '../session/limits.ts'
import type { ChatQueue } from './chat-queues.ts'
import {
  afterOutgoingStep,
  afterRejection,
  isSaidByEngine,
  type OutgoingMessage,
  whyNotSent
} from './outgoing.ts'
import type { OutgoingRecords } from './outgoing-records.ts'
import type { Pace } from './pace.ts'
import { traceSending } from './trace-sending.ts'

/** What becomes of the first message of a chat, or of all its messages in memory. */
export type Served =
  /** It has been sent, has failed or was canceled: the next one comes first now. */
  | { do: 'finish' }
  /** It stays the first of its chat, which may be another chat by now. */
  | { do: 'stay' }
  /** Likewise, and is tried again after a pause. */
  | { do: 'retry'; attempts: number }
  /** It has a file that WhatsApp does not have yet: the chat waits for it, and no other. */
  | { do: 'prepare'; message: OutgoingMessage }
  /** All of the chat goes back: others of it are in the queue that go first. */
  | { do: 'release' }
  /** All of the chat waits in the queue for the end of a limit. */
  | { do: 'hold' }

export type SendFirstDeps = {
  connection: Connection
  /** Whether the session does not send through this connection any more. */
  over: () => boolean
  limits: Pick<SessionLimits, 'guarded' | 'judge' | 'refused' | 'sent'>
  pace: Pick<Pace, 'limits' | 'began'>
  records: OutgoingRecords
  now: () => Date
  /** A chat is another's: that of the number behind a LID, or of the account behind a number. */
  chatMapped: (from: string, jid: string) => void
  log: Log
  tracing?: Tracing | null | undefined
}

/**
 * Sends the first message of a chat. Its row in the queue is marked before: if it is not there any more, it was canceled.
 * `encrypted` is called when the message waits for nothing but its acknowledgement.
 */
export const sendFirst = async (
  deps: SendFirstDeps,
  queue: ChatQueue,
  encrypted: () => void
): Promise<Served> => {
  const { connection, records, over } = deps
  const message = queue.messages[0]
  if (!message) return { do: 'stay' }
  const in_vain = whyNotSent(message, deps.now())
  if (in_vain) return failed(deps, message, in_vain)
  if (!canSend(message.type)) return forNewer(deps, message)
  const jid = isLid(queue.chat_id) ? await connection.numberOf(queue.chat_id) : null
  // It was accepted while the number was being learned: it belongs into the chat of the number.
  if (jid) return moved(deps, queue, jid)
  if (!message.file && hasFile(message.type)) return { do: 'prepare', message }
  if (deps.limits.guarded) {
    const judgement = await deps.limits.judge(queue.chat_id)
    if (over()) return { do: 'stay' }
    if (judgement !== 'send') return { do: judgement === 'behind' ? 'release' : 'hold' }
  }
  const at = deps.now()
  deps.pace.began(queue.chat_id, at.getTime())
  await records.begin(message, at)
  if (message.state === 'canceled') return { do: 'finish' }
  if (over()) return { do: 'stay' }
  const traced = deps.tracing && traceSending(deps.tracing, message, deps.now)
  const tried_before = message.tried
  message.tried = true
  message.state = afterOutgoingStep(message.state, 'send')
  const following = queue.messages[1]
  if (following && !deps.pace.limits) records.markNext(following, at)
  // step: message begins
  try {
    await connection.send(
      {
        whatsapp_id: message.whatsapp_id,
        chat_id: message.chat_id,
        content: contentOf(message),
        file: message.file
      },
      () => {
        traced?.encrypted()
        encrypted()
      }
    )
    // step: acknowledged
    traced?.ended()
    records.sent(message)
    // step: acknowledgement recorded
    deps.limits.sent(queue.chat_id)
    return { do: 'finish' }
  } catch (error) {
    traced?.ended(error as Error)
    if (over()) return { do: 'stay' }
    message.state = afterOutgoingStep(message.state, 'not_sent')
    return rejected(deps, { queue, message, tried_before }, error as Error)
  }
}

const contentOf = ({ type, content, disappearing }: OutgoingMessage): MessageContent =>
  ({ type, ...content, ...disappearingPart(disappearing) }) as MessageContent

/** Only a newer version can send it: the chat waits until one holds the session, which is checked now and then. */
const forNewer = ({ log }: SendFirstDeps, { type }: OutgoingMessage): Served => {
  log.debug({ type }, 'message waits for a newer worker')
  return { do: 'retry', attempts: longest_pause }
}

/** As after so many attempts in vain. */
const longest_pause = 6

const rejected = (
  deps: SendFirstDeps,
  given: { queue: ChatQueue; message: OutgoingMessage; tried_before: boolean },
  error: Error
): Served | Promise<Served> => {
  const { queue, message, tried_before } = given
  const { log } = deps
  const after = afterRejection(error, message.attempts)
  if (!isSaidByEngine(error)) log.error({ err: error }, 'message cannot be sent')
  switch (after.do) {
    case 'move':
      message.tried = tried_before
      return moved(deps, queue, after.jid)
    case 'judge':
      return judged(deps, queue, message, after.refusal)
    case 'fail':
      return failed(deps, message, after.code, after.whatsapp_code)
    case 'retry':
      message.attempts = after.attempts
      log.debug(
        { message_id: message.message_id, reason: error.message },
        'message not acknowledged, again'
      )
      return after
  }
}

/** It is not known whether it is the person or the account that is restricted before WhatsApp was asked. */
const judged = async (
  deps: SendFirstDeps,
  queue: ChatQueue,
  message: OutgoingMessage,
  refusal: SendRefused
): Promise<Served> => {
  const verdict = await deps.limits.refused(queue.chat_id, refusal)
  return verdict === 'wait' ? { do: 'hold' } : failed(deps, message, verdict, refusal.whatsapp_code)
}

const failed = (deps: SendFirstDeps, ...failure: Parameters<OutgoingRecords['failed']>): Served => {
  deps.records.failed(...failure)
  return { do: 'finish' }
}

const moved = (deps: SendFirstDeps, queue: ChatQueue, jid: string): Served => {
  deps.chatMapped(queue.chat_id, jid)
  return { do: 'stay' }
}
