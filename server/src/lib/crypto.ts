import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes
} from 'node:crypto'

const iv_bytes = 12
const tag_bytes = 16

/** Seals with AES-256-GCM: iv ‖ tag ‖ ciphertext. `context` must be the same when it is opened. */
export const seal = (key: Buffer, plain: Uint8Array, context: string): Buffer => {
  const iv = randomBytes(iv_bytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tag_bytes })
  cipher.setAAD(Buffer.from(context))
  const body = cipher.update(plain)
  cipher.final()
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** Opens what `seal` made; throws when the key, the context or a single bit differs, or when it is cut short. */
export const unseal = (key: Buffer, sealed: Buffer, context: string): Buffer => {
  // A tag of four bytes would be taken as well, and is guessed in no time.
  if (sealed.length < iv_bytes + tag_bytes) throw new Error('what is to be opened was cut short')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, iv_bytes), {
    authTagLength: tag_bytes
  })
  decipher.setAuthTag(sealed.subarray(iv_bytes, iv_bytes + tag_bytes))
  decipher.setAAD(Buffer.from(context))
  return Buffer.concat([decipher.update(sealed.subarray(iv_bytes + tag_bytes)), decipher.final()])
}

/** A 32-byte key for one purpose, derived so that it tells nothing of the others. */
export const deriveKey = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), purpose, 32))

export const sha256 = (value: string | Uint8Array): Buffer =>
  createHash('sha256').update(value).digest()

export const hmac = (key: Buffer, value: string): Buffer =>
  createHmac('sha256', key).update(value).digest()

export const hmacHex = (key: Buffer, value: string): string =>
  createHmac('sha256', key).update(value).digest('hex')

/** 256 bits of chance, safe in a URL. */
export const randomToken = (): string => randomBytes(32).toString('base64url')
