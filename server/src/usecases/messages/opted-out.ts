import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { isChange } from '../../domain/message-changes.ts'
import { isPersonChat } from '../../domain/recipient.ts'
import type { Tx } from '../../lib/db.ts'
import type { Sender } from '../../store/messages/accept.ts'
import { findOptedOut } from '../../store/opt-outs.ts'

type Fit = { message: MessageRow; sender: Pick<Sender, 'has_opt_outs'> }

/**
 * Refuses what is for people who have opted out, save an answer within 24 hours of what they wrote to the session. What
 * is sent in bulk is no answer. Changes of messages and reactions to them write nothing to anybody.
 */
export const refuseOptedOut = async <One extends Fit>(
  tx: Tx,
  tenant_id: string,
  judged: (One | AppError)[],
  now: Date
): Promise<(One | AppError)[]> => {
  const written = judged.flatMap((one) => (!(one instanceof AppError) && mayRefuse(one) ? one : []))
  if (written.length === 0) return judged
  const found = await findOptedOut(
    tx,
    tenant_id,
    written.map((one) => one.message),
    now
  )
  if (found.length === 0) return judged
  const refused = new Map(found.map((one) => [`${one.session_id} ${one.chat_id}`, one.wrote]))
  return judged.map((one) => {
    if (one instanceof AppError || !mayRefuse(one)) return one
    const { session_id, chat_id, priority } = one.message
    const wrote = refused.get(`${session_id} ${chat_id}`)
    if (wrote === undefined || (wrote && priority !== 'bulk')) return one
    return new AppError(
      'recipient_opted_out',
      {},
      { fields: [{ path: 'to', message: to_problem }] }
    )
  })
}

const to_problem = 'Has opted out of messages from you.'

const mayRefuse = ({ message, sender }: Fit): boolean =>
  sender.has_opt_outs &&
  isPersonChat(message.chat_id) &&
  message.type !== 'reaction' &&
  !isChange(message.type)
