import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { SessionRow } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'
import { type Session, type SessionWithSecret, sessionView } from '../../schemas/session.ts'
import { countSessions, insertSession } from '../../store/sessions/sessions.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { refuseOverPlan } from '../plans/refuse-over-plan.ts'
import { refuseSuspended } from '../subscription/refuse-suspended.ts'
import { setProxy } from './proxy.ts'
import { putSessionEvent } from './put-session-event.ts'
import { createSessionWebhook } from './webhook-url.ts'

export type NewSession = {
  session_name: string
  webhook_url?: string | null | undefined
  proxy?: string | null | undefined
}

/** Creates a session that is not started yet. The secret of its webhook is in this answer and in no other. */
export const createSession = (
  deps: Deps,
  ctx: Context,
  input: NewSession
): Promise<SessionWithSecret> => {
  if (input.webhook_url) requireMessagesFor(ctx.tenant, ['*'], 'to set webhook_url')
  return command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    await refuseSuspended(tx, tenant_id)
    await refuseOverPlan(tx, tenant_id, 'sessions_max', countSessions)
    const { session_name } = input
    const inserted = await insertSession(tx, { id: newId('session'), tenant_id, session_name })
    if (!inserted) throw new AppError('session_name_taken', { session_name })
    const session = {
      ...inserted,
      proxy: input.proxy ? await setProxy(deps, tx, inserted, input.proxy) : null
    }
    if (!input.webhook_url) return finish(tx, session)
    const { secret } = await createSessionWebhook(deps, tx, session, input.webhook_url)
    const view = await finish(tx, { ...session, webhook_url: input.webhook_url })
    return { ...view, webhook_secret: secret }
  })
}

const finish = async (tx: Tx, session: SessionRow): Promise<Session> => {
  putSessionEvent(tx, 'session.created', session)
  return sessionView(session)
}
