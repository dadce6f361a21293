import type { MediaStore, StoredMedia } from './contract.ts'
import { head_bytes, typeOf } from './type-of.ts'

/** There is no content at all. */
export class MediaEmpty extends Error {
  override name = 'MediaEmpty'
}

export type TakenFile = Pick<StoredMedia, 'sha256' | 'bytes'> & { mime_type: string }

/**
 * Takes content in one pass: it is counted, hashed, looked at and stored while it flows by, and never held as a whole.
 * Throws MediaEmpty, MediaTooLarge or MediaStoreFull; nothing is kept then.
 */
export const takeFile = async (
  store: Pick<MediaStore, 'put'>,
  tenant_id: string,
  content: AsyncIterable<Uint8Array>,
  options: { bytes_max: number; said_type: string | null; signal: AbortSignal }
): Promise<TakenFile> => {
  const head: Uint8Array[] = []
  let seen = 0
  const watched = async function* () {
    for await (const piece of content) {
      if (seen < head_bytes) head.push(Uint8Array.prototype.slice.call(piece, 0, head_bytes - seen))
      seen += piece.byteLength
      yield piece
    }
    if (seen === 0) throw new MediaEmpty()
  }
  const { bytes_max, signal } = options
  const { sha256, bytes } = await store.put(tenant_id, watched(), { bytes_max, signal })
  return { sha256, bytes, mime_type: await typeOf(Buffer.concat(head), options.said_type) }
}
