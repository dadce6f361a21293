import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { VerifyNotice } from '../contract.ts'

/** So old, or so far ahead, may be what is signed: five minutes, as in Stripe's own libraries. */
const tolerance_ms = 300_000

const Event = z.object({
  id: z.string().min(1).max(255),
  data: z.object({
    object: z.object({
      object: z.string(),
      id: z.string().nullable().default(null),
      payment_intent: z
        .union([z.string(), z.object({ id: z.string() })])
        .nullable()
        .default(null)
    })
  })
})

/** `Stripe-Signature: t=…,v1=…`: HMAC-SHA256 of the time and the body, with any of the secrets (two of them while one is rolled). */
export const stripeVerifier =
  (secrets: readonly string[]): VerifyNotice =>
  ({ raw, headers }, now) => {
    const header = headers['stripe-signature']
    if (typeof header !== 'string' || header.length > 2_000) return undefined
    const parts = header.split(',').map((part) => part.trim().split('=', 2) as [string, string?])
    const time = parts.find(([name]) => name === 't')?.[1] ?? ''
    if (!/^\d{1,12}$/.test(time)) return undefined
    if (Math.abs(now.getTime() - Number(time) * 1_000) > tolerance_ms) return undefined
    const signatures = parts.flatMap(([name, value]) => (name === 'v1' && value ? [value] : []))
    const proved = secrets.some((secret) => {
      const wanted = createHmac('sha256', secret).update(`${time}.`).update(raw).digest()
      return signatures.some((given) => isSame(given, wanted))
    })
    if (!proved) return undefined
    const event = Event.safeParse(parse(raw))
    // What is signed and is no event about an object is none of ours, and is answered all the same.
    if (!event.success)
      return { event_id: `${time}:${signatures[0]}`.slice(0, 200), reference: null }
    const { object, id, payment_intent } = event.data.data.object
    const intent =
      typeof payment_intent === 'string' ? payment_intent : (payment_intent?.id ?? null)
    return { event_id: event.data.id, reference: object === 'payment_intent' ? id : intent }
  }

const parse = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return null
  }
}

const isSame = (given: string, wanted: Buffer): boolean => {
  if (!/^[0-9a-f]{64}$/.test(given)) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), wanted)
}
