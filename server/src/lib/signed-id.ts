import { timingSafeEqual } from 'node:crypto'
import { hmac } from './crypto.ts'
import type { KeyRing } from './key-ring.ts'

/** A token that names a row and cannot be guessed: whoever holds the key can make it again, so it is kept nowhere. */
export const signId = (ring: KeyRing, id: string): string =>
  `${id}.${hmac(ring.current().bytes, id).toString('base64url')}`

/** The id in such a token; null where no key of the ring has made it. */
export const readSignedId = (ring: KeyRing, token: string): string | null => {
  const [id = '', signature = ''] = token.split('.', 2)
  const given = Buffer.from(signature, 'base64url')
  for (const { bytes } of ring.keys()) {
    const right = hmac(bytes, id)
    if (given.length === right.length && timingSafeEqual(given, right)) return id
  }
  return null
}
