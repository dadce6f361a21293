import { randomBytes } from 'node:crypto'
import { BoundedMap } from '../lib/bounded-map.ts'
import type { Connection } from '../wire/connection.ts'
import type { KeyPair } from '../wire/wire.ts'
import type { PasskeyOptions } from './authenticator.ts'
import type { Phone, PublicPrekey } from './phone.ts'

/** What an unpaired client said about itself in its first payload. */
export interface Registration {
  noise_public: Buffer
  identity: Buffer
  registration_id: number
  signed_prekey: PublicPrekey & { signature: Buffer }
}

/** A request to link by a typed code: hello → (phone types) → finish. */
export interface CodeRequest {
  number: string
  ref: Buffer
  wrapped_ephemeral: Buffer
  /** Set while the phone waits for the companion's last word: the first that comes. */
  finish: ((wrapped_bundle: Buffer, identity: Buffer) => void) | null
}

/** The linking of an account with a passkey, as far as it has come. */
export interface Ceremony {
  readonly phone: Phone
  readonly scanned_secret: Buffer
  readonly options: PasskeyOptions
  readonly ephemeral: KeyPair
  readonly nonce: Buffer
  ref: string | null
  prologue: { bytes: Buffer; public_key: Buffer; commitment: Buffer } | null
  key: Buffer | null
  /** What the phone shows. */
  code: string | null
  /** The device showed the very code that was scanned: nobody has to compare codes. */
  proven: boolean
  linked: (adv_secret: Buffer) => void
  failed: (error: Error) => void
}

/** An unpaired connection that shows a QR or waits for a code. */
export interface PendingPairing {
  readonly connection: Connection
  readonly registration: Registration
  code: CodeRequest | null
  busy: boolean
  /** It was asked for a code with a fresh secret. */
  refreshed: boolean
  ceremony: Ceremony | null
  /** What it has to acknowledge, by id. */
  readonly awaiting_acks: Map<string, () => void>
}

interface Ref {
  pairing: PendingPairing
  expires_at: number
  used: boolean
}

export interface Pairings {
  by_connection: Map<Connection, PendingPairing>
  /** Kept for a while after their end, so that a late scan hears why it fails. */
  refs: BoundedMap<string, Ref>
}

const REFS = 6

export const createPairings = (): Pairings => ({
  by_connection: new Map(),
  refs: new BoundedMap(20_000)
})

/** Gives six references, of which the client shows one after the other. */
export const issueRefs = (
  pairings: Pairings,
  pairing: PendingPairing,
  first_ms: number,
  next_ms: number
): string[] => {
  const now = Date.now()
  return Array.from({ length: REFS }, (_, index) => {
    const ref = `2@${randomBytes(48).toString('base64')}`
    pairings.refs.set(ref, { pairing, expires_at: now + first_ms + index * next_ms, used: false })
    return ref
  })
}

/** The pairing behind a scanned reference; throws a sentence when it can't be used. */
export const useRef = (pairings: Pairings, text: string): PendingPairing => {
  const ref = pairings.refs.get(text)
  if (!ref) throw new Error('This QR code is not from this server.')
  if (ref.used) throw new Error('This QR code was already used.')
  if (ref.expires_at <= Date.now()) throw new Error('This QR code has expired.')
  if (ref.pairing.connection.closed) {
    throw new Error('The device that showed this QR code is no longer connected.')
  }
  ref.used = true
  return ref.pairing
}

/** A code with a fresh secret is about to show the same reference. */
export const reuseRef = (pairings: Pairings, text: string): void => {
  const ref = pairings.refs.get(text)
  if (ref) ref.used = false
}
