import type { OutgoingMedia, SentPurpose } from '../../domain/media.ts'
import type { Tx } from '../../lib/db.ts'

type Place = { session_id: string; purpose: SentPurpose; sha256: string }

/** What WhatsApp has of a file, sealed; null when it was not uploaded within so many hours. */
export const findUpload = async (
  tx: Pick<Tx, 'query'>,
  { session_id, purpose, sha256 }: Place,
  hours: number
): Promise<Buffer | null> => {
  const [row] = await tx.query<{ sealed: Buffer }>(
    `select sealed from media_uploads where session_id = $1 and purpose = $2 and sha256 = $3
       and uploaded_at > now() - make_interval(hours => $4)`,
    [session_id, purpose, sha256, hours],
    'find_upload'
  )
  return row?.sealed ?? null
}

/** Keeps what WhatsApp has of a file, instead of what it had before. */
export const putUpload = async (
  tx: Pick<Tx, 'query'>,
  { session_id, purpose, sha256, tenant_id, sealed }: Place & { tenant_id: string; sealed: Buffer }
): Promise<void> => {
  await tx.query(
    `insert into media_uploads (session_id, tenant_id, purpose, sha256, sealed) values ($1, $2, $3, $4, $5)
     on conflict (session_id, purpose, sha256) do update set sealed = excluded.sealed, uploaded_at = now()`,
    [session_id, tenant_id, purpose, sha256, sealed],
    'put_upload'
  )
}

/** The file of a message that this session has sent. */
export const findSentMedia = async (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  whatsapp_id: string,
  purpose: SentPurpose
): Promise<Omit<OutgoingMedia, 'message_id' | 'purpose'> | null> => {
  const [row] = await tx.query<Omit<OutgoingMedia, 'message_id' | 'purpose'>>(
    'select * from sent_media($1, $2, $3)',
    [session_id, whatsapp_id, purpose],
    'find_sent_media'
  )
  return row ?? null
}

/** How many bytes of files the tenant of a session may keep besides; null: any number. */
export const findRoomForFiles = async (
  tx: Pick<Tx, 'query'>,
  session_id: string
): Promise<number | null> => {
  const [row] = await tx.query<{ room: number | null }>(
    'select room_for_files($1) as room',
    [session_id],
    'find_room_for_files'
  )
  return row?.room ?? null
}
