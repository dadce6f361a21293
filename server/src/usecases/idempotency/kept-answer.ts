import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { deriveKey, seal, unseal } from '../../lib/crypto.ts'

type Kept = { fingerprint: Buffer; response: Buffer | null }

/** An answer as it is kept for those who ask again: sealed, because a new API key may be in it. */
export const sealAnswer = (
  deps: { jwt_secret: Buffer },
  tenant_id: string,
  key: string,
  result: unknown
): Buffer => seal(sealKey(deps), pack(JSON.stringify({ result })), contextOf(tenant_id, key))

/** What was answered before; the error says why there is nothing for this call. Marks the call as replayed. */
export const openAnswer = <T>(
  deps: { jwt_secret: Buffer },
  tenant_id: string,
  idempotency: Idempotency,
  kept: Kept | null
): T => {
  if (kept && !kept.fingerprint.equals(idempotency.fingerprint))
    throw new AppError('idempotency_key_reused')
  if (!kept?.response) throw new AppError('idempotency_running')
  idempotency.replayed = true
  const opened = unseal(sealKey(deps), kept.response, contextOf(tenant_id, idempotency.key))
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

const sealKey = (deps: { jwt_secret: Buffer }): Buffer => deriveKey(deps.jwt_secret, 'kept answers')

const contextOf = (tenant_id: string, key: string): string => `${tenant_id} ${key}`
