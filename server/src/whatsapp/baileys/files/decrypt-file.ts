import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { FileReference } from '../../../domain/file-reference.ts'
import { FileError } from '../../files.ts'
import { block_bytes, encryptedBytes, type FileKeys, mac_bytes } from './file-keys.ts'

/**
 * The content of an encrypted file. It is checked as it goes, and as a whole at the end: the MAC, the length and the hashes
 * that its message names. More than there may be is refused as soon as it comes.
 */
export const decryptFile = async function* (
  encrypted: AsyncIterable<Buffer>,
  keys: FileKeys,
  { bytes: said, file_sha256, file_enc_sha256 }: FileReference,
  bytes_max: number
): AsyncGenerator<Buffer> {
  const decipher = createDecipheriv('aes-256-cbc', keys.cipher_key, keys.iv)
  const hmac = createHmac('sha256', keys.mac_key).update(keys.iv)
  const plain_hash = createHash('sha256')
  const encrypted_hash = createHash('sha256')
  const limit = encryptedBytes(said ?? bytes_max)
  let came = 0
  let bytes = 0
  /** What may be the MAC. */
  let end = Buffer.alloc(0)

  const open = (sealed: Buffer): Buffer => {
    hmac.update(sealed)
    return noted(decipher.update(sealed))
  }
  const noted = (content: Buffer): Buffer => {
    bytes += content.length
    plain_hash.update(content)
    return content
  }

  for await (const piece of encrypted) {
    came += piece.length
    if (came > limit) throw tooMuch(said)
    encrypted_hash.update(piece)
    const all = piece.length < mac_bytes ? Buffer.concat([end, piece]) : piece
    const cut = Math.max(0, all.length - mac_bytes)
    if (all === piece && end.length > 0) yield open(end)
    if (cut > 0) yield open(all.subarray(0, cut))
    end = Buffer.from(all.subarray(cut))
  }
  if (end.length < mac_bytes || (came - mac_bytes) % block_bytes > 0)
    throw new FileError('damaged', 'the file ends before its end')
  if (!timingSafeEqual(hmac.digest().subarray(0, mac_bytes), end))
    throw new FileError('damaged', 'the MAC of the file is wrong')
  yield noted(lastBlock(() => decipher.final()))
  if (isOther(file_enc_sha256, encrypted_hash.digest()))
    throw new FileError('damaged', 'the hash of the encrypted file is wrong')
  if (isOther(file_sha256, plain_hash.digest()))
    throw new FileError('damaged', 'the hash of the content is wrong')
  if (said !== null && bytes !== said)
    throw new FileError('damaged', 'the length of the content is wrong')
  if (bytes === 0) throw new FileError('empty', 'the file has no content')
  if (bytes > bytes_max) throw new FileError('too_large', 'the file is too large')
}

const tooMuch = (said: number | null): FileError =>
  said === null
    ? new FileError('too_large', 'more comes than is allowed')
    : new FileError('damaged', 'more comes than the message says')

const isOther = (said: Uint8Array | null, found: Buffer): boolean =>
  said !== null && !found.equals(said)

const lastBlock = (final: () => Buffer): Buffer => {
  try {
    return final()
  } catch (error) {
    throw new FileError('damaged', 'the padding of the file is wrong', { cause: error })
  }
}
