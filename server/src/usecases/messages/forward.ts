import { AppError } from '../../domain/errors.ts'
import { refuseUnseen } from '../../domain/message-changes.ts'
import { isSendable, type SentContent } from '../../schemas/messages/kinds.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { askOfMessage } from './change.ts'

/** Sends what a message says to another chat. What the account has written itself is not marked as forwarded. */
export const forwardMessage = (deps: Deps, ctx: Context, message_id: string, to: string) =>
  askOfMessage(deps, ctx, message_id, (message) => {
    refuseUnseen(message)
    const { type, content, direction } = message
    const { view_once } = (content[type] ?? {}) as { view_once?: true }
    // Nobody passes on what people are to open once.
    const answered = type === 'interactive' && !Object.hasOwn(content[type] as object, 'action')
    if (!isSendable(type) || view_once || answered)
      throw new AppError('message_unsuitable', { message_id })
    const before = Number(content['forwarding_score'] ?? 0)
    const forwarding_score = direction === 'outbound' && before === 0 ? 0 : before + 1
    return {
      ...({ type, [type]: content[type] } as SentContent),
      to,
      ...(forwarding_score > 0 && { forwarding_score })
    }
  })
