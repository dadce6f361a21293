import { AppError } from '../../domain/errors.ts'
import type { Pacing } from '../../domain/pacing.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { SessionRow } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { type SessionWithSecret, sessionView } from '../../schemas/session.ts'
import {
  getSession,
  lockSession,
  renameSession,
  setCalls,
  setKeepStatuses,
  setPacing
} from '../../store/sessions/sessions.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { findHost } from './host.ts'
import { setProxy } from './proxy.ts'
import { loadSession } from './read.ts'
import { setSessionWebhook } from './webhook-url.ts'

export type SessionChanges = {
  session_name?: string | undefined
  webhook_url?: string | null | undefined
  proxy?: string | null | undefined
  pacing?: { [Setting in keyof Pacing]?: Pacing[Setting] | undefined } | undefined
  calls?: { reject?: boolean | undefined; text?: string | null | undefined } | undefined
  statuses?: { received: boolean } | undefined
}

/** Changes what is given. The answer holds `webhook_secret` when the session had no webhook before. */
export const updateSession = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  changes: SessionChanges
): Promise<SessionWithSecret> => {
  const { tenant_id } = ctx.tenant
  const { session_name, webhook_url, pacing, proxy, calls, statuses } = changes
  if (webhook_url) requireMessagesFor(ctx.tenant, ['*'], 'to set webhook_url')
  if (calls?.text) requireScopes(ctx.tenant, ['messages:write'], 'to set calls.text')
  try {
    const view = await command(deps, ctx, async (tx) => {
      const lock = session_name === undefined ? 'state' : 'all'
      const session = await lockSession(tx, tenant_id, session_id, lock)
      if (session_name !== undefined) await renameSession(tx, tenant_id, session_id, session_name)
      if (pacing)
        await setPacing(tx, tenant_id, session_id, { ...pacingOf(session), ...given(pacing) })
      if (calls) await setCalls(tx, tenant_id, session_id, callsOf(session, calls))
      if (statuses) await setKeepStatuses(tx, tenant_id, session_id, statuses.received)
      if (proxy !== undefined) await setProxy(deps, tx, session, proxy)
      const { secret } =
        webhook_url === undefined
          ? { secret: null }
          : await setSessionWebhook(deps, tx, session, webhook_url)
      const view = sessionView(await getSession(tx, tenant_id, session_id))
      return secret === null ? view : { ...view, webhook_secret: secret }
    })
    if (proxy !== undefined) await connectAnew(deps, ctx.tenant, session_id)
    return view
  } catch (error) {
    if (violatedConstraint(error) !== 'sessions_name') throw error
    throw new AppError('session_name_taken', { session_name }, { cause: error })
  }
}

/**
 * What is connected uses the proxy of before until it is connected anew. A worker that cannot be asked has the new one when
 * it connects next; one that is only just connecting reads it last of all.
 */
const connectAnew = async (deps: Deps, tenant: Tenant, session_id: string): Promise<void> => {
  const host = findHost(await loadSession(deps, tenant, session_id))
  if (!host) return
  await deps.workers.restart(host, session_id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'session_not_started') return
    deps.log.warn({ session_id, err: error }, 'session not connected anew for its proxy')
  })
}

const callsOf = (
  session: SessionRow,
  { reject, text }: NonNullable<SessionChanges['calls']>
): { reject: boolean; text: string | null } => ({
  reject: reject ?? session.reject_calls,
  text: text === undefined ? session.reject_calls_text : text
})

const pacingOf = (session: SessionRow): Pacing => ({
  messages_per_minute: session.messages_per_minute,
  pause_between_messages_ms: session.pause_between_messages_ms
})

const given = (pacing: NonNullable<SessionChanges['pacing']>): Partial<Pacing> => ({
  ...(pacing.messages_per_minute !== undefined && {
    messages_per_minute: pacing.messages_per_minute
  }),
  ...(pacing.pause_between_messages_ms !== undefined && {
    pause_between_messages_ms: pacing.pause_between_messages_ms
  })
})
