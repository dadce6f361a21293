import { createHash } from 'node:crypto'
import { addAbortSignal, Readable } from 'node:stream'
import { type MediaStore, MediaTooLarge } from './contract.ts'

/** Reads content as a store does that is to keep it, and keeps nothing: for content that is there already, or never will be. */
export const hash_only: Pick<MediaStore, 'put'> = {
  put: async (tenant_id, content, { bytes_max, signal }) => {
    const source = Readable.from(content, { objectMode: false })
    if (signal) addAbortSignal(signal, source)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of source as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength
      if (bytes > bytes_max) throw new MediaTooLarge(bytes_max)
      hash.update(piece)
    }
    return { tenant_id, sha256: hash.digest('hex'), bytes, stored_at: new Date() }
  }
}
