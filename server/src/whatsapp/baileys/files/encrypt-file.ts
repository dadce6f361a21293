import { createCipheriv, createHash, createHmac } from 'node:crypto'
import type { Readable } from 'node:stream'
import { FileError } from '../../files.ts'
import { encryptedBytes, type FileKeys, mac_bytes } from './file-keys.ts'

/** What a message says of an encrypted file. */
export type FileDigest = {
  file_sha256: Buffer
  file_enc_sha256: Buffer
  mac: Buffer
  bytes: number
  encrypted_bytes: number
}

/** Reads a file to its end and tells what it will be when it is encrypted: the address of its upload has the hash in it. */
export const digestFile = async (content: Readable, keys: FileKeys): Promise<FileDigest> => {
  const cipher = createCipheriv('aes-256-cbc', keys.cipher_key, keys.iv)
  const hmac = createHmac('sha256', keys.mac_key).update(keys.iv)
  const plain = createHash('sha256')
  const encrypted = createHash('sha256')
  let bytes = 0
  const take = (sealed: Buffer): void => {
    hmac.update(sealed)
    encrypted.update(sealed)
  }
  for await (const piece of content as AsyncIterable<Buffer>) {
    bytes += piece.length
    plain.update(piece)
    take(cipher.update(piece))
  }
  if (bytes === 0) throw new FileError('empty', 'the file has no content')
  take(cipher.final())
  const mac = hmac.digest().subarray(0, mac_bytes)
  return {
    file_sha256: plain.digest(),
    file_enc_sha256: encrypted.update(mac).digest(),
    mac,
    bytes,
    encrypted_bytes: encryptedBytes(bytes)
  }
}

/** The file as it is uploaded. Encrypting it once more costs less than keeping it on a disk meanwhile, and leaves nothing there. */
export const encryptFile = async function* (
  content: Readable,
  keys: FileKeys,
  mac: Buffer
): AsyncGenerator<Buffer> {
  const cipher = createCipheriv('aes-256-cbc', keys.cipher_key, keys.iv)
  for await (const piece of content as AsyncIterable<Buffer>) {
    const sealed = cipher.update(piece)
    if (sealed.length > 0) yield sealed
  }
  yield Buffer.concat([cipher.final(), mac])
}
