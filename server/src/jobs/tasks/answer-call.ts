import { createHash } from 'node:crypto'
import { z } from 'zod'
import { newId } from '../../domain/ids.ts'
import type { Db } from '../../lib/db.ts'
import { putOutbounds } from '../../queue/outbound.ts'
import { messageView } from '../../schemas/messages/message.ts'
import { putEvents } from '../../store/events/put.ts'
import { findSenders } from '../../store/messages/accept.ts'
import { findOptedOut } from '../../store/opt-outs.ts'
import { findCallAnswerText, insertCallAnswer } from '../../store/sessions/call-answers.ts'
import { takeMessageQuotas } from '../../store/usage/message-quotas.ts'
import { defineTask, v1 } from '../task.ts'

type RejectedCall = { session_id: string; contact_id: string; call_id: string }

/** Nobody wants to read so late why a call was rejected. */
const late_ms = 15 * 60_000

/**
 * Puts the text for whoever called into the queue, as an accepted message: it counts for the quota, and who has opted out
 * gets none; nor is any sent while the subscription is limited. Its id follows from that of the call, so that a job which is done twice writes once.
 */
export const answerCall = (db: Db, call: RejectedCall): Promise<void> =>
  db.transaction(async (tx) => {
    const { session_id, contact_id: chat_id } = call
    const text = await findCallAnswerText(tx, session_id)
    if (!text) return
    const { tenant_id } = text
    const [sender] = await findSenders(tx, tenant_id, [session_id])
    // Nothing is sent for whom nobody pays.
    if (!sender?.has_subscription || sender.subscription_stage) return
    const now = new Date()
    const [opted_out] = await findOptedOut(tx, tenant_id, [{ session_id, chat_id }], now)
    if (opted_out) return
    const message = { id: newId('message'), session_id, chat_id, whatsapp_id: idOfAnswer(call) }
    const row = await insertCallAnswer(tx, message, text)
    if (!row) return
    if ((await takeMessageQuotas(tx, tenant_id, sender, 1, now)) === 0) throw new QuotaUsedUp()
    putOutbounds(tx, [row])
    putEvents(tx, [{ tenant_id, session_id, type: 'message.accepted', data: messageView(row) }])
  })

/** Rolls the message back. */
class QuotaUsedUp extends Error {
  override name = 'QuotaUsedUp'
}

/** As WhatsApp Web makes them: 3EB0 and 18 digits of a hash. */
const idOfAnswer = ({ session_id, call_id }: RejectedCall): string => {
  const hash = createHash('sha256').update(`${session_id} answers ${call_id}`).digest('hex')
  return `3EB0${hash.toUpperCase().slice(0, 18)}`
}

/** See `answerCall`. The worker puts it with the event that tells of the rejection. */
export const answerCallTask = defineTask({
  name: 'answer_call',
  payload: z.object({
    v: v1,
    session_id: z.string(),
    contact_id: z.string(),
    call_id: z.string(),
    rejected_at: z.iso.datetime({ offset: true })
  }),
  run: async ({ db, log }, { rejected_at, ...call }) => {
    const { session_id } = call
    if (Date.now() - new Date(rejected_at).getTime() > late_ms) return
    await answerCall(db, call).catch((error) => {
      if (!(error instanceof QuotaUsedUp)) throw error
      log.info({ session_id }, 'the text after a call was not sent: the quota is used up')
    })
  }
})
