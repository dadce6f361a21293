import type { WorkerAddress } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import { type StatusPost, status_jid } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import type { PostStatus, Status } from '../../schemas/status.ts'
import { statusView } from '../../schemas/status.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { acceptMessages } from '../messages/accept.ts'
import { bringsFile, withGivenFiles } from '../messages/given-files.ts'
import type { SendMessage } from '../messages/send-message.ts'
import { peopleOf } from './audience.ts'

const as_on_phone = { type: 'phone' } as const
const looks = { background: '#1E6E4F', font: 'system' } as const

/** Accepts a status. It travels as a message does: it is durable when this returns, not yet posted. */
export const postStatus = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  posted: PostStatus
): Promise<Status> => {
  const { tenant_id } = ctx.tenant
  const { audience = as_on_phone, send_at, expires_at } = posted
  const message = {
    session_id,
    to: status_jid,
    ...(send_at !== undefined && { send_at }),
    ...(expires_at !== undefined && { expires_at }),
    ...contentOf(posted)
  } as SendMessage
  const [input = message] = bringsFile(message)
    ? await withGivenFiles(deps, tenant_id, [message])
    : []
  if (input instanceof AppError) throw input
  return accept(deps, ctx, async (tx) => {
    await getSession(tx, tenant_id, session_id)
    const people = await peopleOf(tx, tenant_id, session_id, audience)
    return { ...input, post: { ...people, ...looksOf(posted) } }
  })
}

/** Puts a post, or the deletion of one, into the queue. */
export const accept = async (
  deps: Deps,
  ctx: Context,
  ask: (tx: Tx, now: Date) => Promise<SendMessage>
): Promise<Status> => {
  let worker: WorkerAddress | null = null
  const view = await command(deps, ctx, async (tx) => {
    const now = deps.clock.now()
    const input = await ask(tx, now)
    const [answer] = await acceptMessages(
      tx,
      ctx.tenant.tenant_id,
      [input],
      'normal',
      now,
      deps.message_counters
    )
    if (!answer || answer instanceof AppError) throw answer
    worker = answer.worker
    return statusView(answer.message, null, answer.view)
  })
  if (worker) deps.workers.poke(worker)
  deps.meters.count('gateway_messages_accepted_total', { kind: view.type })
  return view
}

const contentOf = (posted: PostStatus) =>
  posted.type === 'audio'
    ? { type: posted.type, audio: { ...posted.audio, voice: true } }
    : { type: posted.type, [posted.type]: posted[posted.type as never] }

const looksOf = (posted: PostStatus): Pick<StatusPost, 'background' | 'font'> => {
  switch (posted.type) {
    case 'text':
      return {
        background: posted.background ?? looks.background,
        font: posted.font ?? looks.font
      }
    case 'audio':
      return { background: posted.background ?? looks.background }
    default:
      return {}
  }
}
