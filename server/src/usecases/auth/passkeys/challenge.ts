import { randomBytes, timingSafeEqual } from 'node:crypto'
import { hmac } from '../../../lib/crypto.ts'
import type { KeyRing } from '../../../lib/key-ring.ts'

/** What a challenge may be answered for, and for nothing else. */
export type Ceremony = 'register' | 'log_in' | 'second_factor'

/** So long a challenge may be answered. */
export const challenge_ms = 5 * 60_000

const chance_bytes = 16
const time_bytes = 6
const head_bytes = chance_bytes + time_bytes
const mark_bytes = 32

/**
 * Chance, the time, and a mark that only we can make, over these, the ceremony and the user who registers a passkey. So nothing
 * is kept of challenges that nobody answers.
 */
export const newChallenge = (
  jwt_secret: KeyRing,
  ceremony: Ceremony,
  user_id: string | null,
  now: Date
): Buffer => {
  const time = Buffer.alloc(time_bytes)
  time.writeUIntBE(now.getTime(), 0, time_bytes)
  const head = Buffer.concat([randomBytes(chance_bytes), time])
  return Buffer.concat([head, markOf(ring(jwt_secret).current().bytes, head, ceremony, user_id)])
}

/** When we made this challenge, for this and nobody else; null where we did not, or it is too long ago. */
export const readChallenge = (
  jwt_secret: KeyRing,
  text: string,
  ceremony: Ceremony,
  user_id: string | null,
  now: Date
): Date | null => {
  const challenge = Buffer.from(text, 'base64url')
  if (challenge.length !== head_bytes + mark_bytes) return null
  const [head, mark] = [challenge.subarray(0, head_bytes), challenge.subarray(head_bytes)]
  const is_ours = ring(jwt_secret)
    .keys()
    .some(({ bytes }) => timingSafeEqual(mark, markOf(bytes, head, ceremony, user_id)))
  if (!is_ours) return null
  const made_ms = head.readUIntBE(chance_bytes, time_bytes)
  // Clocks of two gateways may differ a little.
  const age_ms = now.getTime() - made_ms
  return age_ms <= challenge_ms && age_ms >= -challenge_ms ? new Date(made_ms) : null
}

const ring = (jwt_secret: KeyRing): KeyRing => jwt_secret.derive('challenges of passkeys')

const markOf = (key: Buffer, head: Buffer, ceremony: Ceremony, user_id: string | null): Buffer =>
  hmac(key, `${ceremony} ${user_id ?? ''} ${head.toString('base64url')}`)
