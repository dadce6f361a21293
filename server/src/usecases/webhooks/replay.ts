import { AppError } from '../../domain/errors.ts'
import { getWebhook, startReplay } from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/**
 * Sends a webhook the events of a span of time that it asks for and was never sent, or that failed. They are put in the queue
 * in the background, in the order of events; what was delivered or is on its way is left out, so that asking twice
 * doubles nothing.
 */
export const replayMissed = (
  deps: Deps,
  ctx: Context,
  webhook_id: string,
  span: { since: string; until: string | undefined }
): Promise<{ webhook_id: string; since: string; until: string }> =>
  command(deps, ctx, async (tx) => {
    const webhook = await getWebhook(tx, ctx.tenant.tenant_id, webhook_id)
    if (!webhook.enabled) throw new AppError('webhook_disabled', { webhook_id })
    const since = new Date(span.since).toISOString()
    const until = (span.until ? new Date(span.until) : deps.clock.now()).toISOString()
    if (until <= since) throw new AppError('replay_span_empty', { since, until })
    if (!(await startReplay(tx, webhook_id, since, until))) {
      throw new AppError('replay_running', { webhook_id })
    }
    return { webhook_id, since, until }
  })
