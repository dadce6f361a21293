import { AppError } from '../../domain/errors.ts'
import { isSuspended } from '../../domain/subscription-life.ts'
import type { Sender } from '../../store/messages/accept.ts'

/** Refuses a session that nobody pays for, and one that will not send what it is given. One that is linked and on its way to be connected may wait with a queue. */
export const refuseUnableSender = (sender: Sender): void => {
  const { status, status_reason } = sender
  const stage = sender.subscription_stage
  if (stage)
    throw new AppError(isSuspended(stage) ? 'subscription_suspended' : 'subscription_limited', {
      session_id: sender.id
    })
  const context = { session_id: sender.id, status, status_reason }
  if (status === 'logged_out') throw new AppError('session_logged_out', context)
  if (status === 'failed') throw new AppError('session_failed', context)
  if (sender.linked_at === null) throw new AppError('session_not_linked', context)
  if (status === 'stopped') throw new AppError('session_not_started', context)
}
