import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { type KeyRing, sealWith, unsealWith } from '../../lib/key-ring.ts'

/** A call that was made under a key, and its sealed answer. */
export type Kept = { fingerprint: Buffer; response: Buffer | null }

/** An answer as it is kept for those who ask again: sealed, because a new API key may be in it. */
export const sealAnswer = (
  deps: { jwt_secret: KeyRing },
  tenant_id: string,
  key: string,
  result: unknown
): Buffer =>
  sealWith(answerKeys(deps), pack(JSON.stringify({ result })), answerContext(tenant_id, key))

/** What was answered before; the error says why there is nothing for this call. Marks the call as replayed. */
export const openAnswer = <T>(
  deps: { jwt_secret: KeyRing },
  tenant_id: string,
  idempotency: Idempotency,
  kept: Kept | null
): T => {
  const { fingerprint, earlier_fingerprint } = idempotency
  if (kept && ![fingerprint, earlier_fingerprint].some((one) => one?.equals(kept.fingerprint)))
    throw new AppError('idempotency_key_reused')
  if (!kept?.response) throw new AppError('idempotency_running')
  idempotency.replayed = true
  const opened = unsealWith(
    answerKeys(deps),
    kept.response,
    answerContext(tenant_id, idempotency.key)
  )
  return (JSON.parse(unpack(opened)) as { result: T }).result
}

/** Larger answers are mostly the same fields again and again. */
const pack_from_bytes = 4_096
const packed = 0x01

const pack = (json: string): Buffer => {
  const plain = Buffer.from(json)
  if (plain.length < pack_from_bytes) return plain
  return Buffer.concat([Buffer.of(packed), deflateRawSync(plain, { level: 1 })])
}

const unpack = (bytes: Buffer): string =>
  (bytes[0] === packed ? inflateRawSync(bytes.subarray(1)) : bytes).toString()

/** The keys that seal kept answers. */
export const answerKeys = (deps: { jwt_secret: KeyRing }): KeyRing =>
  deps.jwt_secret.derive('kept answers')

/** What a kept answer is bound to when it is sealed. */
export const answerContext = (tenant_id: string, key: string): string => `${tenant_id} ${key}`
