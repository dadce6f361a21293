import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  timingSafeEqual
} from 'node:crypto'

/** What a file is, as far as its keys care. */
export type MediaPurpose = 'Image' | 'Video' | 'Audio' | 'Document' | 'History' | 'App State'

const MAC_LENGTH = 10

export interface EncryptedMedia {
  media_key: Buffer
  /** Ciphertext and the first ten bytes of its MAC, as uploaded. */
  bytes: Buffer
  file_sha256: Buffer
  file_enc_sha256: Buffer
}

/** Encrypts a file as every client does before it is uploaded. */
export const encryptMedia = (
  plaintext: Uint8Array,
  purpose: MediaPurpose,
  media_key: Buffer
): EncryptedMedia => {
  const { iv, cipher_key, mac_key } = keysOf(media_key, purpose)
  const cipher = createCipheriv('aes-256-cbc', cipher_key, iv)
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
  const bytes = Buffer.concat([sealed, macOf(mac_key, iv, sealed)])
  return { media_key, bytes, file_sha256: sha256(plaintext), file_enc_sha256: sha256(bytes) }
}

export interface MediaProof {
  media_key: Uint8Array
  file_sha256: Uint8Array
  file_enc_sha256: Uint8Array
}

/** Decrypts a file and verifies all that its message says about it; the error says what is wrong. */
export const decryptMedia = (
  bytes: Buffer,
  purpose: MediaPurpose,
  { media_key, file_sha256, file_enc_sha256 }: MediaProof
): Buffer => {
  if (!sha256(bytes).equals(file_enc_sha256)) throw new Error('the hash of the file is wrong')
  const { iv, cipher_key, mac_key } = keysOf(media_key, purpose)
  const sealed = bytes.subarray(0, -MAC_LENGTH)
  const mac = bytes.subarray(-MAC_LENGTH)
  if (mac.length !== MAC_LENGTH || !timingSafeEqual(macOf(mac_key, iv, sealed), mac)) {
    throw new Error('the MAC of the file is wrong')
  }
  const decipher = createDecipheriv('aes-256-cbc', cipher_key, iv)
  const plaintext = Buffer.concat([decipher.update(sealed), decipher.final()])
  if (!sha256(plaintext).equals(file_sha256)) throw new Error('the hash of the content is wrong')
  return plaintext
}

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** 112 bytes from the media key: iv, cipher key, MAC key, and a reference key nobody uses. */
const keysOf = (media_key: Uint8Array, purpose: MediaPurpose) => {
  const expanded = Buffer.from(hkdfSync('sha256', media_key, '', `WhatsApp ${purpose} Keys`, 112))
  return {
    iv: expanded.subarray(0, 16),
    cipher_key: expanded.subarray(16, 48),
    mac_key: expanded.subarray(48, 80)
  }
}

const macOf = (key: Buffer, iv: Buffer, sealed: Buffer): Buffer =>
  createHmac('sha256', key).update(iv).update(sealed).digest().subarray(0, MAC_LENGTH)
