import type { MediaPurpose } from '../domain/media.ts'
import type { Tx } from '../lib/db.ts'

/** Messages that wait for this file, and as what it is sent with each. */
export const findWaitingForMedia = (tx: Pick<Tx, 'query'>, media_id: string) =>
  tx.query<{ message_id: string; purpose: MediaPurpose }>(
    `select message_id, media_purpose as purpose from outbound where media_id = $1 and waits_for_media order by seq`,
    [media_id],
    'find_waiting_for_media'
  )

/** The file is ready as this: whoever waits for it may be sent. The answer names their sessions. */
export const releaseWaitingForMedia = async (
  tx: Pick<Tx, 'query'>,
  media_id: string,
  purpose: MediaPurpose
): Promise<string[]> => {
  const rows = await tx.query<{ session_id: string }>(
    `update outbound set waits_for_media = false where media_id = $1 and media_purpose = $2 and waits_for_media
     returning session_id`,
    [media_id, purpose],
    'release_waiting_for_media'
  )
  return rows.map((row) => row.session_id)
}

/** Files that messages wait for although nobody works on them any more: received ones that a worker has got meanwhile. */
export const findSettledMedia = async (tx: Pick<Tx, 'query'>, limit: number): Promise<string[]> => {
  const rows = await tx.query<{ media_id: string }>(
    `select distinct o.media_id from outbound o join media m on m.id = o.media_id
     where o.waits_for_media and m.status in ('ready', 'unavailable') limit $1`,
    [limit],
    'find_settled_media'
  )
  return rows.map((row) => row.media_id)
}
