import { AppError } from '../../domain/errors.ts'
import { refuseUnseen } from '../../domain/message-changes.ts'
import { findUnread } from '../../store/messages/read-marks.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'
import { nameOf } from './references.ts'

/** Marks a message that was received and those before it in its chat as read, which their senders are told. */
export const markMessageRead = (deps: Deps, ctx: Context, message_id: string, played: boolean) =>
  askOfMessage(deps, ctx, message_id, async (message, _now, tx) => {
    refuseUnseen(message)
    if (message.direction !== 'inbound') throw new AppError('message_own', { message_id })
    const { whatsapp_id, sender_id } = message
    const before = await findUnread(tx, message)
    const receipts = [
      { whatsapp_id, sender_id },
      ...before.filter((one) => one.whatsapp_id !== whatsapp_id)
    ]
    return {
      type: 'read',
      read: { message_id, count: receipts.length, played },
      target: nameOf(message),
      receipts
    }
  })
