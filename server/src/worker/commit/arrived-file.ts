import type { ReceivedFile } from '../../domain/file-reference.ts'
import { sealOrigin } from '../records/file-seals.ts'
import type { ArrivedFile } from './change.ts'

type Session = { session_id: string; tenant_id: string; session_key: Buffer }

/** The row of a file that a message has brought, if any; what opens it is sealed with the key of the session. */
export const arrivedFile = (
  session: Session,
  file: ReceivedFile | undefined
): ArrivedFile | null => (file ? rowOf(session, file) : null)

const rowOf = (session: Session, file: ReceivedFile): ArrivedFile => ({
  id: file.media_id,
  tenant_id: session.tenant_id,
  session_id: session.session_id,
  mime_type: file.mime_type,
  file_name: file.file_name,
  bytes: file.bytes,
  width: file.width,
  height: file.height,
  seconds: file.seconds,
  page_count: file.page_count,
  thumbnail: file.thumbnail && Buffer.from(file.thumbnail),
  waveform: file.waveform && Buffer.from(file.waveform),
  origin: sealOrigin(session, file.media_id, {
    purpose: file.purpose,
    url: file.url,
    direct_path: file.direct_path,
    media_key: file.media_key,
    file_sha256: file.file_sha256,
    file_enc_sha256: file.file_enc_sha256,
    bytes: file.bytes,
    message: file.message,
    asked: 0,
    renewed: false
  })
})
