import { proxyKey } from '../control/proxy-key.ts'
import { proxyContext } from '../domain/proxy-seal.ts'
import { secondFactorContext } from '../domain/second-factor.ts'
import { webhookHeadersContext } from '../domain/webhook-headers.ts'
import type { Db } from '../lib/db.ts'
import { type KeyRing, sealedPrefix, sealWith, unsealWith } from '../lib/key-ring.ts'
import { sessionKeyContext } from '../orchestrator/records/session-keys.ts'
import {
  listSealedOtherwise,
  putSealedValues,
  type SealedKind,
  type SealedValue
} from '../store/sealed-values.ts'
import { answerContext, answerKeys } from '../usecases/idempotency/stored-answer.ts'
import { webhookSecretContext } from '../usecases/webhooks/secret.ts'

type Rings = {
  master_key: KeyRing
  jwt_secret: KeyRing
  control_secret: KeyRing
  webhook_key: KeyRing
}

/** How many values were sealed anew, and how many no key opens. */
export type Resealed = Record<SealedKind, { resealed: number; unreadable: number }>

const piece = 200

/**
 * Seals everything with the current keys that was sealed with others, a piece at a time: a process that is killed leaves
 * whole pieces, and the next one goes on with what is left.
 */
export const reseal = async (db: Db, rings: Rings): Promise<Resealed> => ({
  session_keys: await resealColumn(db, 'session_keys', rings.master_key, ([session_id = '']) =>
    sessionKeyContext(session_id)
  ),
  // What the orchestrator has not taken over yet.
  session_proxies: await resealColumn(
    db,
    'session_proxies',
    proxyKey(rings.control_secret),
    ([session_id = '']) => proxyContext(session_id)
  ),
  webhooks: await resealColumn(db, 'webhooks', rings.webhook_key, ([webhook_id = '']) =>
    webhookSecretContext(webhook_id)
  ),
  // Those that still sign for a day.
  old_webhook_secrets: await resealColumn(
    db,
    'old_webhook_secrets',
    rings.webhook_key,
    ([webhook_id = '']) => webhookSecretContext(webhook_id)
  ),
  webhook_headers: await resealColumn(db, 'webhook_headers', rings.webhook_key, ([id = '']) =>
    webhookHeadersContext(id)
  ),
  user_second_factors: await resealColumn(
    db,
    'user_second_factors',
    rings.webhook_key,
    ([user_id = '']) => secondFactorContext(user_id)
  ),
  idempotency_keys: await resealColumn(
    db,
    'idempotency_keys',
    answerKeys(rings),
    ([tenant_id = '', key = '']) => answerContext(tenant_id, key)
  )
})

const resealColumn = async (
  db: Db,
  kind: SealedKind,
  ring: KeyRing,
  contextOf: (names: string[]) => string
): Promise<{ resealed: number; unreadable: number }> => {
  const prefix = sealedPrefix(ring.current())
  const count = { resealed: 0, unreadable: 0 }
  for (let after: string[] = []; ; ) {
    const found = await db.transaction(async (tx) => {
      const values = await listSealedOtherwise(tx, kind, prefix, after, piece)
      const anew = values.flatMap((value) => anewOf(ring, value, contextOf(value.names)))
      if (anew.length > 0) await putSealedValues(tx, kind, anew)
      count.resealed += anew.length
      count.unreadable += values.length - anew.length
      return values
    })
    const last = found.at(-1)
    if (!last || found.length < piece) return count
    after = last.names
  }
}

/** The value sealed anew; empty when no key opens it: then it stays as it is, for whoever finds the key. */
const anewOf = (ring: KeyRing, value: SealedValue, context: string): SealedValue[] => {
  let plain: Buffer
  try {
    plain = unsealWith(ring, value.sealed, context)
  } catch {
    return []
  }
  return [{ names: value.names, sealed: sealWith(ring, plain, context) }]
}
