import { type MediaReason, media_reasons, type RenditionRow } from '../../domain/media.ts'
import { sendable } from '../../domain/media-fit.ts'
import { message_errors } from '../../domain/message.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { failMessages } from '../../queue/ended-queues.ts'
import { findWaitingForMedia, releaseWaitingForMedia } from '../../queue/media-waits.ts'
import { findRenditions, putConversions } from '../../store/media/media.ts'
import { holdMedia } from '../../store/media/work.ts'
import { findWorkersOf } from '../../store/sessions/workers.ts'
import { putFailedMessages } from '../put-failed-messages.ts'
import type { MediaDeps } from './media-deps.ts'

/**
 * Decides about the messages that wait for a file: those it is ready for are released, a conversion that one needs is asked
 * for, and those that can never be sent with it fail with the reason. The answer names the sessions that have something to
 * send now: their workers should hear of it when that is committed.
 */
export const settleWaiting = async (tx: Tx, media_id: string): Promise<string[]> => {
  const row = await holdMedia(tx, media_id)
  if (!row) return []
  const waiting = await findWaitingForMedia(tx, media_id)
  if (waiting.length === 0) return []
  const free: string[] = []
  const renditions = await findRenditions(tx, [media_id])
  for (const purpose of new Set(waiting.map((one) => one.purpose))) {
    const made = renditions.find((one) => one.purpose === purpose)
    const state = sendable(row, made, purpose)
    if (state === 'ready') free.push(...(await releaseWaitingForMedia(tx, media_id, purpose)))
    else if (state === 'convert') putConversions(tx, row.tenant_id, [{ media_id, purpose }])
    else if (state !== 'waits') free.push(...(await fail(tx, waiting, purpose, state)))
  }
  return free
}

/** Tells the workers of these sessions to look for something to send. One that does not hear it looks within a second. */
export const pokeWorkers = async (
  { db, media }: { db: Pick<Db, 'query'>; media: Pick<MediaDeps, 'poke'> },
  session_ids: string[]
): Promise<void> => {
  if (session_ids.length === 0) return
  for (const worker of await findWorkersOf(db, [...new Set(session_ids)])) media.poke(worker)
}

const fail = async (
  tx: Tx,
  waiting: { message_id: string; purpose: RenditionRow['purpose'] }[],
  purpose: RenditionRow['purpose'],
  reason: MediaReason
): Promise<string[]> => {
  const ids = waiting.filter((one) => one.purpose === purpose).map((one) => one.message_id)
  const message = `${message_errors.media_unavailable} ${media_reasons[reason]}`
  const rows = await failMessages(tx, ids, { code: 'media_unavailable', message })
  putFailedMessages(tx, rows)
  return rows.map((row) => row.session_id)
}
