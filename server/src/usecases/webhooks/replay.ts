import { AppError } from '../../domain/errors.ts'
import {
  type ReplayChoice,
  type ReplayedStatus,
  replayed_max,
  whole_replay
} from '../../domain/replay-choice.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { countMissed, type EventPlace } from '../../store/webhooks/replay.ts'
import { findReplayStart, isPast } from '../../store/webhooks/replay-start.ts'
import { getWebhook, startReplay } from '../../store/webhooks/webhooks.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

export type ReplayInput = {
  since: string
  until?: string | undefined
  event_types?: string[] | undefined
  session_ids?: string[] | undefined
  statuses?: ReplayedStatus[] | undefined
}

export type Replay = { webhook_id: string; since: string; until: string }

/**
 * Sends a webhook the events of a span of time that it asks for, as far as they were chosen: without a choice those that it was
 * never sent, or that failed. They are put in the queue in the background, in the order of events; what is on its way
 * is left out, and what was delivered unless it was asked for, so that asking twice doubles nothing.
 */
export const replayMissed = (
  deps: Deps,
  ctx: Context,
  webhook_id: string,
  input: ReplayInput
): Promise<Replay> =>
  command(deps, ctx, async (tx) => {
    const webhook = await getWebhook(tx, ctx.tenant.tenant_id, webhook_id)
    if (!webhook.enabled) throw new AppError('webhook_disabled', { webhook_id })
    const span = spanOf(deps, input)
    const chosen = await choiceOf(tx, ctx.tenant, input)
    if (!(await startReplay(tx, { webhook_id, ...span, chosen }))) {
      throw new AppError('replay_running', { webhook_id })
    }
    return { webhook_id, ...span }
  })

const events_per_piece = 2_000
// What is counted by then is told: whoever waits wants to know how much it is, roughly.
const counting_ms_max = 3_000

/** How many events a replay would send now. Counts up to what one replay sends, and for a few seconds at most. */
export const previewReplay = (
  deps: Deps,
  tenant: Tenant,
  webhook_id: string,
  input: ReplayInput
): Promise<Replay & { count: number; is_complete: boolean }> =>
  readList(deps, tenant, async (tx) => {
    const { tenant_id } = tenant
    await getWebhook(tx, tenant_id, webhook_id)
    const span = { webhook_id, ...spanOf(deps, input) }
    const chosen = await choiceOf(tx, tenant, input)
    const until_ms = deps.clock.monotonic_ms() + counting_ms_max
    let place: EventPlace | null = await findReplayStart(tx, tenant_id, span.since)
    let count = 0
    while (place && count < replayed_max && deps.clock.monotonic_ms() < until_ms) {
      const piece = await countMissed(tx, { ...span, chosen }, place, events_per_piece)
      count += piece.count
      place = isPast(piece.last_at, span.until) ? null : piece.place
    }
    return { ...span, count: Math.min(count, replayed_max), is_complete: place === null }
  })

const spanOf = (deps: Deps, input: ReplayInput): { since: string; until: string } => {
  const since = new Date(input.since).toISOString()
  const until = (input.until ? new Date(input.until) : deps.clock.now()).toISOString()
  if (until <= since) throw new AppError('replay_span_empty', { since, until })
  return { since, until }
}

const choiceOf = async (
  tx: Tx,
  { tenant_id }: Tenant,
  { event_types, session_ids, statuses }: ReplayInput
): Promise<ReplayChoice> => {
  for (const id of session_ids ?? []) await getSession(tx, tenant_id, id)
  return {
    event_types: event_types ?? null,
    session_ids: session_ids ?? null,
    statuses: statuses ?? whole_replay.statuses
  }
}
