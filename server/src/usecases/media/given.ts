import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { type MediaSource, media_reasons, originContext } from '../../domain/media.ts'
import { hasDetails } from '../../domain/media-type.ts'
import { sealWith } from '../../lib/key-ring.ts'
import { type MediaStore, MediaStoreFull, MediaTooLarge, MediaUnfit } from '../../media/contract.ts'
import { cleanFileName } from '../../media/file-name.ts'
import { MediaEmpty, type TakenFile, takeFile } from '../../media/intake.ts'
import type { NewMedia } from '../../store/media/media.ts'
import type { Deps } from '../deps.ts'

/** The content of a file as a caller gives it. */
export type GivenContent = {
  content: AsyncIterable<Uint8Array>
  file_name: string | null
  mime_type: string | null
  /** As far as the caller has said. */
  bytes: number | null
}

/** Puts the content into the store. A row that names it has to follow. */
export const takeGiven = async (
  deps: Pick<Deps, 'config'> & { media: Pick<MediaStore, 'put'> },
  tenant_id: string,
  given: GivenContent,
  signal: AbortSignal
): Promise<TakenFile> => {
  const bytes_max = deps.config.MEDIA_BYTES_MAX
  try {
    return await takeFile(deps.media, tenant_id, given.content, {
      bytes_max,
      said_type: given.mime_type,
      signal
    })
  } catch (error) {
    if (error instanceof MediaEmpty) throw invalid('file', 'The file is empty.')
    if (error instanceof MediaUnfit)
      throw new AppError('media_refused', {}, { detail: media_reasons[error.reason] })
    if (error instanceof MediaTooLarge) {
      const detail = `A file may have at most ${bytes_max} bytes.`
      throw new AppError('body_too_large', {}, { detail })
    }
    if (error instanceof MediaStoreFull) throw new AppError('disk_full', {}, { retry_after_s: 30 })
    if (signal.aborted) throw signal.reason
    throw error
  }
}

/** The row of a file whose content is in the store. */
export const contentRow = (
  tenant_id: string,
  given: Pick<GivenContent, 'file_name'>,
  taken: TakenFile,
  source: Exclude<MediaSource, 'url' | 'received'>
): NewMedia => ({
  id: newId('media'),
  tenant_id,
  source,
  status: hasDetails(taken.mime_type) ? 'processing' : 'ready',
  ...taken,
  file_name: cleanFileName(given.file_name),
  origin: null
})

/** The row of a file that is yet to be fetched from its URL. */
export const urlRow = (
  deps: Pick<Deps, 'webhook_key'>,
  tenant_id: string,
  given: { url: string; file_name?: string | null | undefined }
): NewMedia => {
  const id = newId('media')
  return {
    id,
    tenant_id,
    source: 'url',
    status: 'processing',
    sha256: null,
    bytes: null,
    mime_type: null,
    file_name: cleanFileName(given.file_name ?? nameIn(given.url)),
    origin: sealWith(deps.webhook_key, Buffer.from(given.url), originContext(id))
  }
}

/** The last part of a path that looks like the name of a file. */
const nameIn = (url: string): string | null => {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  if (!/[^.]\.[^.]/.test(last)) return null
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
